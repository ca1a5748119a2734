import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Run, RunItem } from '../payroll/run-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRunRows } from '../words/new-run-rows.ts';
import { leaveOut } from './run-calls.ts';
import type { Prepare } from './use-prepare.ts';

const words = newRunRows.out;

/** One row, or all that have a problem. */
export type Leaving = { item: RunItem } | { problem: Run['problems'][number] };

interface LeaveOutProps {
  prepare: Prepare;
  leaving: Leaving;
  onClose: () => void;
  onDone: (text: string) => void;
}

/** Says how many people get nothing, and asks why. */
export function LeaveOutDialog({ prepare: { run, change }, leaving, onClose, onDone }: LeaveOutProps) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const count = 'item' in leaving ? 1 : leaving.problem.rows;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = reason.trim();
    setMissing(given === '');
    if (given === '') return;
    const which = 'item' in leaving ? { ids: [leaving.item.id] } : { problem: leaving.problem.kind };
    if (await change.run(leaveOut(run.id, { ...which, reason: given }))) onDone(words.done(count));
  };
  return (
    <Dialog opened title={words.title(count)} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          {'problem' in leaving && <Text size="sm">{words.kind(leaving.problem.title)}</Text>}
          <Text size="sm">{words.text(count)}</Text>
          <ProblemAlert error={change.error} />
          <TextInput
            label={words.reason}
            description={words.reasonText}
            required
            maxLength={500}
            data-autofocus
            value={reason}
            error={missing ? words.missing : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.stay}
            </Button>
            <Button type="submit" loading={change.busy}>
              {count === 1 ? newRunRows.list.leaveOut : newRunRows.list.leaveOutChosen(count)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
