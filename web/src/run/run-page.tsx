import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { isProblem } from '../api/problem.ts';
import { useTicking } from '../outbox/live-outbox.ts';
import type { Run } from '../payroll/run-model.ts';
import { runQuery } from '../payroll/run-queries.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { payroll } from '../words/payroll.ts';
import { run as words } from '../words/run.ts';
import { ApprovalCard } from './approval-card.tsx';
import { Failures } from './failures.tsx';
import { FoldedPlanFacts, PlanFacts } from './plan-facts.tsx';
import { ReleaseCard } from './release-card.tsx';
import { RowsSection } from './rows-section.tsx';
import { runRoute } from './run.route.ts';
import type { ShownRun } from './run-parts.ts';
import { ownSearch } from './run-search.ts';
import { StateCard } from './state-card.tsx';
import { useShownRun } from './use-shown-run.ts';
import '../outbox/outbox.css';
import './run.css';

const Samples = lazy(async () => ({ default: (await import('./samples.tsx')).Samples }));
const RowDrawer = lazy(async () => ({ default: (await import('./row-drawer.tsx')).RowDrawer }));

const CRUMBS = [{ label: payroll.title, to: '/payroll' }];

/** One payroll run: approved, released, and watched while it happens. */
export function RunPage() {
  const { run: id } = runRoute.useParams();
  const { data, error, refetch, dataUpdatedAt } = useQuery(runQuery(id));
  if (data !== undefined) return <LoadedRun key={id} run={data.body} etag={data.etag} readAt={dataUpdatedAt} />;
  return (
    <Page title={words.crumb} crumbs={CRUMBS}>
      {error ? <NoRun error={error} retry={() => void refetch()} /> : <RunSkeleton />}
    </Page>
  );
}

function LoadedRun({ run: read, etag, readAt }: { run: Run; etag: string; readAt: number }) {
  // The router leaves unknown parameters in the search of a route.
  const search = runRoute.useSearch({ select: (given) => ownSearch({ ...given }), structuralSharing: true });
  const run = useShownRun(read, readAt);
  // Its code comes with the first row that is opened; then it stays, to give the focus back when it closes.
  const [wanted, setWanted] = useState(false);
  if (search.row !== undefined && !wanted) setWanted(true);
  useTicking();
  return (
    <Page
      title={run.name}
      crumbs={CRUMBS}
      clamped
      aside={
        <Text c="dimmed" className="any-break">
          {run.period}
        </Text>
      }
    >
      <Stack gap="xl">
        <StateCard run={run} etag={etag} />
        <Parts run={run} etag={etag} />
        <RowsSection run={run} search={search} />
      </Stack>
      <Suspense fallback={null}>{wanted && <RowDrawer run={run} item={search.row} />}</Suspense>
    </Page>
  );
}

/** What belongs to the state: the decision that it waits for, or what went wrong. */
function Parts({ run, etag }: { run: ShownRun; etag: string }) {
  switch (run.state) {
    case 'draft':
    case 'planning':
      return null;
    case 'planned':
      return (
        <>
          <PlanFacts run={run} />
          <Suspense fallback={<Skeleton h={86} aria-hidden />}>
            <Samples run={run} />
          </Suspense>
          <ApprovalCard run={run} etag={etag} />
        </>
      );
    case 'approved':
      return (
        <>
          <ReleaseCard run={run} etag={etag} name="release" />
          <PlanFacts run={run} />
        </>
      );
    default:
      return (
        <>
          {run.can.reschedule && <ReleaseCard run={run} etag={etag} name="reschedule" />}
          <Failures run={run} />
          <FoldedPlanFacts run={run} />
        </>
      );
  }
}

function NoRun({ error, retry }: { error: unknown; retry: () => void }) {
  const gone = isProblem(error, 'NOT_FOUND');
  return (
    <>
      <ProblemAlert error={error} retry={gone ? undefined : retry} />
      <Button component={Link} to="/payroll" variant="default">
        {words.notFoundBack}
      </Button>
    </>
  );
}

function RunSkeleton() {
  return (
    <Stack gap="xl" aria-hidden>
      <Skeleton h={210} />
      <Skeleton h={260} />
      <Skeleton h={240} />
    </Stack>
  );
}
