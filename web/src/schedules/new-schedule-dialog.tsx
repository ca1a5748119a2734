import { Button, Group, List, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { type TrialRecord, useRecord } from '../rule/use-record.ts';
import { fieldsQuery } from '../rules/rule-api.ts';
import type { Rule } from '../rules/rule-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { dateAndTime } from '../ui/when.tsx';
import { schedules } from '../words/schedules.ts';
import { FIRST_DRAFT, type TimingDraft, timingOf } from './timing.ts';
import { TimingFields } from './timing-fields.tsx';

const words = schedules.form;
const PAUSE_MS = 250;

interface NewScheduleProps {
  opened: boolean;
  onClose: () => void;
  rules: readonly Rule[];
}

export function NewScheduleDialog({ opened, onClose, rules }: NewScheduleProps) {
  return (
    <Dialog opened={opened} title={words.title} onClose={onClose} size="lg">
      <NewSchedule onClose={onClose} rules={rules} />
    </Dialog>
  );
}

function NewSchedule({ onClose, rules }: Omit<NewScheduleProps, 'opened'>) {
  const [name, setName] = useState('');
  const [rule, setRule] = useState<string | null>(null);
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [timing, setTiming] = useState(FIRST_DRAFT);
  const [runs, setRuns] = useState('');
  const [all, setAll] = useState(false);
  const chosen = rules.find(({ id }) => id === rule);
  const known = useQuery({ ...fieldsQuery(chosen?.trigger ?? NO_TRIGGER), enabled: chosen !== undefined }).data;
  const record = useRecord(known);
  const dates = (known?.fields ?? [])
    .filter(({ type }) => type === 'date')
    .map(({ name: value, label }) => ({ value, label }));
  const facts = (record.facts ?? {}) as never;
  const isForm = chosen?.trigger.kind === 'form';
  const instances = isForm && all;
  const saving = useSave({ name, rule, facts, timeZone, timing, runs, instances }, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!saving.isPending) saving.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={words.name}
          required
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={words.rule}
          required
          data={rules.map(({ id, name: label }) => ({ value: id, label }))}
          value={rule}
          onChange={setRule}
          searchable={rules.length > 8}
        />
        {isForm && <InstancesSwitch checked={all} onChange={setAll} />}
        {known && !instances && <RecordInputs record={record} />}
        <TimingFields draft={timing} onChange={setTiming} dates={dates} />
        <TextInput
          label={words.timeZone}
          value={timeZone}
          onChange={(event) => setTimeZone(event.currentTarget.value)}
        />
        <RunsInput value={runs} onChange={setRuns} />
        <NextRuns timing={timing} timeZone={timeZone} facts={facts} />
        <ProblemAlert error={saving.error} />
        <Buttons onClose={onClose} busy={saving.isPending} off={!instances && record.problem !== undefined} />
      </Stack>
    </form>
  );
}

function Buttons({ onClose, busy, off }: { onClose: () => void; busy: boolean; off: boolean }) {
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={onClose}>
        {words.cancel}
      </Button>
      <Button type="submit" loading={busy} disabled={off}>
        {words.save}
      </Button>
    </Group>
  );
}

function InstancesSwitch({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <Switch
      label={words.instances}
      description={words.instancesText}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function RunsInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      label={words.runs}
      description={words.runsText}
      inputMode="numeric"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface ScheduleDraft {
  name: string;
  rule: string | null;
  facts: never;
  timeZone: string;
  timing: TimingDraft;
  runs: string;
  instances: boolean;
}

function useSave({ name, rule, facts, timeZone, timing, runs, instances }: ScheduleDraft, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const expires = runs.trim() === '' ? {} : { expires: { runs: Number(runs) } };
      const about = instances ? { instances } : { facts };
      const body = { name: name.trim(), rule: rule ?? '', timeZone, timing: timingOf(timing), ...about, ...expires };
      return answer(api.POST('/schedules', { body: body as never }));
    },
    onSuccess: (made) => {
      noticeDone(words.done(made.name));
      void queries.invalidateQueries({ queryKey: ['rules', 'schedules'] });
      onDone();
    },
  });
}

/** What the rule looks at: one that came before, or what is typed. */
function RecordInputs({ record }: { record: TrialRecord }) {
  return (
    <>
      <Select
        label={words.record}
        description={words.recordText}
        data={record.options}
        value={record.id}
        onChange={(id) => id !== null && record.choose(id)}
        allowDeselect={false}
      />
      <Textarea
        label={words.json}
        value={record.text}
        onChange={(event) => record.type(event.currentTarget.value)}
        error={record.problem}
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        classNames={{ input: 'code-input' }}
      />
    </>
  );
}

const NO_TRIGGER = { kind: 'workflow', event: '' } as const;

/** What the server makes of what is typed; what is not complete yet is told at Save. */
function NextRuns({ timing, timeZone, facts }: { timing: TimingDraft; timeZone: string; facts: never }) {
  const [asked] = useDebouncedValue({ timing, timeZone, facts }, PAUSE_MS);
  const { data } = useQuery({
    queryKey: ['rules', 'schedules', 'next', asked],
    queryFn: ({ signal }) => {
      const body = { timeZone: asked.timeZone, facts: asked.facts, timing: timingOf(asked.timing) } as never;
      return answer(api.POST('/schedules/next', { body, signal }));
    },
    enabled: isComplete(asked.timing),
    gcTime: 0,
    retry: false,
  });
  if (data === undefined) return null;
  return (
    <div role="status">
      <Text size="sm" fw={600}>
        {words.next}: {data.text}
      </Text>
      {data.runs.length === 0 ? (
        <Text size="sm">{words.nextNone}</Text>
      ) : (
        <List size="sm">
          {data.runs.map((at) => (
            <List.Item key={at}>{dateAndTime(at)}</List.Item>
          ))}
        </List>
      )}
    </div>
  );
}

/** Nothing is asked of the server that it could only refuse. */
function isComplete({
  kind,
  at,
  field,
  time,
  weekdays,
  every,
  minute,
  day,
  days,
  hours,
  minutes,
}: TimingDraft): boolean {
  const isNumber = (text: string) => /^-?\d+$/.test(text.trim());
  switch (kind) {
    case 'onDemand':
      return false;
    case 'once':
      return at !== '';
    case 'after':
      return [days, hours, minutes].every(isNumber);
    case 'field':
      return field !== '' && isNumber(days) && time !== '';
    case 'minutes':
      return isNumber(every);
    case 'hourly':
      return isNumber(minute);
    case 'weekly':
      return weekdays.length > 0 && time !== '';
    case 'monthly':
      return isNumber(day) && time !== '';
    default:
      return time !== '';
  }
}
