import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../ui/dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { dateAndTime, When } from '../ui/when.tsx';
import { account } from '../words/account.ts';
import { shell } from '../words/shell.ts';
import { type Token, tokensQuery } from './account-queries.ts';

const TokenForm = lazy(async () => ({ default: (await import('./token-form.tsx')).TokenForm }));
const SOON_MS = 14 * 24 * 60 * 60_000;
const words = account.tokens;

/** The API tokens of the person, to revoke them. */
export function TokenList() {
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useQuery(tokensQuery);
  const revoke = useMutation({
    mutationFn: async ({ id }: { id: string; name: string }) => {
      await answer(api.DELETE('/tokens/{id}', { params: { path: { id } } }));
    },
    onSuccess: (_done, { name }) => noticeDone(words.revoked(name)),
    onSettled: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  return (
    <section aria-labelledby="tokens-title">
      <Title order={2} id="tokens-title" mb="sm">
        {words.title}
      </Title>
      <Text size="sm" mb="sm">
        {data?.length === 0 ? words.none : words.text}
      </Text>
      <ProblemAlert error={revoke.error} />
      <ProblemAlert error={error} retry={() => void refetch()} />
      {data === undefined && !error && <Skeleton h={36} aria-hidden />}
      {data && data.length > 0 && (
        <Stack gap="xs" component="ul" p={0} m={0} aria-label={words.list}>
          {data.map(({ id, name, createdAt, expiresAt, roles, about }) => (
            <Group component="li" key={id} gap="sm" mih={36}>
              <Text size="sm" className="any-break">
                {name}, {words.made} <When at={createdAt} />,{' '}
                {expiresAt === null ? words.forGood : words.until(dateAndTime(expiresAt))}, {mayOf({ roles, about })}
              </Text>
              <Expiry at={expiresAt} />
              <Button
                size="compact-sm"
                variant="default"
                disabled={revoke.isPending}
                aria-label={words.revokeOf(name)}
                onClick={() => revoke.mutate({ id, name })}
              >
                {words.revoke}
              </Button>
            </Group>
          ))}
        </Stack>
      )}
      <Button variant="default" mt="sm" onClick={() => setMaking(true)}>
        {words.add}
      </Button>
      <Dialog opened={making} title={words.form.title} onClose={() => setMaking(false)}>
        <Suspense fallback={null}>{making && <TokenForm onClose={() => setMaking(false)} />}</Suspense>
      </Dialog>
    </section>
  );
}

/** In time to make a new one, before a program stops working. */
function Expiry({ at }: { at: number | null }) {
  if (at === null || at - Date.now() > SOON_MS) return null;
  return at <= Date.now() ? (
    <StateBadge tone="bad" word={words.over} />
  ) : (
    <StateBadge tone="warning" word={words.soon} />
  );
}

function mayOf({ roles, about }: Pick<Token, 'roles' | 'about'>): string {
  const names = roles?.map((role) => shell.roles[role] ?? role).join(', ');
  const may = names === undefined ? words.allRoles : names === '' ? words.noRoles : words.roles(names);
  if (about === null) return may;
  return `${words[about.kind](about.name ?? words.gone)}, ${may}`;
}
