import { Select, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rulesQuery } from '../../rules/rule-api.ts';
import { formOf, type OutcomeFields, type RuleAction, type RuleInput } from '../../rules/rule-model.ts';
import { after as words } from '../../words/after.ts';
import { errorAt } from '../findings.ts';
import { RowsFields } from '../rows/rows-fields.tsx';
import type { AfterProps } from './after-card.tsx';

type Part = keyof OutcomeFields;
const PARTS = ['state', 'messageId', 'accepted', 'rejected', 'errorClass', 'error', 'at'] as const satisfies Part[];
/** What the server takes for a part; it knows better, and says so. */
const TYPES: Record<Part, readonly string[]> = {
  state: ['text', 'choice'],
  messageId: ['text', 'list'],
  accepted: ['text', 'list', 'boolean'],
  rejected: ['text', 'list', 'boolean'],
  errorClass: ['text'],
  error: ['text'],
  at: ['date', 'text'],
};

export function AfterFields(props: AfterProps) {
  return (
    <Stack gap="lg" mt="sm">
      <Mapping {...props} />
      <Failure {...props} />
      {props.index === 0 && <RowsFields {...props} />}
    </Stack>
  );
}

/** The action with something set; undefined takes it out. */
function withAction(draft: RuleInput, index: number, change: Partial<Record<keyof RuleAction, unknown>>): RuleInput {
  const actions = draft.actions.map((action, at) => {
    if (at !== index) return action;
    return Object.fromEntries(
      Object.entries({ ...action, ...change }).filter(([, value]) => value !== undefined),
    ) as unknown as RuleAction;
  });
  return { ...draft, actions };
}

function Mapping({ index, place, draft, onChange, fields, findings }: AfterProps) {
  const action = draft.actions[place];
  const given = action?.outcome?.fields ?? {};
  const set = (part: Part, field: string | null) => {
    const { [part]: _, ...rest } = given;
    const next = field === null ? rest : { ...rest, [part]: field };
    onChange(withAction(draft, place, { outcome: Object.keys(next).length === 0 ? undefined : { fields: next } }));
  };
  if (draft.trigger.kind !== 'form' && action?.outcome === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {words.mappingWorkflow}
      </Text>
    );
  }
  const wrong = findings.find(({ path }) => path === `/actions/${index}/outcome`)?.message;
  return (
    <div>
      <Title order={3} size="h5">
        {words.mapping}
      </Title>
      <Text size="sm" c={wrong ? 'var(--ui-danger-text)' : 'dimmed'} mb="xs">
        {wrong ?? words.mappingText}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {PARTS.map((part) => (
          <Select
            key={part}
            label={words.parts[part]}
            placeholder={words.notWritten}
            data={choicesOf(fields, part, given[part])}
            value={given[part] ?? null}
            onChange={(field) => set(part, field)}
            clearable
            clearButtonProps={{ 'aria-label': words.clear(words.parts[part]), 'aria-hidden': false, tabIndex: 0 }}
            error={errorAt(findings, `/actions/${index}/outcome/fields/${part}`)}
          />
        ))}
      </SimpleGrid>
    </div>
  );
}

/** Fields of the form itself; one that is chosen stays to be seen, whatever became of it. */
function choicesOf(fields: AfterProps['fields'], part: Part, chosen: string | undefined) {
  const own = fields.filter(
    ({ path, type, fact }) => path === undefined && fact !== 'row' && TYPES[part].includes(type),
  );
  const choices = own.map(({ fact, label }) => ({ value: fact, label }));
  const isKnown = chosen === undefined || choices.some(({ value }) => value === chosen);
  return isKnown ? choices : [{ value: chosen, label: chosen }, ...choices];
}

function Failure({ index, place, draft, onChange, findings, ruleId }: AfterProps) {
  const action = draft.actions[place];
  const rules = useQuery(rulesQuery).data ?? [];
  const form = formOf(draft.trigger) ?? null;
  const usable = rules.filter(({ id, trigger }) => id !== ruleId && (formOf(trigger) ?? null) === form);
  const choices = usable.map(({ id, name, enabled }) => ({ value: id, label: enabled ? name : words.off(name) }));
  const chosen = action?.onFailure?.rule;
  const isKnown = chosen === undefined || choices.some(({ value }) => value === chosen);
  return (
    <Stack gap="sm">
      <Select
        label={words.failure}
        description={words.failureText}
        placeholder={words.failureNone}
        data={isKnown ? choices : [{ value: chosen, label: words.gone }, ...choices]}
        value={chosen ?? null}
        onChange={(rule) => onChange(withAction(draft, place, { onFailure: rule === null ? undefined : { rule } }))}
        clearable
        clearButtonProps={{ 'aria-label': words.failureClear, 'aria-hidden': false, tabIndex: 0 }}
        searchable={choices.length > 8}
        error={errorAt(findings, `/actions/${index}/onFailure`)}
      />
      <Switch
        label={words.stop}
        description={words.stopText}
        checked={action?.stopOnFailure ?? false}
        onChange={(event) =>
          onChange(withAction(draft, place, { stopOnFailure: event.currentTarget.checked || undefined }))
        }
      />
      <Switch
        label={words.ignore}
        description={words.ignoreText}
        checked={action?.ignoreErrors ?? false}
        onChange={(event) =>
          onChange(withAction(draft, place, { ignoreErrors: event.currentTarget.checked || undefined }))
        }
      />
    </Stack>
  );
}
