import { Alert, Button, Group, List, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import type { RunItem } from '../payroll/run-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRunRows } from '../words/new-run-rows.ts';
import { documentsQuery, type RunColumn } from './match-queries.ts';
import { changedFacts, editableColumns, valuesOf } from './row-values.ts';
import { fixRow, type RowFix } from './run-calls.ts';
import type { Prepare } from './use-prepare.ts';

const words = newRunRows.fix;
const AUTOMATIC = '';

interface FixDialogProps {
  prepare: Prepare;
  item: RunItem;
  columns: readonly RunColumn[];
  onClose: () => void;
  onDone: (text: string) => void;
}

/** What is wrong with one row, and every part of it that a person may correct. */
export function FixDialog({ prepare, item, columns, onClose, onDone }: FixDialogProps) {
  const { run, draft, change } = prepare;
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [address, setAddress] = useState(item.address);
  const [document, setDocument] = useState(item.document?.chosen ? item.document.id : AUTOMATIC);
  const [unchanged, setUnchanged] = useState(false);
  const owner = item.owner || newRunRows.list.nobody(item.line);
  const before = valuesOf(item.facts);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const fix = fixOf(item, { address, document, facts: changedFacts(before, item.facts, typed) });
    setUnchanged(Object.keys(fix).length === 0);
    if (Object.keys(fix).length === 0) return;
    if ((await change.run(fixRow(run.id, item.id, fix))) === undefined) return;
    const params = { path: { id: run.id, item: item.id } };
    const { state } = await answer(api.GET('/runs/{id}/items/{item}', { params }));
    onDone(state === 'problem' ? words.still(owner) : words.ready(owner));
  };
  const refused = problemOf(change.error).errors?.find(({ path }) => path === '/address')?.message;
  return (
    <Dialog opened title={words.title(owner)} onClose={onClose} size="lg">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <Problems item={item} />
          {refused === undefined && <ProblemAlert error={change.error} />}
          <TextInput
            type="email"
            label={words.address}
            maxLength={254}
            data-autofocus
            value={address}
            error={refused}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          {run.documents.total > 0 && draft.options.documents?.by !== 'none' && (
            <DocumentSelect runId={run.id} item={item} value={document} onChange={setDocument} />
          )}
          <Values
            names={editableColumns(item, columns, draft.options.addressField ?? '')}
            values={{ ...before, ...typed }}
            onChange={(name, text) => setTyped((all) => ({ ...all, [name]: text }))}
          />
          <Text size="sm" role="status">
            {unchanged && words.nothing}
          </Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.stay}
            </Button>
            <Button type="submit" loading={change.busy}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface Corrected {
  address: string;
  document: string;
  facts: Record<string, string | number>;
}

function fixOf(item: RunItem, { address, document, facts }: Corrected): RowFix {
  const chosen = item.document?.chosen ? item.document.id : AUTOMATIC;
  return {
    ...(address.trim() !== item.address && { address: address.trim() }),
    ...(document !== chosen && { document: document === AUTOMATIC ? null : document }),
    ...(Object.keys(facts).length > 0 && { facts: facts as never }),
  };
}

function Problems({ item }: { item: RunItem }) {
  if (item.problems.length === 0) return null;
  return (
    <Alert color="yellow">
      <List size="sm">
        {item.problems.map(({ kind, message }) => (
          <List.Item key={kind} className="any-break">
            {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

interface DocumentSelectProps {
  runId: string;
  item: RunItem;
  value: string;
  onChange: (document: string) => void;
}

function DocumentSelect({ runId, item, value, onChange }: DocumentSelectProps) {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 250);
  const { data = [] } = useQuery(documentsQuery(runId, settled));
  const own = item.document && data.every(({ id }) => id !== item.document?.id) ? [item.document] : [];
  const choices = [...own.map((one) => ({ ...one, used: false })), ...data];
  return (
    <Select
      label={words.document}
      description={words.documentText}
      searchable
      allowDeselect={false}
      value={value}
      data={[
        { value: AUTOMATIC, label: words.automatic },
        ...choices.map(({ id, name, used }) => ({ value: id, label: used ? `${name} (${words.used})` : name })),
      ]}
      // The server has searched already.
      filter={({ options }) => options}
      onSearchChange={(text) =>
        setSearch(choices.some(({ name }) => name === text) || text === words.automatic ? '' : text)
      }
      maxDropdownHeight={260}
      onChange={(id) => onChange(id ?? AUTOMATIC)}
    />
  );
}

interface ValuesProps {
  names: readonly string[];
  values: Readonly<Record<string, string>>;
  onChange: (name: string, text: string) => void;
}

function Values({ names, values, onChange }: ValuesProps) {
  if (names.length === 0) return null;
  return (
    <fieldset className="plain-set">
      <Text component="legend" size="sm" fw={500}>
        {words.values}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {words.valuesText}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {names.map((name) => (
          <TextInput
            key={name}
            label={name}
            value={values[name] ?? ''}
            onChange={(event) => onChange(name, event.currentTarget.value)}
          />
        ))}
      </SimpleGrid>
    </fieldset>
  );
}
