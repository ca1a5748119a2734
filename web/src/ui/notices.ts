import { notifications } from '@mantine/notifications';
import { isProblem, problemOf } from '../api/problem.ts';
import { shell } from '../words/shell.ts';

const SHOWN_MS = 6000;

/** A short notice that something is done. Errors never stand here only. */
export function noticeDone(title: string, message = ''): void {
  notifications.show({
    color: 'green',
    title,
    message,
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': shell.dismiss },
  });
}

/** For an error of an action that has no place on the page; stays until it is dismissed. */
export function noticeProblem(error: unknown): void {
  // The dialog of an ended session says that.
  if (isProblem(error, 'UNAUTHENTICATED')) return;
  const { title, detail } = problemOf(error);
  notifications.show({
    color: 'red',
    title,
    message: detail,
    autoClose: false,
    closeButtonProps: { 'aria-label': shell.dismiss },
  });
}
