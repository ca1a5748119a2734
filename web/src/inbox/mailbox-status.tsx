import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { noticeDone, noticeProblem } from '../ui/notices.ts';
import { ago } from '../ui/when.tsx';
import { inbox as words } from '../words/inbox.ts';
import type { Mailbox } from './inbox-queries.ts';
import { UnreadMessages } from './unread-messages.tsx';

/** How far the mailbox is read, and what is wrong with it. */
export function MailboxStatus({ mailbox: { id, read, state, problem, syncedAt, counts } }: { mailbox: Mailbox }) {
  const queries = useQueryClient();
  const sync = useMutation({
    mutationFn: () => answer(api.POST('/mailboxes/{id}/read', { params: { path: { id } } })),
    onSuccess: async () => {
      noticeDone(words.syncing);
      await queries.invalidateQueries({ queryKey: ['inbox'] });
    },
    onError: noticeProblem,
  });
  if (read === 'off') return <Text size="sm">{words.off}</Text>;
  return (
    <>
      {state === 'failed' && (
        <Alert color="red" variant="light" p="xs" role="alert">
          <Text size="sm" className="any-break">
            {words.failed(problem)} {words.olderStays}
          </Text>
        </Alert>
      )}
      {counts.quarantined > 0 && <UnreadMessages mailboxId={id} count={counts.quarantined} />}
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {syncedAt === null ? words.firstSync(counts.read + counts.stored) : words.synced(ago(syncedAt))}
        </Text>
        <Button size="xs" variant="default" loading={sync.isPending} onClick={() => sync.mutate()}>
          {words.syncNow}
        </Button>
      </Group>
    </>
  );
}
