import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { users } from '../words/users.ts';
import { PartnerChoice } from './partner-choice.tsx';
import { RoleChoice } from './role-choice.tsx';
import type { UserValues } from './user-queries.ts';

const words = users.form;

interface UserFormProps {
  start: UserValues;
  save: string;
  busy: boolean;
  error: unknown;
  onSave: (values: UserValues) => void;
  onClose: () => void;
}

/** Name and roles, of a new person or of one who is there. */
export function UserForm({ start, save, busy, error, onSave, onClose }: UserFormProps) {
  const [values, setValues] = useState(start);
  const [tried, setTried] = useState(false);
  const { '/name': refused, '/email': wrongEmail } = fieldMistakes(error);
  const nameless = values.name.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!nameless) onSave({ ...values, name: values.name.trim(), email: values.email?.trim() || null });
  };
  return (
    <form onSubmit={submit} noValidate>
      {refused === undefined && wrongEmail === undefined && <ProblemAlert error={error} />}
      <Stack gap="md">
        <TextInput
          label={words.name}
          description={words.nameHelp}
          autoComplete="off"
          required
          maxLength={200}
          data-autofocus
          value={values.name}
          error={tried && nameless ? words.nameMissing : refused}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
        />
        <TextInput
          label={words.email}
          description={words.emailHelp}
          type="email"
          autoComplete="off"
          maxLength={254}
          value={values.email ?? ''}
          error={wrongEmail}
          onChange={(event) => setValues({ ...values, email: event.currentTarget.value })}
        />
        <PartnerChoice value={values.partner} onChange={(partner) => setValues({ ...values, partner })} />
        <RoleChoice value={values.roles} onChange={(roles) => setValues({ ...values, roles })} />
      </Stack>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {save}
        </Button>
      </Group>
    </form>
  );
}
