import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { API_PATH } from '../api/client.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { dateAndTime } from '../ui/when.tsx';
import { inbox as words } from '../words/inbox.ts';
import { quarantinedQuery } from './inbox-queries.ts';

/** Messages that nobody could make sense of: why, and their bytes to look at. */
export function UnreadMessages({ mailboxId, count }: { mailboxId: string; count: number }) {
  const [opened, setOpened] = useState(false);
  const found = useQuery({ ...quarantinedQuery(mailboxId), enabled: opened });
  const items = found.data?.items ?? [];
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>
        <Text size="sm" component="span">
          {words.quarantined(count)}
        </Text>
      </summary>
      <ProblemAlert error={found.error} retry={() => void found.refetch()} />
      <Stack gap={4} mt="xs">
        {items.map(({ id, problem, receivedAt }) => (
          <Text key={id} size="sm" className="any-break">
            {problem ?? words.noReason}{' '}
            <Anchor
              size="sm"
              underline="always"
              href={`${API_PATH}/mailboxes/${mailboxId}/messages/${id}/source`}
              download
            >
              {words.unreadSource(dateAndTime(receivedAt))}
            </Anchor>
          </Text>
        ))}
        {found.data?.next && <Text size="sm">{words.unreadMore(count - items.length)}</Text>}
      </Stack>
    </details>
  );
}
