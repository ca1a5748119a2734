import { Button, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { suppression } from '../words/suppression.ts';
import { putSoftBounces, type SoftBounces, softBouncesQuery } from './suppression-queries.ts';

const words = suppression.soft;

/** After how many e-mails that came back softly an address is put on the list. */
export function SoftBouncesSection() {
  const heading = useId();
  const { data, error, refetch } = useQuery(softBouncesQuery);
  return (
    <section aria-labelledby={heading} className="form-column">
      <Title order={2} id={heading} mt="xl" mb={4}>
        {words.title}
      </Title>
      <Text size="sm" mb="sm">
        {words.text}
      </Text>
      {data ? (
        <SoftBouncesForm key={data.etag} stored={data} labelledBy={heading} />
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton h={150} aria-hidden />
      )}
    </section>
  );
}

interface FormProps {
  stored: SoftBounces & { etag: string };
  labelledBy: string;
}

function SoftBouncesForm({ stored, labelledBy }: FormProps) {
  const start = { mails: stored.mails === null ? '' : String(stored.mails), days: String(stored.days) };
  const [values, setValues] = useState(start);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () => {
      const mails = values.mails.trim();
      return putSoftBounces({ mails: mails === '' ? null : numberOf(mails), days: numberOf(values.days) }, stored.etag);
    },
    onSuccess: async () => {
      noticeDone(words.saved);
      await queries.invalidateQueries({ queryKey: softBouncesQuery.queryKey });
    },
  });
  const mistakes = fieldMistakes(save.error);
  const isTold = mistakes['/mails'] !== undefined || mistakes['/days'] !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const field = (name: 'mails' | 'days') => ({
    label: words[name],
    description: words[`${name}Help`],
    inputMode: 'numeric' as const,
    maxLength: 3,
    value: values[name],
    error: mistakes[`/${name}`],
    onChange: (event: { currentTarget: { value: string } }) => {
      save.reset();
      setValues({ ...values, [name]: event.currentTarget.value });
    },
  });
  return (
    <form onSubmit={submit} noValidate aria-labelledby={labelledBy}>
      <Stack gap="md">
        {!isTold && <ProblemAlert error={save.error} />}
        <TextInput {...field('mails')} />
        <TextInput {...field('days')} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
      <UnsavedGuard unsaved={values.mails !== start.mails || values.days !== start.days} />
    </form>
  );
}

/** The server says what is wrong with what is none, too. */
function numberOf(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : -1;
}
