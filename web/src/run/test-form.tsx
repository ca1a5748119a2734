import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useTurn } from '../ui/use-turn.ts';
import { runRows } from '../words/run-rows.ts';
import type { RowProps } from './row-props.ts';

const words = runRows.test;

/** The row's e-mail to whoever tries it; without the document of the person. */
export function TestForm({ run, row, onClose }: RowProps & { onClose: () => void }) {
  const [to, setTo] = useState('');
  const [missing, setMissing] = useState(false);
  const turn = useTurn();
  const test = useMutation({
    mutationFn: (address: string) =>
      answer(
        api.POST('/runs/{id}/items/{item}/test-to-me', {
          params: { path: { id: run.id, item: row.id } },
          body: { to: address },
        }),
      ),
    onSettled: turn.end,
  });
  const refused = problemOf(test.error).errors?.find(({ path }) => path === '/to')?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(to.trim() === '');
    if (to.trim() !== '' && turn.take()) test.mutate(to.trim());
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
          error={missing ? words.addressMissing : refused}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        {test.error && refused === undefined && <ProblemAlert error={test.error} />}
        <Text size="sm" role="status" className="any-break">
          {test.isSuccess && words.done(test.variables)}
        </Text>
        <Group gap="sm">
          <Button variant="default" size="xs" onClick={onClose}>
            {runRows.drawer.close}
          </Button>
          <Button type="submit" size="xs" loading={test.isPending}>
            {words.go}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
