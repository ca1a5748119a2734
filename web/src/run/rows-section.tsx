import { Button, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { ButtonLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { runRows } from '../words/run-rows.ts';
import { RowFilters } from './row-filters.tsx';
import { rowsQuery } from './row-queries.ts';
import { RowTable } from './row-table.tsx';
import { isPausing, partsOf, type ShownRun } from './run-parts.ts';
import { ROWS_ID, type RunSearch } from './run-search.ts';

const words = runRows.list;
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Every row, a page at a time as the server has it; read again with the state of the run and when somebody asks. */
export function RowsSection({ run, search }: { run: ShownRun; search: RunSearch }) {
  const heading = useId();
  const navigate = useNavigate();
  const results = useRef<HTMLDivElement>(null);
  const { row: _open, ...filters } = search;
  const { data, error, isPlaceholderData, isFetching, refetch, dataUpdatedAt } = useQuery(rowsQuery(run.id, filters));
  useRereadWithState(run, filters.state !== undefined, () => void refetch());
  const change = (next: RunSearch, how?: { replace: boolean }) =>
    navigate({
      to: '/payroll/$run',
      params: { run: run.id },
      search: { ...filters, ...next, after: undefined },
      replace: how?.replace ?? false,
      resetScroll: false,
    });
  // What has the focus may be gone with the old page: the list gets it.
  const focusResults = () => results.current?.focus({ preventScroll: true });
  return (
    <section aria-labelledby={heading} id={ROWS_ID}>
      <Title order={2} id={heading} mb="xs">
        {words.title}
      </Title>
      <RowFilters run={run} search={filters} onChange={change} />
      {data !== undefined && (
        <Freshness run={run} at={dataUpdatedAt} busy={isFetching} onRefresh={() => void refetch()} />
      )}
      <ProblemAlert error={error} retry={() => void refetch()} />
      {data === undefined && !error && <RowsSkeleton />}
      {data !== undefined && (
        <div ref={results} tabIndex={-1} className="run-results" aria-busy={isPlaceholderData}>
          <VisuallyHidden role="status">{isPlaceholderData ? '' : words.shown(data.items.length)}</VisuallyHidden>
          {data.items.length === 0 ? (
            <NoRows id={run.id} filtered={Object.values(filters).some(Boolean)} />
          ) : (
            <RowTable rows={data.items} />
          )}
          <Pages search={filters} next={data.next} onMove={focusResults} />
        </div>
      )}
    </section>
  );
}

/**
 * Not with each number. While e-mails leave, rows would move out of a list of one state under its reader: that one
 * waits for the next state.
 */
function useRereadWithState(run: ShownRun, isOfOneState: boolean, reread: () => void): void {
  const now = `${run.state} ${isPausing(run)}`;
  const seen = useRef(now);
  const latest = useRef(reread);
  latest.current = reread;
  const moves = isOfOneState && run.state === 'sending';
  useEffect(() => {
    if (moves || seen.current === now) return;
    seen.current = now;
    latest.current();
  }, [now, moves]);
}

/** When the rows were read, and whether they may be others now. */
function Freshness({ run, at, busy, onRefresh }: { run: ShownRun; at: number; busy: boolean; onRefresh: () => void }) {
  const { done, waiting, skipped } = partsOf(run);
  const now = `${run.state} ${done} ${waiting} ${skipped} ${run.counts.problems}`;
  const [read, setRead] = useState({ at, now });
  useEffect(() => {
    setRead((before) => (before.at === at ? before : { at, now }));
  }, [at, now]);
  return (
    <Group gap="sm" mb="xs">
      <Text size="sm" c="dimmed">
        {words.asOf(TIME.format(at))} {read.at === at && read.now !== now && words.changed}
      </Text>
      <Button
        variant="default"
        size="compact-sm"
        loading={busy}
        leftSection={<IconRefresh size={14} aria-hidden />}
        onClick={onRefresh}
      >
        {words.refresh}
      </Button>
    </Group>
  );
}

function NoRows({ id, filtered }: { id: string; filtered: boolean }) {
  return (
    <Stack align="center" gap="xs" py={32}>
      <Text fw={600} ta="center">
        {filtered ? words.none : words.empty}
      </Text>
      {filtered && (
        <>
          <Text c="dimmed" ta="center">
            {words.noneText}
          </Text>
          <ButtonLink variant="default" to="/payroll/$run" params={{ run: id }} resetScroll={false}>
            {words.showAll}
          </ButtonLink>
        </>
      )}
    </Stack>
  );
}

/** The API pages in one direction; the way back is kept with the entry of the browser's history. */
function Pages({ search, next, onMove }: { search: RunSearch; next: number | null; onMove: () => void }) {
  const trail = useRouterState({ select: ({ location }) => location.state.runTrail ?? [] });
  const isFirst = search.after === undefined;
  if (isFirst && next === null) return null;
  const link = { from: '/payroll/$run', to: '.', variant: 'default', resetScroll: false, onClick: onMove } as const;
  return (
    <Group component="nav" aria-label={words.pages} gap="sm" mt="md">
      {!isFirst && (
        <ButtonLink
          {...link}
          leftSection={<IconChevronLeft size={16} aria-hidden />}
          search={{ ...search, after: trail.at(-1) || undefined }}
          state={(state) => ({ ...state, runTrail: trail.slice(0, -1) })}
        >
          {words.previous}
        </ButtonLink>
      )}
      {next !== null && (
        <ButtonLink
          {...link}
          rightSection={<IconChevronRight size={16} aria-hidden />}
          search={{ ...search, after: next }}
          state={(state) => ({ ...state, runTrail: [...trail, search.after ?? 0] })}
        >
          {words.next}
        </ButtonLink>
      )}
    </Group>
  );
}

const SKELETON_LINES = ['a', 'b', 'c', 'd', 'e', 'f'];

function RowsSkeleton() {
  return (
    <Stack gap="xs" aria-hidden>
      {SKELETON_LINES.map((line) => (
        <Skeleton key={line} h={36} />
      ))}
    </Stack>
  );
}
