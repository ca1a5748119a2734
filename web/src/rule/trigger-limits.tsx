import { MultiSelect, SimpleGrid, Text } from '@mantine/core';
import type { RuleField } from '../api/rule-field.ts';
import type { Form, Trigger } from '../rules/rule-model.ts';
import { triggerLimits as words } from '../words/trigger-limits.ts';
import { errorAt, type Finding, triggerInputId } from './findings.ts';

type OfForm = Extract<Trigger, { kind: 'form' }>;
type Limit = 'fields' | 'from' | 'to';
/** What stands beside the fields of the form, and is not changed by people who fill it in. */
const BESIDE = ['instance', 'failure', 'row'];

interface TriggerLimitsProps {
  trigger: OfForm;
  form: Form | undefined;
  fields: readonly RuleField[];
  findings: readonly Finding[];
  set: (trigger: OfForm) => void;
}

/** Of all changes of a form those that the rule looks at: of some fields, or from one status to another. */
export function TriggerLimits({ trigger, form, fields, findings, set }: TriggerLimitsProps) {
  const part = (name: Limit, known: Choice[], description: string) => (
    <LimitSelect
      key={name}
      {...{ name, known, description, findings }}
      value={trigger[name] ?? []}
      onChange={(value) => {
        const { [name]: _, ...rest } = trigger;
        set(value.length === 0 ? rest : { ...rest, [name]: value });
      }}
    />
  );
  if (trigger.event === 'field_change') return part('fields', changeable(fields), words.fieldsText);
  const statuses = (form?.statuses ?? []).map(({ name }) => ({ value: name, label: name }));
  if (statuses.length === 0 && !trigger.from && !trigger.to) {
    return (
      <Text size="sm" c="dimmed">
        {words.noStatuses}
      </Text>
    );
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {(['from', 'to'] as const).map((name) => part(name, statuses, words.statusesText))}
    </SimpleGrid>
  );
}

interface Choice {
  value: string;
  label: string;
}

interface LimitSelectProps {
  name: Limit;
  known: Choice[];
  description: string;
  value: string[];
  findings: readonly Finding[];
  onChange: (value: string[]) => void;
}

function LimitSelect({ name, known, description, value, findings, onChange }: LimitSelectProps) {
  const gone = value.filter((one) => !known.some((choice) => choice.value === one));
  return (
    <MultiSelect
      id={triggerInputId(name)}
      label={words[name]}
      description={description}
      data={[...gone.map((one) => ({ value: one, label: words.gone(one) })), ...known]}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': words.clear(words[name]), 'aria-hidden': false, tabIndex: 0 }}
      error={errorAt(findings, `/trigger/${name}`)}
    />
  );
}

/** Each field once; an object with several parts by what it is called. */
function changeable(fields: readonly RuleField[]): Choice[] {
  const found = new Map<string, string>();
  for (const { fact, path, label, group } of fields) {
    if (!BESIDE.includes(fact) && !found.has(fact)) found.set(fact, path === undefined ? label : group);
  }
  return [...found].map(([value, label]) => ({ value, label }));
}
