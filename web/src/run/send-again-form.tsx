import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { answer, api } from '../api/client.ts';
import { newKey } from '../outbox/new-key.ts';
import type { RunItem } from '../payroll/run-model.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { runRows } from '../words/run-rows.ts';

const words = runRows.again;

interface SendAgainProps {
  row: RunItem;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** One key as long as the form is open: a double click, or a second try after a lost answer, sends one e-mail. */
export function SendAgainForm({ row, onClose, onDone }: SendAgainProps) {
  const key = useRef(newKey());
  const id = row.mail?.id ?? '';
  const again = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/outbox/{id}/resend', {
          params: { path: { id } },
          body: {},
          headers: { 'Idempotency-Key': key.current },
        }),
      ),
    onSuccess: () => {
      noticeDone(words.done);
      onClose();
    },
    onSettled: onDone,
  });
  return (
    <>
      <Text size="sm" mb="sm" className="any-break">
        {words.text(row.address)}
      </Text>
      <ProblemAlert error={again.error} />
      <Group gap="sm">
        <Button variant="default" size="xs" onClick={onClose} autoFocus>
          {runRows.actions.stay}
        </Button>
        <Button size="xs" loading={again.isPending} onClick={() => !again.isPending && again.mutate()}>
          {words.go}
        </Button>
      </Group>
    </>
  );
}
