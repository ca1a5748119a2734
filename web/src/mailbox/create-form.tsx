import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { mailbox } from '../words/mailbox.ts';
import { createMailbox } from './mailbox-queries.ts';

const words = mailbox.create;
const [NAME_ID, ADDRESS_ID] = ['mailbox-name', 'mailbox-address'];

/** The two fields with which it begins. */
export function CreateForm({ etag }: { etag: string }) {
  const queries = useQueryClient();
  const [displayName, setDisplayName] = useState('');
  const [address, setAddress] = useState('');
  const [attempt, setAttempt] = useState(0);
  const creating = useMutation({
    mutationFn: () => createMailbox({ displayName: displayName.trim(), address: address.trim() }, etag),
    onSuccess: () => noticeDone(words.done),
    onError: () => setAttempt((n) => n + 1),
    // Also after a refusal: somebody else may have created it.
    onSettled: () => queries.invalidateQueries({ queryKey: ['settings'] }),
  });
  const refused = fieldMistakes(creating.error);
  const checked = attempt > 0 && !creating.isSuccess;
  const nameMistake = checked && displayName.trim() === '' ? words.displayNameMissing : refused['/displayName'];
  const wrong = !/^[^@\s]+@[^@\s]+$/.test(address.trim());
  const addressMistake = checked && wrong ? words.addressMissing : refused['/replyTo/address'];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (displayName.trim() === '' || wrong) setAttempt((n) => n + 1);
    else if (!creating.isPending) creating.mutate();
  };
  const summary = [
    ...(nameMistake ? [{ inputId: NAME_ID, message: nameMistake }] : []),
    ...(addressMistake ? [{ inputId: ADDRESS_ID, message: addressMistake }] : []),
  ];
  return (
    <form onSubmit={submit} noValidate className="form-column">
      <ErrorSummary errors={summary} attempt={attempt} />
      {summary.length === 0 && <ProblemAlert error={creating.error} />}
      <Text mb="md">{words.none}</Text>
      <Stack gap="md">
        <TextInput
          id={NAME_ID}
          label={words.displayName}
          description={words.displayNameHelp}
          required
          maxLength={200}
          value={displayName}
          error={nameMistake}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
        <TextInput
          id={ADDRESS_ID}
          type="email"
          label={words.address}
          description={words.addressHelp}
          required
          maxLength={254}
          value={address}
          error={addressMistake}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
      </Stack>
      <Button type="submit" mt="md" loading={creating.isPending}>
        {words.go}
      </Button>
    </form>
  );
}
