import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconSend, IconUserCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { BASE_PATH } from '../app/place.ts';
import type { Run } from '../payroll/run-model.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { noticeDone } from '../ui/notices.ts';
import { newRunSend } from '../words/new-run-send.ts';
import type { StepProps } from './match-step.tsx';
import { approveRun, releaseRun, saveRun } from './run-calls.ts';
import { fromOf, SendNumbers, staysBehind } from './send-numbers.tsx';
import { isWindowRight, localTimeText } from './send-time.ts';
import { isChecked } from './step.ts';
import { StepFrame } from './step-frame.tsx';
import type { Step } from './step-names.ts';
import { type SendTime, TimeCard } from './time-card.tsx';
import type { Prepare } from './use-prepare.ts';

const words = newRunSend.send;

/** Step 4: what will happen, and the last word about it. */
export function SendStep({ prepare, onGo }: StepProps) {
  const { run } = prepare;
  const [time, setTime] = useState<SendTime>({ later: false, at: '' });
  const [asking, setAsking] = useState(false);
  const [tried, setTried] = useState(false);
  const blocks = blocksOf(run);
  const mayRelease = !run.rules.fourEyes || run.state === 'approved';
  const timeError = time.later && time.at === '' ? words.timeMissing : undefined;
  const window = prepare.draft.options.window;
  const ask = () => {
    setTried(true);
    const wrong = timeError ? 'run-time' : window && !isWindowRight(window) ? 'run-window-to' : undefined;
    if (wrong === undefined) setAsking(true);
    else document.getElementById(wrong)?.focus();
  };
  const action = mayRelease ? (
    <Button leftSection={<IconSend size={16} aria-hidden />} disabled={blocks.length > 0} onClick={ask}>
      {words.button(run.counts.planned)}
    </Button>
  ) : (
    blocks.length === 0 && <ToRun run={run} />
  );
  return (
    <StepFrame title={words.title} prepare={prepare} onBack={() => onGo('email')} action={action}>
      <Stack gap="md">
        <Blocks blocks={blocks} onGo={onGo} />
        <SendNumbers run={run} />
        {blocks.length === 0 && mayRelease && (
          <TimeCard prepare={prepare} time={time} error={tried ? timeError : undefined} onChange={setTime} />
        )}
        {blocks.length === 0 && run.state === 'approved' && (
          <Alert color="green" icon={<IconUserCheck aria-hidden />}>
            {words.approvedBy(run.approval.by ?? '')}
          </Alert>
        )}
        {blocks.length === 0 && !mayRelease && <SecondPerson run={run} />}
      </Stack>
      <SendDialog prepare={prepare} time={time} opened={asking} onClose={() => setAsking(false)} />
    </StepFrame>
  );
}

interface Block {
  text: string;
  step: Step;
  way: string;
}

/** What has to be done first, each with the way there. */
function blocksOf(run: Run): Block[] {
  const { state, rule, ruleVersion, counts } = run;
  const isPlan = state === 'planned' || state === 'approved';
  if (isPlan && rule !== null && rule.version !== ruleVersion) {
    return [{ text: words.ruleChanged, step: 'email', way: words.toEmail }];
  }
  if (!isChecked(run)) return [{ text: words.notChecked, step: 'match', way: words.toCheck }];
  if (counts.problems > 0) return [{ text: words.hasProblems(counts.problems), step: 'match', way: words.toProblems }];
  if (counts.rows === 0) return [{ text: words.noRows, step: 'upload', way: words.toUpload }];
  return counts.planned === 0 ? [{ text: words.nothing, step: 'match', way: words.toCheck }] : [];
}

function Blocks({ blocks, onGo }: { blocks: readonly Block[]; onGo: (step: Step) => void }) {
  return blocks.map(({ text, step, way }) => (
    <Alert key={text} color="yellow" title={words.blocked} icon={<IconAlertTriangle aria-hidden />}>
      <Text size="sm" mb="xs">
        {text}
      </Text>
      <Button size="compact-sm" variant="default" onClick={() => onGo(step)}>
        {way}
      </Button>
    </Alert>
  ));
}

interface SendDialogProps {
  prepare: Prepare;
  time: SendTime;
  opened: boolean;
  onClose: () => void;
}

/** Says how many, from whom, when, and who is left out; the safe way has the focus. */
function SendDialog({ prepare: { run, draft, dirty, change }, time, opened, onClose }: SendDialogProps) {
  const navigate = useNavigate();
  const { planned, leftOut } = run.counts;
  const { timeZone = 'UTC', window } = draft.options;
  const text = [
    run.guard.text ?? '',
    words.confirmFrom(fromOf(run)),
    time.later ? words.confirmAt(localTimeText(time.at), timeZone) : words.confirmNow,
    ...(window ? [words.confirmWindow(window.from, window.to)] : []),
    words.confirmOut(leftOut),
    staysBehind(run),
  ]
    .filter((line) => line !== '')
    .join('\n');
  const send = async () => {
    const sent = await change.run(
      ...(dirty ? [saveRun(run.id, draft)] : []),
      ...(run.state === 'approved' ? [] : [approveRun(run.id, run.plan.hash ?? '')]),
      releaseRun(run.id, time.later ? time.at : undefined),
    );
    onClose();
    if (sent === undefined) return;
    noticeDone(words.done(planned));
    await navigate({ to: '/payroll/$run', params: { run: run.id }, ignoreBlocker: true });
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={words.confirmTitle(planned)}
      text={text}
      stay={words.stay}
      go={words.button(planned)}
      busy={change.busy}
      onStay={onClose}
      onGo={() => void send()}
    />
  );
}

/** Four eyes: the address to give to somebody else. */
function SecondPerson({ run }: { run: Run }) {
  const address = `${location.origin}${BASE_PATH}/payroll/${run.id}`;
  return (
    <Alert color="gray" title={words.secondTitle} icon={<IconUserCheck aria-hidden />}>
      <Text size="sm" mb="sm">
        {words.secondText}
      </Text>
      <Group gap="sm" align="flex-end">
        <TextInput
          label={words.link}
          value={address}
          readOnly
          flex={1}
          miw={200}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? words.copied : words.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}

function ToRun({ run }: { run: Run }) {
  return (
    <ButtonLink to="/payroll/$run" params={{ run: run.id }}>
      {words.toRun}
    </ButtonLink>
  );
}
