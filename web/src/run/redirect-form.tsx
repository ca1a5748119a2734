import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { runRows } from '../words/run-rows.ts';
import type { RowProps } from './row-props.ts';

const words = runRows.other;

/** Asks that what was sent goes to another address. Nothing leaves before somebody else has confirmed it. */
export function RedirectForm({
  run,
  row,
  onClose,
  onDone,
}: RowProps & { onClose: () => void; onDone: () => Promise<void> }) {
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const ask = useMutation({
    mutationFn: (body: { to: string; reason: string }) =>
      answer(api.POST('/runs/{id}/items/{item}/redirect', { params: { path: { id: run.id, item: row.id } }, body })),
    onSuccess: () => {
      noticeDone(words.done);
      onClose();
    },
    onSettled: onDone,
  });
  const refused = problemOf(ask.error).errors?.find(({ path }) => path === '/to')?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const body = { to: to.trim(), reason: reason.trim() };
    if (body.to !== '' && body.reason !== '' && !ask.isPending) ask.mutate(body);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{words.text}</Text>
        <TextInput
          type="email"
          label={words.address}
          required
          autoFocus
          maxLength={254}
          value={to}
          error={tried && to.trim() === '' ? words.addressMissing : refused}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Textarea
          label={words.reason}
          description={words.reasonHelp}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          error={tried && reason.trim() === '' ? words.reasonMissing : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {ask.error && refused === undefined && <ProblemAlert error={ask.error} />}
        <Group gap="sm">
          <Button variant="default" size="xs" onClick={onClose}>
            {words.stay}
          </Button>
          <Button type="submit" size="xs" loading={ask.isPending}>
            {words.go}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
