import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { suppression as words } from '../words/suppression.ts';
import { addAddress } from './suppression-queries.ts';

/** An address that gets no e-mail from now on. */
export function AddForm({ onClose }: { onClose: () => void }) {
  const [values, setValues] = useState({ address: '', reason: '' });
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: addAddress,
    onSuccess: async ({ address }) => {
      noticeDone(words.addDone(address));
      onClose();
      await queries.invalidateQueries({ queryKey: ['suppressed'] });
    },
  });
  const mistakes = fieldMistakes(add.error);
  const isTold = mistakes['/address'] !== undefined || mistakes['/reason'] !== undefined;
  const given = { address: values.address.trim(), reason: values.reason.trim() };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (given.address !== '' && given.reason !== '' && !add.isPending) add.mutate(given);
  };
  const field = (name: 'address' | 'reason', missing: string, most: number) => ({
    label: words[name],
    required: true,
    maxLength: most,
    autoComplete: 'off',
    value: values[name],
    error: tried && given[name] === '' ? missing : mistakes[`/${name}`],
    onChange: (event: { currentTarget: { value: string } }) => {
      add.reset();
      setValues({ ...values, [name]: event.currentTarget.value });
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {!isTold && <ProblemAlert error={add.error} />}
        <TextInput {...field('address', words.addressMissing, 320)} data-autofocus />
        <TextInput {...field('reason', words.reasonMissing, 500)} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {words.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
