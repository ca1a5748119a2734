import { Button, Card, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useId, useRef, useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { mayUse, useMe } from '../session/me.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { run as words } from '../words/run.ts';
import { GuardNotice } from './guard-notice.tsx';
import { sendersOf } from './plan-facts.tsx';
import { ActionProblem } from './run-controls.tsx';
import type { ShownRun } from './run-parts.ts';
import { useRunAction } from './use-run-action.ts';
import { choicesOf, timeIn } from './zone-time.ts';

const NAMES = { release: words.release, reschedule: words.reschedule };

/** The first time, or another one for a run that waits for its time. */
type Name = keyof typeof NAMES;

const { release: text } = words;
const OPERATORS = ['administrator', 'payroll_operator'];
const NOW = 'now';
const LATER = 'later';

/** Lets an approved run go, now or at a time by the clock of its zone. */
export function ReleaseCard({ run, etag, name }: { run: ShownRun; etag: string; name: Name }) {
  const heading = useId();
  const mayOperate = mayUse(useMe(), OPERATORS);
  return (
    <Card component="section" aria-labelledby={heading} withBorder className="run-card">
      <Title order={2} id={heading} mb={4}>
        {NAMES[name].title}
      </Title>
      <GuardNotice guard={run.guard} />
      {mayOperate ? (
        <ReleaseForm run={run} etag={etag} name={name} />
      ) : (
        <Text size="sm">{words.state.operatorReleases}</Text>
      )}
    </Card>
  );
}

function ReleaseForm({ run, etag, name }: { run: ShownRun; etag: string; name: Name }) {
  const own = NAMES[name];
  const [when, setWhen] = useState(name === 'release' ? NOW : LATER);
  const [at, setAt] = useState('');
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const action = useRunAction(run.id, etag);
  const later = when === LATER;
  const refused = problemOf(action.error).errors?.find(({ path }) => path === '/at')?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(later && at === '');
    if (later && at === '') field.current?.focus();
    else setAsking(true);
  };
  const release = () => {
    if (action.isPending) return;
    action.mutate(later ? { name, at } : { name }, {
      onSuccess: () => {
        noticeDone(own.done);
        setAt('');
      },
      onSettled: () => setAsking(false),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" align="flex-start">
        <Radio.Group label={text.when} value={when} onChange={setWhen}>
          <Stack gap="xs" mt="xs">
            <Radio value={NOW} label={text.now} description={text.nowText} />
            <Radio value={LATER} label={text.later} />
          </Stack>
        </Radio.Group>
        {later && (
          <TextInput
            ref={field}
            type="datetime-local"
            label={text.time(choicesOf(run).timeZone)}
            description={text.timeNow(timeIn(choicesOf(run).timeZone, Date.now()))}
            required
            value={at}
            error={missing ? text.timeMissing : refused}
            onChange={(event) => {
              setAt(event.currentTarget.value);
              setMissing(false);
              action.reset();
            }}
          />
        )}
        <Button type="submit">{own.go(run.counts.planned)}</Button>
      </Stack>
      {refused === undefined && <ActionProblem error={action.error} />}
      <ReleaseDialog
        run={run}
        name={name}
        at={later ? at : ''}
        opened={asking}
        busy={action.isPending}
        onStay={() => setAsking(false)}
        onGo={release}
      />
    </form>
  );
}

interface DialogProps {
  run: ShownRun;
  name: Name;
  /** '': now */
  at: string;
  opened: boolean;
  busy: boolean;
  onStay: () => void;
  onGo: () => void;
}

function ReleaseDialog({ run, name, at, ...others }: DialogProps) {
  const own = NAMES[name];
  const { planned, leftOut } = run.counts;
  const { timeZone } = choicesOf(run);
  // Typed by the clock of the run's zone: shown as it was typed, whatever the zone of this device is.
  const typed = at === '' ? text.atOnce : text.at(timeIn('UTC', Date.parse(`${at}Z`)), timeZone);
  return (
    <ConfirmDialog
      {...others}
      title={own.dialog}
      text={[run.guard.text, text.dialogText(planned, sendersOf(run).join(', '), leftOut, typed)]
        .filter((line) => line !== null)
        .join('\n')}
      stay={own.stay}
      go={own.yes}
    />
  );
}
