import { Alert, Select, SimpleGrid, Skeleton, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRun } from '../words/new-run.ts';
import type { RunDraft } from './draft.ts';
import { runRulesQuery } from './run-calls.ts';

const words = newRun.details;

export type DetailErrors = Partial<Record<'name' | 'period' | 'rule', string>>;

interface DetailsProps {
  draft: Pick<RunDraft, 'name' | 'period' | 'rule'>;
  errors: DetailErrors;
  onEdit: (change: Partial<RunDraft>) => void;
}

/** What the run is called, what it is for, and whose e-mail it sends. */
export function DetailsFields({ draft, errors, onEdit }: DetailsProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" maw={720}>
      <TextInput
        id="run-name"
        label={words.name}
        description={words.nameText}
        required
        maxLength={200}
        value={draft.name}
        error={errors.name}
        onChange={(event) => onEdit({ name: event.currentTarget.value })}
      />
      <TextInput
        id="run-period"
        label={words.period}
        description={words.periodText}
        required
        maxLength={40}
        value={draft.period}
        error={errors.period}
        onChange={(event) => onEdit({ period: event.currentTarget.value })}
      />
      <RuleSelect value={draft.rule} error={errors.rule} onChange={(rule) => onEdit({ rule })} />
    </SimpleGrid>
  );
}

interface RuleSelectProps {
  value: string;
  error?: string | undefined;
  onChange: (rule: string) => void;
}

/** Only rules that can send: enabled, with an e-mail. One that was chosen and is not any more is named as such. */
export function RuleSelect({ value, error, onChange }: RuleSelectProps) {
  const { data, error: refusal, refetch } = useQuery(runRulesQuery);
  if (refusal) return <ProblemAlert error={refusal} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={80} aria-hidden />;
  if (data.length === 0 && value === '') return <NoRules />;
  const isGone = value !== '' && data.every(({ id }) => id !== value);
  const choices = data.map(({ id, name, trigger }) => ({
    value: id,
    label: trigger === '' ? name : words.ruleOf(name, trigger),
  }));
  return (
    <Select
      id="run-rule"
      label={words.rule}
      description={words.ruleText}
      required
      data={isGone ? [{ value, label: words.ruleGone }, ...choices] : choices}
      value={value || null}
      error={error}
      allowDeselect={false}
      searchable={choices.length > 8}
      onChange={(rule) => rule !== null && onChange(rule)}
    />
  );
}

function NoRules() {
  const mayAdd = mayUse(useMe(), ROLES.rules);
  return (
    <Alert color="yellow" title={words.noRules} id="run-rule" tabIndex={-1}>
      <Text size="sm">{words.noRulesText}</Text>
      {mayAdd && (
        <AnchorLink to="/rules/new" size="sm">
          {words.addRule}
        </AnchorLink>
      )}
    </Alert>
  );
}
