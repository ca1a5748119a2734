import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { tellOtherTabs } from '../api/session-ended.ts';
import { useMe } from '../session/me.ts';
import { readAgain } from '../session/read-again.ts';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { NewPassword, passwordMistake } from '../ui/new-password.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { invite } from '../words/invite.ts';
import { Gone } from './gone.tsx';

const INPUT = 'invited-password';

/** Signs in with the password that was chosen. */
export function ChoosePassword({ code, name }: { code: string; name: string }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const me = useMe();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const accept = useMutation({
    mutationFn: () => answer(api.POST('/invitation/password', { body: { code, password } })),
    onSuccess: async () => {
      await readAgain(queries, me);
      tellOtherTabs('signed-in');
      // Without the code, and no way back to it.
      await navigate({ to: '/', replace: true });
    },
    onError: () => document.getElementById(INPUT)?.focus(),
  });
  const refused = fieldMistakes(accept.error);
  const gone = refused['/code'];
  if (gone !== undefined) return <Gone message={gone} />;
  const wrong = passwordMistake(name, password);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong === undefined) accept.mutate();
    else document.getElementById(INPUT)?.focus();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Text size="sm" mb="md">
        {invite.welcome(name)}
      </Text>
      {me !== null && (
        <Alert color="yellow" mb="md">
          {invite.other(me.name, name)}
        </Alert>
      )}
      {refused['/password'] === undefined && <ProblemAlert error={accept.error} />}
      <Stack gap="sm">
        <TextInput label={invite.name} autoComplete="username" readOnly value={name} />
        <NewPassword
          id={INPUT}
          label={invite.password}
          value={password}
          error={(tried && wrong) || refused['/password']}
          onChange={setPassword}
        />
        <Button type="submit" loading={accept.isPending} mt="xs">
          {invite.go}
        </Button>
      </Stack>
    </form>
  );
}
