import { NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { noticeDone, noticeProblem } from '../ui/notices.ts';
import { inbox as words } from '../words/inbox.ts';
import { type Mailbox, mailboxesQuery } from './inbox-queries.ts';
import { type ReadingChange, ReadingDetails } from './reading-details.tsx';

type Reading = Mailbox['read'];

const READINGS: Reading[] = ['off', 'relevant', 'inbox'];

/** What is read of each mailbox that this person may decide about. */
export function ReadingChoice({ mailboxes }: { mailboxes: readonly Mailbox[] }) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ id, body }: { id: string; body: ReadingChange; displayName: string }) =>
      answer(api.PATCH('/mailboxes/{id}', { params: { path: { id } }, body })),
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
        {mailboxes.map((mailbox) => (
          <OneMailbox
            key={mailbox.id}
            mailbox={mailbox}
            busy={change.isPending}
            onChange={(body) => change.mutate({ id: mailbox.id, displayName: mailbox.displayName, body })}
          />
        ))}
      </Stack>
    </details>
  );
}

function OneMailbox(props: { mailbox: Mailbox; busy: boolean; onChange: (change: ReadingChange) => void }) {
  const { displayName, read } = props.mailbox;
  return (
    <>
      <NativeSelect
        label={displayName}
        aria-label={words.readingOf(displayName)}
        value={read}
        disabled={props.busy}
        data={READINGS.map((value) => ({ value, label: words.readings[value] }))}
        onChange={(event) => props.onChange({ read: event.currentTarget.value as Reading })}
      />
      {read !== 'off' && <ReadingDetails {...props} />}
    </>
  );
}
