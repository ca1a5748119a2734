import { Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { API_PATH } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { run as words } from '../words/run.ts';
import { partsOf, type ShownRun, wasReleased } from './run-parts.ts';
import { type RunAction, useRunAction } from './use-run-action.ts';

const OPERATORS = ['administrator', 'payroll_operator'];

interface ControlsProps {
  run: ShownRun;
  etag: string;
}

/** What the state and the roles allow. Each can be pressed by two people at once: the second is told what is now. */
export function RunControls({ run, etag }: ControlsProps) {
  const mayOperate = mayUse(useMe(), OPERATORS);
  const action = useRunAction(run.id, etag);
  return (
    <>
      {mayOperate && <Buttons run={run} action={action} />}
      <ActionProblem error={action.error} />
      {wasReleased(run) && <Downloads id={run.id} />}
    </>
  );
}

/** A refusal because somebody else was first says what the run is now, which the page shows already. */
export function ActionProblem({ error }: { error: unknown }) {
  if (!error) return null;
  const wasLate = isProblem(error, 'STALE', 'STATE', 'CONFLICT');
  return (
    <div className="run-problem">
      <ProblemAlert error={error} />
      {wasLate && <Text size="sm">{words.actions.fresh}</Text>}
    </div>
  );
}

function Buttons({ run, action }: { run: ShownRun; action: RunAction }) {
  const [asking, setAsking] = useState(false);
  const { can, state } = run;
  const { waiting, retryable: failed } = partsOf(run);
  const busy = (name: string) => action.isPending && action.variables.name === name;
  const go = (name: 'pause' | 'resume' | 'cancel' | 'retry-failed') => {
    if (!action.isPending) action.mutate({ name }, { onSettled: () => setAsking(false) });
  };
  const stands = state === 'paused' || state === 'stopped';
  const mayRetry = can.retryFailed && failed > 0;
  if (!can.pause && !can.resume && !can.cancel && !mayRetry) return null;
  return (
    <>
      <Group gap="sm" mt="md" align="stretch">
        {can.pause && (
          <Button variant="default" disabled={busy('pause')} onClick={() => go('pause')}>
            {busy('pause') ? words.actions.pausing : words.actions.pause}
          </Button>
        )}
        {can.resume && (
          <Button className="wrapping-button" loading={busy('resume')} onClick={() => go('resume')}>
            {words.actions.resume(waiting)}
          </Button>
        )}
        {mayRetry && (
          <Button
            variant={state === 'finished' ? 'filled' : 'default'}
            loading={busy('retry-failed')}
            onClick={() => go('retry-failed')}
          >
            {words.actions.retry(failed)}
          </Button>
        )}
        {can.cancel && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {words.actions.cancel}
          </Button>
        )}
      </Group>
      {mayRetry && stands && waiting > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {words.actions.retryAlso(waiting)}
        </Text>
      )}
      <CancelDialog
        run={run}
        opened={asking && can.cancel}
        busy={busy('cancel')}
        onStay={() => setAsking(false)}
        onGo={() => go('cancel')}
      />
    </>
  );
}

interface CancelProps {
  run: ShownRun;
  opened: boolean;
  busy: boolean;
  onStay: () => void;
  onGo: () => void;
}

function CancelDialog({ run, ...others }: CancelProps) {
  const { done, waiting, total } = partsOf(run);
  const goesOn = run.state === 'sending' || run.state === 'released';
  const left = done > 0 || run.state === 'sending';
  return (
    <ConfirmDialog
      {...others}
      title={words.cancelDialog.title}
      text={left ? words.cancelDialog.text(done, waiting) : words.cancelDialog.before(total)}
      stay={goesOn ? words.cancelDialog.keepSending : words.cancelDialog.keepRun}
      go={words.cancelDialog.go}
      danger
    />
  );
}

function Downloads({ id }: { id: string }) {
  const mayRead = mayUse(useMe(), ROLES.runs);
  if (!mayRead) return null;
  const links = [
    [words.actions.report, `${API_PATH}/runs/${id}/report.csv`],
    [words.actions.proof, `${API_PATH}/proof/bundle?run=${id}`],
  ] as const;
  return (
    <Group gap="sm" mt="md">
      {links.map(([label, href]) => (
        <Button
          key={href}
          component="a"
          href={href}
          download
          variant="subtle"
          size="compact-sm"
          leftSection={<IconDownload size={15} aria-hidden />}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
