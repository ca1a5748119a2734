import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { sessionBegun, tellOtherTabs } from '../api/session-ended.ts';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { NewPassword } from '../ui/new-password.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { session } from '../words/session.ts';
import type { Me } from './me.ts';
import { readAgain } from './read-again.ts';

const OWN = 'own-password';

interface SignInFormProps {
  /** who was signed in before */
  known?: Me | null;
  /** runs when the server has taken name and password */
  onDone: () => void;
}

/** User name and password. */
export function SignInForm({ known = null, onDone }: SignInFormProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(known?.name ?? '');
  const [password, setPassword] = useState('');
  // Asked for where an administrator gave the present one, for one sign-in.
  const [own, setOwn] = useState<string>();
  const signIn = useMutation({
    mutationFn: () =>
      answer(api.POST('/session', { body: { name, password, ...(own !== undefined && { newPassword: own }) } })),
    onError: (error) => {
      if (fieldMistakes(error)['/newPassword'] !== undefined) setOwn((before) => before ?? '');
    },
    onSuccess: async () => {
      // What was read as nobody, or as somebody else, is worth nothing now.
      await readAgain(queries, known);
      sessionBegun.report();
      tellOtherTabs('signed-in');
      onDone();
    },
  });
  const refused = fieldMistakes(signIn.error)['/newPassword'];
  const askedAnew = own === undefined ? undefined : signIn.error;
  useEffect(() => {
    if (askedAnew) document.getElementById(OWN)?.focus();
  }, [askedAnew]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      {refused === undefined && <Refused error={signIn.error} />}
      <Stack gap="sm">
        <TextInput
          label={session.name}
          autoComplete="username"
          required
          data-autofocus={known === null || undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={session.password}
          autoComplete="current-password"
          required
          data-autofocus={known !== null || undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': session.showPassword }}
        />
        {own !== undefined && (
          <NewPassword id={OWN} label={session.ownPassword} value={own} error={refused} onChange={setOwn} />
        )}
        <Button type="submit" loading={signIn.isPending} mt="xs">
          {session.signIn}
        </Button>
      </Stack>
    </form>
  );
}

function Refused({ error }: { error: unknown }) {
  if (!isProblem(error, 'UNAUTHENTICATED')) return <ProblemAlert error={error} />;
  return (
    <Alert color="red" title={session.wrong} icon={<IconAlertTriangle aria-hidden />} mb="md" role="alert">
      {session.wrongText}
    </Alert>
  );
}
