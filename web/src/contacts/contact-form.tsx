import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { contacts } from '../words/contacts.ts';
import { type Contact, type ContactValues, saveContact } from './contact-queries.ts';

const words = contacts.form;
const KINDS = ['contact', 'partner'] as const;
const SHOWN = ['/name', '/company', '/employeeId', '/language', '/timeZone'];

/** Name, addresses and the rest of a contact; absent: a new one. */
export function ContactForm({ contact, onClose }: { contact?: Contact | undefined; onClose: () => void }) {
  const [values, setValues] = useState(() => startOf(contact));
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (body: ContactValues) => saveContact(contact, body),
    onSuccess: async ({ name }) => {
      noticeDone(contacts.saved(name));
      onClose();
      await queries.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
  const lines = values.addresses.split('\n');
  const mistakes = fieldMistakes(save.error);
  const wrong = wrongLines(mistakes, lines);
  const nameless = values.name.trim() === '';
  const isTold = wrong !== undefined || SHOWN.some((path) => mistakes[path] !== undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!nameless) save.mutate(bodyOf(values));
  };
  const field = (name: 'name' | 'company' | 'employeeId' | 'language' | 'timeZone') => ({
    label: words[name],
    value: values[name],
    autoComplete: 'off',
    error: mistakes[`/${name}`],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  });
  return (
    <form onSubmit={submit} noValidate>
      {!isTold && <ProblemAlert error={save.error} />}
      <Stack gap="md">
        <TextInput
          {...field('name')}
          required
          maxLength={200}
          data-autofocus
          error={tried && nameless ? words.nameMissing : mistakes['/name']}
        />
        <Textarea
          label={words.addresses}
          description={words.addressesHelp}
          rows={3}
          value={values.addresses}
          error={wrong}
          onChange={(event) => setValues({ ...values, addresses: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.kind}
          value={values.kind}
          data={KINDS.map((value) => ({ value, label: contacts.kinds[value] }))}
          onChange={(event) =>
            setValues({ ...values, kind: event.currentTarget.value === 'partner' ? 'partner' : 'contact' })
          }
        />
        <TextInput {...field('company')} maxLength={200} />
        <TextInput {...field('employeeId')} description={words.employeeIdHelp} maxLength={100} />
        <TextInput {...field('language')} description={words.languageHelp} maxLength={35} />
        <TextInput {...field('timeZone')} description={words.timeZoneHelp} maxLength={64} />
      </Stack>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </Group>
    </form>
  );
}

interface Values {
  name: string;
  kind: Contact['kind'];
  company: string;
  employeeId: string;
  language: string;
  timeZone: string;
  /** one on each line */
  addresses: string;
}

function startOf(contact: Contact | undefined): Values {
  const { name = '', kind = 'contact', company, employeeId, language, timeZone, addresses = [] } = contact ?? {};
  const rest = {
    company: company ?? '',
    employeeId: employeeId ?? '',
    language: language ?? '',
    timeZone: timeZone ?? '',
  };
  return { name, kind, ...rest, addresses: addresses.map(({ address }) => address).join('\n') };
}

function bodyOf({ name, kind, company, employeeId, language, timeZone, addresses }: Values): ContactValues {
  const list = addresses
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    name,
    kind,
    company: company || null,
    employeeId: employeeId.trim() || null,
    language: language || null,
    timeZone: timeZone || null,
    addresses: list,
  };
}

/** By the line in which each was typed; empty lines are not sent. */
function wrongLines(mistakes: Partial<Record<string, string>>, lines: readonly string[]): string | undefined {
  const typed = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at + 1]));
  const told = Object.entries(mistakes).flatMap(([path, message]) => {
    const at = /^\/addresses(?:\/(\d+))?$/.exec(path)?.[1];
    if (!path.startsWith('/addresses') || message === undefined) return [];
    return [at === undefined ? message : words.line(typed[Number(at)] ?? Number(at) + 1, message)];
  });
  return told.length === 0 ? undefined : told.join(' ');
}
