import { NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { noticeDone, noticeProblem } from '../ui/notices.ts';
import { inbox as words } from '../words/inbox.ts';
import { type Mailbox, mailboxesQuery } from './inbox-queries.ts';

type Reading = Mailbox['read'];

const READINGS: Reading[] = ['off', 'relevant', 'inbox'];

/** What is read of each mailbox that this person may decide about. */
export function ReadingChoice({ mailboxes }: { mailboxes: readonly Mailbox[] }) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ id, read }: { id: string; read: Reading; displayName: string }) =>
      answer(api.PATCH('/mailboxes/{id}', { params: { path: { id } }, body: { read } })),
    onSuccess: async (_mailbox, { displayName }) => {
      noticeDone(words.saved(displayName));
      await queries.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
    },
    onError: noticeProblem,
  });
  return (
    <details className="inbox-reading" open={mailboxes.every(({ read }) => read === 'off') || undefined}>
      <summary>{words.reading}</summary>
      <Text size="sm" mb="xs">
        {words.readingText}
      </Text>
      <Stack gap="xs" maw={420}>
        {mailboxes.map(({ id, displayName, read }) => (
          <NativeSelect
            key={id}
            label={displayName}
            aria-label={words.readingOf(displayName)}
            value={read}
            disabled={change.isPending}
            data={READINGS.map((value) => ({ value, label: words.readings[value] }))}
            onChange={(event) => change.mutate({ id, displayName, read: event.currentTarget.value as Reading })}
          />
        ))}
      </Stack>
    </details>
  );
}
