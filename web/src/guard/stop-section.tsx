import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ago } from '../ui/when.tsx';
import { guard } from '../words/guard.ts';
import { type GuardStatus, resumeSending, statusQuery, stopSending } from './guard-queries.ts';

const words = guard.stop;

export function StopSection({ status }: { status: GuardStatus }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        {words.title}
      </Title>
      {status.stopped ? <Stopped stopped={status.stopped} /> : <Running />}
    </section>
  );
}

/** The answer is the new status: the page shows it at once. */
function useSwitch<Asked>(call: (asked: Asked) => Promise<GuardStatus>, done: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (status) => {
      queries.setQueryData(statusQuery.queryKey, status);
      noticeDone(done);
    },
    onError: () => queries.invalidateQueries({ queryKey: statusQuery.queryKey }),
  });
}

function Stopped({ stopped }: { stopped: NonNullable<GuardStatus['stopped']> }) {
  const resuming = useSwitch(() => resumeSending(), words.resumed);
  return (
    <>
      <ProblemAlert error={resuming.error} />
      <Text size="sm" mb="xs">
        {words.by(stopped.by, ago(stopped.at))}
      </Text>
      <Text size="sm" fw={600} mb="md" className="any-break">
        {stopped.reason}
      </Text>
      <Button loading={resuming.isPending} onClick={() => resuming.mutate(undefined)}>
        {words.resume}
      </Button>
    </>
  );
}

function Running() {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [missing, setMissing] = useState(false);
  const stopping = useSwitch(stopSending, words.done);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(reason.trim() === '');
        setAsked(reason.trim() !== '');
      }}
    >
      <ProblemAlert error={stopping.error} />
      <Text size="sm" mb="sm">
        {words.text}
      </Text>
      <TextInput
        label={words.reason}
        description={words.reasonHelp}
        required
        maxLength={300}
        value={reason}
        error={missing ? words.missing : undefined}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <Group mt="md">
        <Button type="submit" color="red" loading={stopping.isPending}>
          {words.button}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asked}
        title={words.sure}
        text={words.text}
        stay={words.stay}
        go={words.button}
        danger
        onStay={() => setAsked(false)}
        onGo={() => {
          setAsked(false);
          stopping.mutate(reason.trim());
        }}
      />
    </form>
  );
}
