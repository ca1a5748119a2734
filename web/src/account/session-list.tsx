import { Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { When } from '../ui/when.tsx';
import { account } from '../words/account.ts';
import { type Session, sessionsQuery } from './account-queries.ts';
import { deviceWords } from './device.ts';

const words = account.sessions;

/** Where the person is signed in, and the way to end it elsewhere. */
export function SessionList() {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: async (session: Session | undefined) => {
      if (session === undefined) await answer(api.DELETE('/me/sessions'));
      else await answer(api.DELETE('/me/sessions/{id}', { params: { path: { id: session.id } } }));
    },
    onSuccess: (_done, session) => noticeDone(session === undefined ? words.othersEnded : words.ended),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const others = data?.filter(({ current }) => !current) ?? [];
  return (
    <section aria-labelledby="sessions-title">
      <Title order={2} id="sessions-title" mb="sm">
        {words.title}
      </Title>
      <ProblemAlert error={end.error} />
      <ProblemAlert error={error} retry={() => void refetch()} />
      {data === undefined && !error && <Skeleton h={64} aria-hidden />}
      {data && (
        <Stack gap="xs" component="ul" p={0} m={0} aria-label={words.list}>
          {data.map((session) => (
            <Line key={session.id} session={session} busy={end.isPending} onEnd={() => end.mutate(session)} />
          ))}
        </Stack>
      )}
      {others.length > 0 && (
        <Button variant="default" mt="md" loading={end.isPending} onClick={() => end.mutate(undefined)}>
          {words.others}
        </Button>
      )}
    </section>
  );
}

function Line({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  const device = deviceWords(session.device);
  return (
    <Group component="li" gap="sm" mih={36}>
      <Text size="sm" className="any-break">
        {device}, {words.since} <When at={session.createdAt} />
      </Text>
      {session.current ? (
        <Badge variant="light" color="gray">
          {words.here}
        </Badge>
      ) : (
        <Button size="compact-sm" variant="default" disabled={busy} aria-label={words.endOf(device)} onClick={onEnd}>
          {words.end}
        </Button>
      )}
    </Group>
  );
}
