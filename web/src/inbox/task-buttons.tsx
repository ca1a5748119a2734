import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { noticeProblem } from '../ui/notices.ts';
import { mailTasks as words } from '../words/mail-tasks.ts';
import type { Draft } from './draft-queries.ts';
import { composeLists, declineTask, giveBackTask } from './task-queries.ts';

interface TaskButtonsProps {
  id: string;
  task: NonNullable<Draft['task']>;
  onOver: () => void;
}

/** What can be done with an e-mail of a rule beside sending it. */
export function TaskButtons({ id, task, onOver }: TaskButtonsProps) {
  const queries = useQueryClient();
  const [reason, setReason] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const asked = reason !== undefined;
  useEffect(() => {
    if (asked) field.current?.focus();
  }, [asked]);
  const after = {
    onSuccess: async () => {
      onOver();
      // Not the draft: it is gone.
      await queries.invalidateQueries(composeLists);
    },
    onError: noticeProblem,
  };
  const giveBack = useMutation({ mutationFn: () => giveBackTask(id), ...after });
  const decline = useMutation({ mutationFn: (why: string) => declineTask(id, why), ...after });
  if (reason !== undefined) {
    return (
      <Stack gap="xs">
        <TextInput
          ref={field}
          label={words.reason}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group gap="sm">
          <Button
            color="red"
            disabled={reason.trim() === ''}
            loading={decline.isPending}
            onClick={() => decline.mutate(reason)}
          >
            {words.confirm}
          </Button>
          <Button variant="default" onClick={() => setReason(undefined)}>
            {words.keep}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <>
      {task.performer === 'group' && (
        <Button variant="default" loading={giveBack.isPending} onClick={() => giveBack.mutate()}>
          {words.giveBack}
        </Button>
      )}
      <Button variant="default" color="red" onClick={() => setReason('')}>
        {words.decline}
      </Button>
    </>
  );
}
