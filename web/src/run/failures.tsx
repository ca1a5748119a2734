import { Group, Skeleton, Title, VisuallyHidden } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { RunItem } from '../payroll/run-model.ts';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { runRows } from '../words/run-rows.ts';
import { appendOnly } from './append-only.ts';
import { failuresQuery, MOST_FAILURES } from './row-queries.ts';
import { RowTable } from './row-table.tsx';
import { partsOf, type ShownRun } from './run-parts.ts';

const words = runRows.failures;
const EVERY_MS = 2000;
const STATES = ['failed', 'bounced', 'uncertain'] as const;

/** What failed while it fails: new ones at the end, so that nobody's line moves. Nothing where nothing failed. */
export function Failures({ run }: { run: ShownRun }) {
  const parts = partsOf(run);
  const failures = STATES.flatMap((state) => (parts[state] === 0 ? [] : [{ state, rows: parts[state] }]));
  return failures.length === 0 ? null : <FailureList id={run.id} failures={failures} />;
}

function FailureList({ id, failures }: { id: string; failures: { state: (typeof STATES)[number]; rows: number }[] }) {
  const count = failures.reduce((sum, { rows: more }) => sum + more, 0);
  const heading = useId();
  const { data, error, refetch } = useQuery(failuresQuery(id, useThrottledValue(count, EVERY_MS)));
  const [rows, setRows] = useState<readonly RunItem[]>([]);
  useEffect(() => {
    if (data !== undefined) setRows((shown) => appendOnly(shown, data.items));
  }, [data]);
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb="xs">
        {words.title}
      </Title>
      <ProblemAlert error={error} retry={() => void refetch()} />
      {data === undefined && !error && <Skeleton h={96} aria-hidden />}
      {rows.length > 0 && <RowTable rows={rows} />}
      <VisuallyHidden role="status">{rows.length > 0 && words.shown(count)}</VisuallyHidden>
      {count > MOST_FAILURES && (
        <Group gap="md">
          {failures.map(({ state, rows: value }) => (
            <AnchorLink key={state} from="/payroll/$run" to="." search={{ state }} resetScroll={false} size="sm">
              {words.more(runRows.filters[state], value)}
            </AnchorLink>
          ))}
        </Group>
      )}
    </section>
  );
}
