import { Button, Card, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RuleField } from '../../api/rule-field.ts';
import { sendersQuery } from '../../rules/rule-api.ts';
import { senders as words } from '../../words/senders.ts';
import type { SenderStep } from '../draft.ts';
import { errorAt, type Finding } from '../findings.ts';
import { fieldOf, MODES, modeOf, moved, withMode } from './sender-step.ts';
import { ValueMap } from './value-map.tsx';

interface SendersInputProps {
  id: string;
  /** JSON pointer of the list */
  path: string;
  value: readonly SenderStep[];
  /** whether the data source above stands before them */
  hasConnector: boolean;
  onChange: (steps: SenderStep[]) => void;
  fields: readonly RuleField[];
  findings: readonly Finding[];
}

const MOST = 10;

/** Senders in their order: the first that can send does. */
export function SendersInput({ id, path, value, hasConnector, onChange, fields, findings }: SendersInputProps) {
  const connectors = (useQuery(sendersQuery).data ?? []).filter(({ canSend }) => canSend);
  const choices = connectors.map((one) => ({ value: one.id, label: one.displayName }));
  const change = (index: number, step: SenderStep) => onChange(value.map((one, at) => (at === index ? step : one)));
  return (
    <section aria-label={words.heading} id={id} tabIndex={-1}>
      <Text size="sm" fw={500}>
        {words.heading}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {hasConnector ? words.afterConnector : words.text}
      </Text>
      <Stack gap="xs" component="ol" className="sender-steps">
        {value.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: senders have no other name
          <Card key={index} component="li" withBorder padding="sm" aria-label={words.place(index + 1, value.length)}>
            <SenderStepInput
              {...{ step, fields, choices }}
              error={errorAt(findings, `${path}/${index}`)}
              onChange={(next) => change(index, next)}
            />
            <Group gap="xs" mt="xs">
              <Button
                {...{ size: 'compact-xs', variant: 'subtle' }}
                disabled={index === 0}
                onClick={() => onChange(moved(value, index, -1))}
              >
                {words.up}
              </Button>
              <Button
                {...{ size: 'compact-xs', variant: 'subtle' }}
                disabled={index === value.length - 1}
                onClick={() => onChange(moved(value, index, 1))}
              >
                {words.down}
              </Button>
              <Button
                {...{ size: 'compact-xs', variant: 'subtle', color: 'red' }}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                {words.remove(index + 1)}
              </Button>
            </Group>
          </Card>
        ))}
      </Stack>
      {value.length < MOST && (
        <Button mt="xs" size="compact-sm" variant="subtle" onClick={() => onChange([...value, { connector: '' }])}>
          {words.add}
        </Button>
      )}
    </section>
  );
}

interface StepProps {
  step: SenderStep;
  fields: readonly RuleField[];
  choices: { value: string; label: string }[];
  error: string | undefined;
  onChange: (step: SenderStep) => void;
}

function SenderStepInput({ step, fields, choices, error, onChange }: StepProps) {
  const mode = modeOf(step);
  const setField = (field: string) =>
    onChange('byValue' in step ? { byValue: { ...step.byValue, field } } : { account: { field } });
  return (
    <Stack gap="xs">
      <Select
        label={words.mode}
        data={MODES.map((one) => ({ value: one, label: words.modes[one] }))}
        value={mode}
        allowDeselect={false}
        error={mode === 'owner' ? error : undefined}
        onChange={(next) => onChange(withMode(step, MODES.find((one) => one === next) ?? mode))}
      />
      {'connector' in step && (
        <Select
          label={words.connector}
          data={withKnown(choices, step.connector, words.gone)}
          value={step.connector || null}
          searchable={choices.length > 8}
          error={error}
          onChange={(connector) => onChange({ connector: connector ?? '' })}
        />
      )}
      {(mode === 'account' || mode === 'byValue') && (
        <Select
          label={mode === 'account' ? words.personField : words.valueField}
          data={withKnown(
            fields.map(({ name, label }) => ({ value: name, label })),
            fieldOf(step),
            fieldOf(step),
          )}
          value={fieldOf(step) || null}
          searchable
          error={mode === 'account' ? error : undefined}
          onChange={(field) => setField(field ?? '')}
        />
      )}
      {'byValue' in step && (
        <ValueMap
          map={step.byValue.map}
          choices={choices}
          error={error}
          onChange={(map) => onChange({ byValue: { ...step.byValue, map } })}
        />
      )}
      {(mode === 'account' || mode === 'owner') && (
        <Text size="xs" c="dimmed">
          {words.accountText}
        </Text>
      )}
    </Stack>
  );
}

/** What is chosen stays in the list, even if it could not be chosen now. */
function withKnown(choices: { value: string; label: string }[], value: string, label: string) {
  return value === '' || choices.some((one) => one.value === value) ? choices : [...choices, { value, label }];
}
