import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import { ConnectorBadge, ConnectorReason } from '../data-sources/connector-state.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { emailAccounts } from '../words/email-accounts.ts';

type Line = components['schemas']['PersonalAccountList']['items'][number];

const words = emailAccounts.everybody;

const personalAccountsQuery = queryOptions({
  queryKey: ['personal-accounts'],
  queryFn: async () => (await answer(api.GET('/email-accounts'))).items,
});

/** For administrators: which own mailboxes people have, whether they work, and a way to remove one. */
export function PersonalAccounts() {
  const heading = useId();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(personalAccountsQuery);
  const [asking, setAsking] = useState<Line>();
  const remove = useMutation({
    mutationFn: async ({ id, address }: Line) => {
      await answer(api.DELETE('/email-accounts/{id}', { params: { path: { id } } }));
      noticeDone(emailAccounts.removed(address));
    },
    onSettled: () => {
      setAsking(undefined);
      return queries.invalidateQueries({ queryKey: personalAccountsQuery.queryKey });
    },
  });
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mt="xl" mb={4}>
        {words.title}
      </Title>
      <ProblemAlert error={remove.error} />
      <ProblemAlert error={error} retry={() => void refetch()} />
      {data === undefined && !error && <Skeleton h={48} aria-hidden />}
      {data && <Text size="sm">{data.length === 0 ? words.none : words.text}</Text>}
      {data && data.length > 0 && (
        <Stack gap="md" component="ul" p={0} mx={0} aria-label={words.title}>
          {data.map((line) => (
            <OneLine key={line.id} line={line} onRemove={() => setAsking(line)} />
          ))}
        </Stack>
      )}
      <ConfirmDialog
        opened={asking !== undefined}
        title={emailAccounts.confirmRemove.title(asking?.address ?? '')}
        text={words.removeText(asking?.owner.name ?? '')}
        stay={emailAccounts.confirmRemove.stay}
        go={emailAccounts.confirmRemove.go}
        danger
        busy={remove.isPending}
        onStay={() => setAsking(undefined)}
        onGo={() => asking && remove.mutate(asking)}
      />
    </section>
  );
}

function OneLine({ line, onRemove }: { line: Line; onRemove: () => void }) {
  const { address, owner, connected } = line;
  return (
    <Group component="li" gap="sm" align="flex-start" justify="space-between">
      <div>
        <Text size="sm" fw={600} className="any-break">
          {address}
        </Text>
        <Text size="sm" className="any-break">
          {words.of(owner.name)}
        </Text>
        {connected ? <ConnectorReason connector={line} /> : <Text size="sm">{emailAccounts.notConnected}</Text>}
      </div>
      <Group gap="sm">
        <ConnectorBadge connector={line} />
        <Button size="compact-sm" variant="default" aria-label={words.removeOf(address)} onClick={onRemove}>
          {emailAccounts.remove}
        </Button>
      </Group>
    </Group>
  );
}
