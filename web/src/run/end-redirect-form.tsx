import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { runRows } from '../words/run-rows.ts';
import type { RowProps } from './row-props.ts';
import { useRereadRow } from './use-reread-row.ts';

const words = runRows.redirect;
const WORDS = {
  decline: { title: words.declineTitle, text: words.declineText, go: words.decline, done: words.declined },
  withdraw: { title: words.withdrawTitle, text: words.withdrawText, go: words.withdraw, done: words.withdrawn },
} as const;

interface EndProps extends RowProps {
  to: string;
  how: 'decline' | 'withdraw';
  onClose: () => void;
}

/** Says no to another address, or takes back that it was asked for; with a reason, which stays on the row. */
export function EndRedirectForm({ run, row, to, how, onClose }: EndProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const reread = useRereadRow(run.id, row.id, row.mail?.id);
  const { title, text, go, done } = WORDS[how];
  const end = useMutation({
    mutationFn: (body: { to: string; reason: string }) => {
      const params = { path: { id: run.id, item: row.id } };
      return answer(
        how === 'decline'
          ? api.POST('/runs/{id}/items/{item}/redirect/decline', { params, body })
          : api.POST('/runs/{id}/items/{item}/redirect/withdraw', { params, body }),
      );
    },
    onSuccess: () => {
      noticeDone(done);
      onClose();
    },
    onSettled: reread,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '' && !end.isPending) end.mutate({ to, reason: reason.trim() });
  };
  return (
    <form onSubmit={submit} noValidate aria-label={title}>
      <Stack gap="xs" mt="xs">
        <Text size="sm" className="any-break">
          {text(to)}
        </Text>
        <Textarea
          label={words.why}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim() === '' && words.whyMissing}
          data-autofocus
        />
        <ProblemAlert error={end.error} />
        <Group gap="sm">
          <Button variant="default" size="xs" onClick={onClose}>
            {words.back}
          </Button>
          <Button type="submit" size="xs" loading={end.isPending}>
            {go}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
