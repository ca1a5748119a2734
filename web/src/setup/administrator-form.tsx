import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { meQuery } from '../session/me.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { setup } from '../words/setup.ts';
import { setupQuery } from './setup-queries.ts';

const words = setup.administrator;
const SHORTEST_PASSWORD = 10;
const INPUTS: Record<string, string> = { '/name': 'administrator-name', '/password': 'administrator-password' };

/** By the path of the field, as the server names it. */
type Mistakes = Partial<Record<string, string>>;

/** Name and password of the first administrator, who is signed in at once. */
export function AdministratorForm({ code }: { code: string }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [attempt, setAttempt] = useState(0);
  const create = useMutation({
    mutationFn: () => answer(api.POST('/setup/administrator', { body: { code, name, password } })),
    onSuccess: async () => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      await navigate({ to: '/first-steps', replace: true });
    },
    // Somebody else may have been faster.
    onError: (error) => isProblem(error, 'STATE') && queries.invalidateQueries({ queryKey: setupQuery.queryKey }),
  });
  const mistakes = attempt === 0 ? {} : { ...fieldMistakes(create.error), ...mistakesIn(name, password) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(mistakesIn(name, password)).length === 0) create.mutate();
  };
  const wrongCode = fieldMistakes(create.error)['/code'];
  const fields = Object.entries(INPUTS).flatMap(([path, inputId]) => {
    const message = mistakes[path];
    return message === undefined ? [] : [{ inputId, message }];
  });
  const elsewhere = wrongCode === undefined && fields.length === 0 && create.error;
  return (
    <form onSubmit={submit} noValidate>
      <Text size="sm" mb="md">
        {setup.intro}
      </Text>
      {wrongCode !== undefined && <WrongCode message={wrongCode} />}
      {elsewhere && <ProblemAlert error={create.error} />}
      <ErrorSummary errors={fields} attempt={attempt} />
      <Stack gap="sm">
        <TextInput
          id="administrator-name"
          label={words.name}
          autoComplete="username"
          required
          maxLength={200}
          value={name}
          error={mistakes['/name']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          id="administrator-password"
          label={words.password}
          description={words.passwordRules}
          autoComplete="new-password"
          required
          maxLength={200}
          value={password}
          error={mistakes['/password']}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': words.showPassword }}
        />
        <Button type="submit" loading={create.isPending} mt="xs">
          {words.create}
        </Button>
      </Stack>
    </form>
  );
}

function WrongCode({ message }: { message: string }) {
  return (
    <Alert color="red" title={setup.wrongCode} icon={<IconAlertTriangle aria-hidden />} mb="md" role="alert">
      {message}
    </Alert>
  );
}

function mistakesIn(name: string, password: string): Mistakes {
  const isName = name.trim() !== '' && password.toLowerCase() === name.trim().toLowerCase();
  return {
    ...(name.trim() === '' ? { '/name': words.nameMissing } : {}),
    ...(password.length < SHORTEST_PASSWORD ? { '/password': words.passwordShort } : {}),
    ...(isName && password.length >= SHORTEST_PASSWORD ? { '/password': words.passwordIsName } : {}),
  };
}
