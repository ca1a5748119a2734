import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { providers } from '../words/providers.ts';
import { shell } from '../words/shell.ts';
import { ProviderList } from './provider-list.tsx';
import { providersQuery } from './provider-queries.ts';
import './providers.css';

/** Screen 7: all e-mail providers, shipped and added. Never empty: the shipped ones are always there. */
export function ProvidersPage() {
  const { data, error, refetch } = useQuery(providersQuery);
  return (
    <Page
      title={providers.title}
      crumbs={[{ label: shell.administration }]}
      aside={<ButtonLink to="/admin/providers/new">{providers.addNew}</ButtonLink>}
    >
      <Text mb="md" maw={720}>
        {providers.text}
      </Text>
      {data ? (
        <ProviderList list={data} />
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <Stack gap="xs" aria-hidden>
          {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
            <Skeleton key={row} h={58} />
          ))}
        </Stack>
      )}
    </Page>
  );
}
