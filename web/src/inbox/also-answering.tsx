import { Alert } from '@mantine/core';
import { compose as words } from '../words/compose.ts';

/** Who else is writing an answer at the moment. */
export function AlsoAnswering({ others }: { others: readonly { name: string }[] }) {
  if (others.length === 0) return null;
  return (
    <Alert color="yellow" p="xs" role="status">
      {words.answering(others.map(({ name }) => name))}
    </Alert>
  );
}
