import { Button, PasswordInput, Stack, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { NewPassword, passwordMistake } from '../ui/new-password.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { account } from '../words/account.ts';

const words = account.password;
const INPUTS = { current: 'current-password', next: 'new-password' } as const;

/** Asks for the present password; the focus goes to what is wrong. */
export function PasswordForm({ name }: { name: string }) {
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => answer(api.PUT('/me/password', { body: { current, password: next } })),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      setTried(false);
      noticeDone(words.changed, words.changedText);
      await queries.invalidateQueries({ queryKey: ['account'] });
    },
    onError: (error) => focus(fieldMistakes(error)['/current'] === undefined ? INPUTS.next : INPUTS.current),
  });
  const refused = fieldMistakes(change.error);
  const missing = current === '' ? words.currentMissing : undefined;
  const wrong = passwordMistake(name, next);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing === undefined && wrong === undefined) return change.mutate();
    focus(missing === undefined ? INPUTS.next : INPUTS.current);
  };
  const typed = (set: (value: string) => void) => (value: string) => {
    change.reset();
    set(value);
  };
  return (
    <section aria-labelledby="password-title">
      <Title order={2} id="password-title" mb="sm">
        {words.title}
      </Title>
      {Object.keys(refused).length === 0 && <ProblemAlert error={change.error} />}
      <form onSubmit={submit} noValidate>
        {/* For password managers: whose password this is. */}
        <input type="hidden" autoComplete="username" value={name} />
        <Stack gap="sm" maw={420} align="stretch">
          <PasswordInput
            id={INPUTS.current}
            label={words.current}
            autoComplete="current-password"
            required
            maxLength={1000}
            value={current}
            error={(tried && missing) || refused['/current']}
            onChange={(event) => typed(setCurrent)(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': words.show }}
          />
          <NewPassword
            id={INPUTS.next}
            label={words.next}
            value={next}
            error={(tried && wrong) || refused['/password']}
            onChange={typed(setNext)}
          />
          <Button type="submit" loading={change.isPending} mt="xs" w="fit-content">
            {words.change}
          </Button>
        </Stack>
      </form>
    </section>
  );
}

function focus(id: string): void {
  document.getElementById(id)?.focus();
}
