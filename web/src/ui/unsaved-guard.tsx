import { useBlocker } from '@tanstack/react-router';
import { shell } from '../words/shell.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** Asks before a page with unsaved changes is left, by a link, the back button or by closing the tab. */
export function UnsavedGuard({ unsaved }: { unsaved: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: unsaved,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      title={shell.unsaved.title}
      text={shell.unsaved.text}
      stay={shell.unsaved.stay}
      go={shell.unsaved.leave}
      danger
      onStay={() => blocker.reset?.()}
      onGo={() => blocker.proceed?.()}
    />
  );
}
