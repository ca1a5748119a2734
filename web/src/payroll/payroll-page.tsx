import { Card, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef } from 'react';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Toggle, Toggles } from '../ui/toggles.tsx';
import { payroll } from '../words/payroll.ts';
import { useLiveRuns } from './live-runs.ts';
import { payrollRoute } from './payroll.route.ts';
import { isUnderWay, type RunLine } from './run-model.ts';
import { RunPages } from './run-pages.tsx';
import { runListQuery } from './run-queries.ts';
import { RunCards, RunTable, UnderWay } from './run-table.tsx';
import './payroll.css';

/** Next to nobody has any. */
const HeldSection = lazy(async () => ({ default: (await import('../guard/held-section.tsx')).HeldSection }));

const PHONE = '(max-width: 48em)';
const words = payroll.list;

/** Screen 13: every run, the newest first; what is being sent stands on top. */
export function PayrollPage() {
  const search = payrollRoute.useSearch();
  const { before, asked = false } = search;
  const navigate = useNavigate();
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...runListQuery(search),
    placeholderData: (shown) => shown,
  });
  const me = useMe();
  const [mayMake, mayApprove] = [mayUse(me, ROLES.newRun), mayUse(me, ROLES.approve)];
  const results = useRef<HTMLElement>(null);
  const newRun = mayMake && (
    <ButtonLink to="/payroll/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {words.newRun}
    </ButtonLink>
  );
  const items = useWithLive(data?.items);
  const none = data !== undefined && items.length === 0;
  const isEmpty = none && !asked;
  return (
    <Page title={payroll.title} aside={!(isEmpty && before === undefined) && newRun}>
      <Suspense fallback={null}>{mayApprove && <HeldSection of="events" />}</Suspense>
      {data === undefined && <ProblemAlert error={error} retry={() => void refetch()} />}
      {data === undefined && !error && <ListSkeleton />}
      {!(isEmpty && before === undefined) && data !== undefined && (
        <Toggles label={words.show}>
          <Toggle
            word={words.asked}
            pressed={asked}
            onClick={() => void navigate({ to: '/payroll', search: asked ? {} : { asked: true } })}
          />
        </Toggles>
      )}
      {none && asked && <Text>{words.noneAsked}</Text>}
      {isEmpty && (before === undefined ? <NoRuns mayMake={mayMake}>{newRun}</NoRuns> : <NoMore />)}
      {items.length > 0 && (
        <section
          aria-label={words.region}
          aria-busy={isPlaceholderData}
          tabIndex={-1}
          ref={results}
          className="payroll-results"
        >
          <VisuallyHidden role="status">{isPlaceholderData ? '' : words.shown(items.length)}</VisuallyHidden>
          <Lines items={items} mayMake={mayMake} />
        </section>
      )}
      <RunPages search={search} next={data?.next ?? null} onMove={() => results.current?.focus()} />
    </Page>
  );
}

/** The numbers of what is under way come by the live stream, several times a second. */
function useWithLive(items: readonly RunLine[] = []): RunLine[] {
  const live = useLiveRuns();
  return items.map((run) => {
    const now = live.find(({ id }) => id === run.id);
    return now ? { ...run, state: now.state, stateReason: now.stateReason, counts: now.counts } : run;
  });
}

type LinesProps = Parameters<typeof RunTable>[0];

function Lines({ items, mayMake }: LinesProps) {
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const others = items.filter((run) => !isUnderWay(run));
  return (
    <>
      <UnderWay items={items.filter(isUnderWay)} mayMake={mayMake} />
      {others.length > 0 &&
        (phone ? <RunCards items={others} mayMake={mayMake} /> : <RunTable items={others} mayMake={mayMake} />)}
    </>
  );
}

function NoRuns({ mayMake, children }: { mayMake: boolean; children: React.ReactNode }) {
  return (
    <Card withBorder>
      <Stack align="center" gap="xs" py={32}>
        <Text fw={600} size="lg" ta="center">
          {words.empty}
        </Text>
        <Text c="dimmed" ta="center" maw={480}>
          {mayMake ? words.emptyText : words.emptyReader}
        </Text>
        {children}
      </Stack>
    </Card>
  );
}

function NoMore() {
  return (
    <Stack align="flex-start" gap="sm">
      <Text>{words.noMore}</Text>
      <ButtonLink variant="default" to="/payroll">
        {words.first}
      </ButtonLink>
    </Stack>
  );
}

function ListSkeleton() {
  return (
    <Stack gap="xs" aria-hidden>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((line) => (
        <Skeleton key={line} h={44} />
      ))}
    </Stack>
  );
}
