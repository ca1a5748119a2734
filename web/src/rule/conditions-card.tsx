import { Card, Text, Title } from '@mantine/core';
import type { RuleField } from '../api/rule-field.ts';
import { ConditionEditor } from '../conditions/condition-editor.tsx';
import { sentenceOf } from '../conditions/sentence.ts';
import type { RuleInput } from '../rules/rule-model.ts';
import { alwaysWords } from '../rules/trigger-words.ts';
import { rule as words } from '../words/rule.ts';

interface ConditionsCardProps {
  draft: RuleInput;
  onChange: (draft: RuleInput) => void;
  /** what is on the screen and cannot be saved like this */
  onProblem: (problem: string | undefined) => void;
  fields: RuleField[];
  error: string | undefined;
}

export function ConditionsCard({ draft, onChange, onProblem, fields, error }: ConditionsCardProps) {
  const always = alwaysWords(draft.trigger);
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="conditions-heading">
      <Title order={2} id="conditions-heading" mb={4}>
        {words.conditions.heading}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" className="any-break">
        {words.conditions.sendWhen(sentenceOf(draft.conditions, fields) || always)}
      </Text>
      <ConditionEditor
        id="rule-conditions"
        value={draft.conditions}
        onChange={(conditions) => onChange({ ...draft, conditions })}
        onProblem={onProblem}
        fields={fields}
        error={error}
        always={always}
      />
    </Card>
  );
}
