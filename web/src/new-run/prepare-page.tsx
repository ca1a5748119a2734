import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { isProblem } from '../api/problem.ts';
import { runQuery } from '../payroll/run-queries.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { newRun } from '../words/new-run.ts';
import { payroll } from '../words/payroll.ts';
import { DeleteDraft } from './delete-draft.tsx';
import { takeOver } from './handed-over.ts';
import { prepareRoute } from './new-run.route.ts';
import type { StoredRun } from './run-calls.ts';
import { doneSteps, firstOpenStep, isOver } from './step.ts';
import type { Step } from './step-names.ts';
import { Steps } from './steps.tsx';
import { isBusy } from './upload-queue.ts';
import { usePrepare } from './use-prepare.ts';
import { useQueueState, useUploadQueue } from './use-upload-queue.ts';
import './new-run.css';

const UploadStep = lazy(async () => ({ default: (await import('./upload-step.tsx')).UploadStep }));
const MatchStep = lazy(async () => ({ default: (await import('./match-step.tsx')).MatchStep }));
const EmailStep = lazy(async () => ({ default: (await import('./email-step.tsx')).EmailStep }));
const SendStep = lazy(async () => ({ default: (await import('./send-step.tsx')).SendStep }));

const PLANNING_MS = 700;
const LIST = { label: payroll.title, to: '/payroll' };

/** Screen 14: a draft in four steps. Everything is kept on the server, so that one may leave and come back. */
export function PreparePage() {
  const { run: id } = useParams({ from: '/signed-in/payroll/$run/prepare' });
  const { data, error, refetch } = useQuery({
    ...runQuery(id),
    // Whoever comes back from the rule, or to this tab, sees what it is now.
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.body.state === 'planning' ? PLANNING_MS : false),
  });
  if (data) return <PrepareRun key={id} stored={data} />;
  if (isProblem(error, 'NOT_FOUND')) {
    return (
      <Page title={newRun.notFound} crumbs={[LIST]}>
        <Stack align="flex-start" gap="sm">
          <Text size="sm">{newRun.notFoundText}</Text>
          <ButtonLink to="/payroll" variant="default">
            {newRun.toList}
          </ButtonLink>
        </Stack>
      </Page>
    );
  }
  return (
    <Page title={newRun.title} crumbs={[LIST]}>
      <ProblemAlert error={error} retry={() => void refetch()} />
      {!error && <StepSkeleton />}
    </Page>
  );
}

function PrepareRun({ stored }: { stored: StoredRun }) {
  const prepare = usePrepare(stored);
  const { run } = prepare;
  const queue = useUploadQueue(run.id);
  const uploads = useQueueState(queue);
  const navigate = useNavigate();
  const { step = firstOpenStep(run) } = prepareRoute.useSearch();
  useEffect(() => {
    for (const { kind, file } of takeOver(run.id)) queue.add(kind, [file]);
  }, [run.id, queue]);
  const over = isOver(run);
  useEffect(() => {
    if (over) void navigate({ to: '/payroll/$run', params: { run: run.id }, replace: true, ignoreBlocker: true });
  }, [over, run.id, navigate]);
  const go = async (next: Step) => {
    if (!(await prepare.save())) return;
    await navigate({ to: '/payroll/$run/prepare', params: { run: run.id }, search: { step: next } });
  };
  const props = { prepare, onGo: (next: Step) => void go(next) };
  return (
    <Page
      title={run.name}
      crumbs={[LIST, { label: newRun.title }]}
      clamped
      aside={<DeleteDraft run={run} etag={prepare.etag} />}
    >
      <UnsavedGuard unsaved={!over && (prepare.dirty || isBusy(uploads))} />
      <Steps now={step} done={doneSteps(run)} onGo={props.onGo} />
      <Suspense fallback={<StepSkeleton />}>
        {step === 'upload' && <UploadStep prepare={prepare} queue={queue} onNext={() => void go('match')} />}
        {step === 'match' && <MatchStep {...props} />}
        {step === 'email' && <EmailStep {...props} />}
        {step === 'send' && <SendStep {...props} />}
      </Suspense>
    </Page>
  );
}

function StepSkeleton() {
  return (
    <Stack gap="md" className="run-step" aria-hidden>
      <Skeleton h={44} />
      <Skeleton h={28} w={220} />
      <Skeleton h={160} />
      <Skeleton h={160} />
    </Stack>
  );
}
