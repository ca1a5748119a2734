import { Button, CloseButton, Group, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { formsQuery } from '../rules/rule-api.ts';
import type { Form } from '../rules/rule-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { rule } from '../words/rule.ts';
import { formSchema, NEW_FIELD_TYPES, type NewField } from './new-form.ts';

const words = rule.newForm;
const NEW_FIELD = { label: '', type: 'text', choices: [] } as const;

interface NewFormDialogProps {
  opened: boolean;
  onClose: () => void;
  onCreated: (form: Form) => void;
}

/** A form on the spot: a name, and fields with a type. What more a form can say, it says over the API. */
export function NewFormDialog({ opened, onClose, onCreated }: NewFormDialogProps) {
  return (
    <Dialog opened={opened} title={words.title} onClose={onClose} size="lg">
      <NewForm onClose={onClose} onCreated={onCreated} />
    </Dialog>
  );
}

function NewForm({ onClose, onCreated }: Omit<NewFormDialogProps, 'opened'>) {
  const [name, setName] = useState('');
  const [fields, setFields] = useState<NewField[]>([{ key: 1, ...NEW_FIELD, choices: [] }]);
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () => answer(api.POST('/forms', { body: { name: name.trim(), schema: formSchema(fields) as never } })),
    onSuccess: (form) => {
      queries.setQueryData(formsQuery.queryKey, (forms = []) => [...forms, form]);
      noticeDone(words.done(form.name));
      onCreated(form);
      onClose();
    },
  });
  const problem = problemOf(fields);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog of a page is inside its tree: its form must not reach one around it.
    event.stopPropagation();
    setTried(true);
    if (name.trim() !== '' && problem === undefined) create.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <ProblemAlert error={create.error} />
      <Stack gap="sm">
        <TextInput
          label={words.name}
          required
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && name.trim() === '' ? words.nameless : undefined}
        />
        <FieldRows fields={fields} onChange={setFields} />
        <div role="alert">
          {tried && problem && (
            <Text size="sm" c="var(--ui-danger-text)">
              {problem}
            </Text>
          )}
        </div>
      </Stack>
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={create.isPending}>
          {words.create}
        </Button>
      </Group>
    </form>
  );
}

function FieldRows({ fields, onChange }: { fields: NewField[]; onChange: (fields: NewField[]) => void }) {
  const next = useRef(2);
  const list = useRef<HTMLFieldSetElement>(null);
  const set = (key: number, part: Partial<NewField>) =>
    onChange(fields.map((field) => (field.key === key ? { ...field, ...part } : field)));
  const add = () => {
    onChange([...fields, { key: next.current++, ...NEW_FIELD, choices: [] }]);
    requestAnimationFrame(() =>
      [...(list.current?.querySelectorAll<HTMLElement>('[data-label]') ?? [])].at(-1)?.focus(),
    );
  };
  return (
    <fieldset ref={list} className="plain-fieldset">
      <legend>{words.fields}</legend>
      <Stack gap="xs">
        {fields.map(({ key, label, type, choices }, index) => (
          <Group key={key} gap="xs" align="flex-start" role="group" aria-label={words.field(index + 1)}>
            <TextInput
              flex="1 1 180px"
              data-label
              aria-label={words.labelOf(index + 1)}
              maxLength={100}
              value={label}
              onChange={(event) => set(key, { label: event.currentTarget.value })}
            />
            <Select
              flex="0 1 170px"
              aria-label={words.typeOf(index + 1)}
              data={NEW_FIELD_TYPES.map((value) => ({ value, label: words.types[value] }))}
              value={type}
              onChange={(value) => set(key, { type: NEW_FIELD_TYPES.find((known) => known === value) ?? 'text' })}
              allowDeselect={false}
            />
            <CloseButton
              size="lg"
              aria-label={words.remove(index + 1)}
              disabled={fields.length === 1}
              onClick={() => onChange(fields.filter((field) => field.key !== key))}
            />
            {type === 'choice' && (
              <TagsInput
                flex="1 1 100%"
                aria-label={words.choicesOf(index + 1)}
                description={words.choicesText}
                value={choices}
                onChange={(value) => set(key, { choices: value })}
              />
            )}
          </Group>
        ))}
      </Stack>
      <Button variant="subtle" size="compact-sm" mt="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {words.add}
      </Button>
    </fieldset>
  );
}

function problemOf(fields: readonly NewField[]): string | undefined {
  const named = fields.filter(({ label }) => label.trim() !== '');
  if (named.length === 0) return words.fieldless;
  const empty = named.find(({ type, choices }) => type === 'choice' && choices.length === 0);
  return empty && words.choiceless(empty.label.trim());
}
