import { Alert, Card, Group, Text, Title } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import { isEmptyPlan, RunStateBadge } from '../payroll/run-state.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { run as words } from '../words/run.ts';
import { PrepareLink } from './prepare-link.tsx';
import { CheckBar, ProgressBar } from './progress-bar.tsx';
import { RunControls } from './run-controls.tsx';
import { RunNumbers } from './run-numbers.tsx';
import { isPausing, partsOf, type ShownRun, wasReleased } from './run-parts.ts';
import { StopNotice } from './stop-notice.tsx';
import { choicesOf, timeIn, withLocalTimes } from './zone-time.ts';

/** The state, how far it is, and what can be done. */
export function StateCard({ run, etag }: { run: ShownRun; etag: string }) {
  const heading = useId();
  const card = useFocusKept(run.state);
  const isPlanning = run.state === 'planning';
  return (
    <Card ref={card} tabIndex={-1} component="section" aria-labelledby={heading} withBorder className="run-card">
      <Group gap="sm" mb={6}>
        <Title order={2} id={heading}>
          {words.state.region}
        </Title>
        {isPausing(run) ? (
          <StateBadge tone="warning" word={words.state.pausing} size="lg" icon={IconClock} />
        ) : (
          <RunStateBadge run={run} size="lg" />
        )}
      </Group>
      <StateText run={run} />
      <StopNotice run={run} />
      {isPlanning && <CheckBar run={run} />}
      {wasReleased(run) && <ProgressBar run={run} />}
      {wasReleased(run) && <Pace run={run} />}
      {!isPlanning && run.state !== 'draft' && <RunNumbers run={run} />}
      <Quiet run={run} />
      <RunControls run={run} etag={etag} />
      {(isPlanning || run.state === 'draft') && <PrepareLink id={run.id} label={words.state.prepare} />}
    </Card>
  );
}

/** With its state the button that was pressed may go, and the focus with it. */
function useFocusKept(state: string) {
  const card = useRef<HTMLDivElement>(null);
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current !== state && document.activeElement === document.body)
      card.current?.focus({ preventScroll: true });
    seen.current = state;
  }, [state]);
  return card;
}

function StateText({ run }: { run: ShownRun }) {
  const { timeZone } = choicesOf(run);
  // What the reason of a finished run counts stands in the sentence already.
  const reason = run.state === 'finished' ? '' : withLocalTimes(run.stateReason, timeZone);
  const lines = [sentenceOf(run, timeZone), reason, reading(run)].filter((line) => line !== '');
  return (
    <div className="run-state-text">
      {lines.map((line) => (
        <Text key={line} size="sm" className="any-break">
          {line}
        </Text>
      ))}
      {run.state === 'planned' && run.counts.problems > 0 && (
        <>
          <Text size="sm">{words.state.problems(run.counts.problems)}</Text>
          <PrepareLink id={run.id} label={words.state.openPlan} />
        </>
      )}
    </div>
  );
}

/** Of a time that the clocks show twice, which one counts. */
function reading({ state, release }: ShownRun): string {
  return state === 'released' ? (release.reading ?? '') : '';
}

function sentenceOf(run: ShownRun, zone: string): string {
  const { sent, redirected, captured, waiting, cancelled, moving, ...ended } = partsOf(run);
  switch (run.state) {
    case 'planned':
      return isEmptyPlan(run) ? words.state.nothing : words.state.planned;
    case 'approved':
      return words.state.approvedBy(run.approval.by ?? '');
    case 'released': {
      const at = run.release.notBefore;
      if (at !== null && at > Date.now()) return words.state.startsAt(timeIn(zone, at), zone);
      return run.stateReason === '' ? words.state.startsNow : '';
    }
    case 'paused':
    case 'stopped':
      if (isPausing(run)) return words.state.pausingText(moving);
      return run.state === 'stopped' ? words.state.stopped : words.state.paused;
    case 'finished':
      return words.state.finished(
        sent,
        { redirected, captured, to: run.guard.redirected.map(({ to }) => to).join(', ') },
        {
          ...ended,
          suppressed: run.counts.suppressed,
          unregistered: run.counts.unregistered,
          cancelled,
          all: run.counts.planned,
        },
      );
    case 'cancelled':
      return words.state.cancelled(sent, cancelled + waiting);
    default:
      return words.state[run.state];
  }
}

function Pace({ run: { state, perMinute, leftMs } }: { run: ShownRun }) {
  if (state !== 'sending') return null;
  const parts = [
    perMinute > 0 && words.progress.rate(perMinute),
    leftMs !== null && leftMs > 0 && words.progress.left(leftMs),
  ];
  return (
    <Text size="sm" c="dimmed" mt={6} className="run-pace">
      {parts.filter(Boolean).join(', ')}
    </Text>
  );
}

function Quiet({ run }: { run: ShownRun }) {
  const { quiet } = run;
  const { timeZone } = choicesOf(run);
  return (
    <div role="status">
      {quiet !== null && (
        <Alert color="yellow" title={words.progress.quiet} icon={<IconClock aria-hidden />} mt="md" p="sm">
          <Text size="sm">{words.progress.quietSince(timeIn(timeZone, quiet.since))}</Text>
          {quiet.reason !== null && quiet.until !== null && (
            <Text size="sm" className="any-break">
              {words.progress.quietReason(quiet.reason, timeIn(timeZone, quiet.until))}
            </Text>
          )}
        </Alert>
      )}
    </div>
  );
}
