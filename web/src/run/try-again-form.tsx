import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { RunItem } from '../payroll/run-model.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { runRows } from '../words/run-rows.ts';

const words = runRows.tryAgain;

interface TryAgainProps {
  row: RunItem;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** The same e-mail takes its turn once more: of one that is held, because its address got none, or that failed. */
export function TryAgainForm({ row, onClose, onDone }: TryAgainProps) {
  const retry = useMutation({
    mutationFn: () =>
      answer(api.POST('/outbox/{id}/retry', { params: { path: { id: row.mail?.id ?? '' } }, body: {} })),
    onSuccess: () => {
      noticeDone(words.done);
      onClose();
    },
    onSettled: onDone,
  });
  return (
    <>
      <Text size="sm" mb="sm" className="any-break">
        {row.mail?.state === 'held' ? words.held(row.address) : words.failed(row.address)}
      </Text>
      <ProblemAlert error={retry.error} />
      <Group gap="sm">
        <Button variant="default" size="xs" onClick={onClose} autoFocus>
          {runRows.actions.stay}
        </Button>
        <Button size="xs" loading={retry.isPending} onClick={() => !retry.isPending && retry.mutate()}>
          {words.go}
        </Button>
      </Group>
    </>
  );
}
