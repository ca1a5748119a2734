import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { sessionBegun } from '../api/session-ended.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { session } from '../words/session.ts';
import { meQuery } from './me.ts';

/** User name and password; `onDone` runs when the server has taken them. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => answer(api.POST('/session', { body: { name, password } })),
    onSuccess: async () => {
      // What was read as nobody, or as somebody else, is worth nothing now.
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
      sessionBegun.report();
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <ProblemAlert error={signIn.error} />
      <Stack gap="sm">
        <TextInput
          label={session.name}
          autoComplete="username"
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={session.password}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': session.showPassword }}
        />
        <Button type="submit" loading={signIn.isPending} mt="xs">
          {session.signIn}
        </Button>
      </Stack>
    </form>
  );
}
