import { Text } from '@mantine/core';
import { dateAndTime } from '../ui/when.tsx';
import { payroll as words } from '../words/payroll.ts';
import type { RunItem } from './run-model.ts';

/** When this person got an e-mail of a run before; nothing where it is the e-mail of this very row. */
export function LastEmailed({ row: { lastEmailed, mail, owner } }: { row: RunItem }) {
  if (owner === '' || (lastEmailed !== null && lastEmailed.mailId === mail?.id)) return null;
  return (
    <Text size="xs" c="dimmed" className="any-break">
      {lastEmailed === null ? words.neverEmailed : words.lastEmailed(dateAndTime(lastEmailed.at), lastEmailed.runName)}
    </Text>
  );
}
