import { Button, Checkbox, Code, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { useMe } from '../session/me.ts';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { account } from '../words/account.ts';
import { shell } from '../words/shell.ts';
import { tokensQuery } from './account-queries.ts';

const words = account.tokens.form;
const FOR_GOOD = 'never';
const LIFETIMES = ['7', '30', '90', '365', FOR_GOOD] as const;

/** What the token is for, how long it is good, and which of the own roles it gets; then its secret, this once. */
export function TokenForm({ onClose }: { onClose: () => void }) {
  const own = useMe()?.roles ?? [];
  const [name, setName] = useState('');
  const [days, setDays] = useState<string>('90');
  const [roles, setRoles] = useState<string[]>(own);
  const [tried, setTried] = useState(false);
  const make = useMakeToken();
  if (make.data) return <Made token={make.data.token} onClose={onClose} />;
  const problems = {
    name: name.trim() === '' ? words.nameMissing : undefined,
    roles: own.length > 0 && roles.length === 0 ? words.rolesMissing : undefined,
  };
  const refused = fieldMistakes(make.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.name === undefined && problems.roles === undefined) make.mutate({ name: name.trim(), days, roles });
  };
  return (
    <form onSubmit={submit} noValidate>
      {Object.keys(refused).length === 0 && <ProblemAlert error={make.error} />}
      <Stack gap="md">
        <TextInput
          label={words.name}
          description={words.nameHelp}
          required
          autoComplete="off"
          maxLength={200}
          data-autofocus
          value={name}
          error={(tried && problems.name) || refused['/name']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={words.days}
          data={LIFETIMES.map((value) => ({ value, label: words.lifetimes[value] }))}
          value={days}
          description={days === FOR_GOOD ? words.forGoodWarning : undefined}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        {own.length > 0 && <Roles own={own} value={roles} error={tried && problems.roles} onChange={setRoles} />}
      </Stack>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={make.isPending}>
          {words.make}
        </Button>
      </Group>
    </form>
  );
}

interface RolesProps {
  own: readonly string[];
  value: string[];
  error: string | false | undefined;
  onChange: (roles: string[]) => void;
}

function Roles({ own, value, error, onChange }: RolesProps) {
  return (
    <Checkbox.Group label={words.roles} description={words.rolesHelp} value={value} error={error} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {own.map((role) => (
          <Checkbox key={role} value={role} label={shell.roles[role] ?? role} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function Made({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <Stack gap="md" role="status">
      <Text size="sm">{words.once}</Text>
      <Code block className="any-break">
        {token}
      </Code>
      <Group justify="flex-end">
        <Button onClick={onClose}>{words.done}</Button>
      </Group>
    </Stack>
  );
}

function useMakeToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, days, roles }: { name: string; days: string; roles: string[] }) => {
      const expiresInDays = days === FOR_GOOD ? null : Number(days);
      const body = { name, expiresInDays, ...(roles.length > 0 ? { roles: roles as never } : {}) };
      return answer(api.POST('/tokens', { body }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
}
