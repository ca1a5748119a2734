import { List, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { providers } from '../words/providers.ts';
import { type ProviderUse, providerUsesQuery } from './provider-queries.ts';

const words = providers.uses;

/** What the switches apply to, and what keeps the provider from being deleted. */
export function ProviderUses({ id }: { id: string }) {
  const heading = useId();
  const { data, error, refetch } = useQuery(providerUsesQuery(id));
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        {words.title}
      </Title>
      <ProblemAlert error={error} retry={() => void refetch()} />
      {data ? (
        <>
          <Text size="sm">{data.length === 0 ? words.none : words.applies}</Text>
          <UseList uses={data} />
        </>
      ) : (
        !error && <Skeleton h={24} w={300} aria-hidden />
      )}
    </section>
  );
}

export function UseList({ uses }: { uses: readonly ProviderUse[] }) {
  if (uses.length === 0) return null;
  return (
    <List size="sm" my="xs">
      {uses.map(({ id, displayName, personal }) => (
        <List.Item key={id} className="any-break">
          {personal ? (
            words.personal(displayName)
          ) : (
            <AnchorLink to="/admin/data-sources/$id" params={{ id }} size="sm">
              {displayName}
            </AnchorLink>
          )}
        </List.Item>
      ))}
    </List>
  );
}
