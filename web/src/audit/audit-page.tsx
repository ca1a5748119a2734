import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { API_PATH } from '../api/client.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { audit as words } from '../words/audit.ts';
import { shell } from '../words/shell.ts';
import { auditRoute } from './audit.route.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditLines } from './audit-lines.tsx';
import { auditQuery } from './audit-queries.ts';
import { ChainCheck } from './chain-check.tsx';

/** Screen 24: who did what, the newest first. */
export function AuditPage() {
  const search = auditRoute.useSearch();
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...auditQuery(search),
    placeholderData: (shown) => shown,
  });
  const { before, ...filters } = search;
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Page
      title={words.title}
      crumbs={[{ label: shell.administration }]}
      aside={
        <Button component="a" href={`${API_PATH}/audit/export`} download variant="default">
          {words.download}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="md" maw={640}>
        {words.text}
      </Text>
      <ChainCheck />
      <AuditFilters search={search} />
      <ProblemAlert error={error} retry={() => void refetch()} />
      {data === undefined && !error && <Skeleton h={320} aria-hidden />}
      {data?.items.length === 0 && <Text mt="md">{isFiltered ? words.noHits : words.empty}</Text>}
      {data && data.items.length > 0 && (
        <section aria-label={words.list} aria-busy={isPlaceholderData}>
          <AuditLines records={data.items} />
        </section>
      )}
      {(before !== undefined || (data?.next ?? null) !== null) && (
        <Group component="nav" aria-label={words.pages} gap="sm" mt="md">
          {before !== undefined && (
            <ButtonLink variant="default" to="/admin/audit" search={filters}>
              {words.newest}
            </ButtonLink>
          )}
          {data && data.next !== null && (
            <ButtonLink variant="default" to="/admin/audit" search={{ ...filters, before: data.next }}>
              {words.older}
            </ButtonLink>
          )}
        </Group>
      )}
    </Page>
  );
}
