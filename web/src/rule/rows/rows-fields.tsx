import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ConditionEditor } from '../../conditions/condition-editor.tsx';
import { sentenceOf } from '../../conditions/sentence.ts';
import { rows as words } from '../../words/rows.ts';
import type { AfterProps } from '../after/after-card.tsx';
import { errorAt } from '../findings.ts';
import { type Around, actionsAround, MOST_AROUND, withNewAround } from './around.ts';

type RowsProps = Pick<AfterProps, 'draft' | 'onChange' | 'fields' | 'findings' | 'onRowsProblem'>;

/** Whether the emails are sent for each row of a table, for which rows, and what is sent before and after them. */
export function RowsFields(props: RowsProps) {
  const { draft, onChange, fields, findings } = props;
  const { forEach, ...once } = draft;
  const tables = fields.filter(({ type, path }) => type === 'rows' && path === undefined);
  const choices = tables.map(({ fact, label }) => ({ value: fact, label }));
  const isKnown = forEach === undefined || choices.some(({ value }) => value === forEach.field);
  return (
    <Stack gap="sm">
      <Select
        id="rule-rows"
        label={words.rows}
        description={choices.length === 0 && isKnown ? words.noTables : words.rowsText}
        placeholder={words.rowsOnce}
        data={isKnown ? choices : [{ value: forEach.field, label: forEach.field }, ...choices]}
        value={forEach?.field ?? null}
        onChange={(field) => onChange(field === null ? once : { ...once, forEach: { ...forEach, field } })}
        clearable
        clearButtonProps={{ 'aria-label': words.rowsClear, 'aria-hidden': false, tabIndex: 0 }}
        error={errorAt(findings, '/forEach/field')}
      />
      {forEach && <RowConditions {...props} forEach={forEach} />}
      {forEach && <AroundButtons {...props} />}
    </Stack>
  );
}

type ForEach = NonNullable<RowsProps['draft']['forEach']>;

function RowConditions({
  draft,
  onChange,
  fields,
  findings,
  onRowsProblem,
  forEach,
}: RowsProps & { forEach: ForEach }) {
  const { conditions = {}, ...rest } = forEach;
  const set = (next: object) => {
    const isAlways = Object.keys(next).length === 0;
    onChange({ ...draft, forEach: isAlways ? rest : { ...rest, conditions: next } });
  };
  // Of a row its own fields are asked about first.
  const rowFirst = [...fields.filter(({ fact }) => fact === 'row'), ...fields.filter(({ fact }) => fact !== 'row')];
  return (
    <div>
      <Text size="sm" fw={500}>
        {words.which}
      </Text>
      <Text size="sm" c="dimmed" mb="sm" className="any-break">
        {words.sendWhen(sentenceOf(conditions, fields) || words.always)}
      </Text>
      <ConditionEditor
        id="rule-row-conditions"
        title={words.which}
        value={conditions}
        onChange={set}
        onProblem={onRowsProblem}
        fields={rowFirst}
        error={errorAt(findings, '/forEach/conditions')}
        always={words.always}
      />
    </div>
  );
}

function AroundButtons({ draft, onChange }: RowsProps) {
  const add = (around: Around) => {
    onChange(withNewAround(draft, around));
    const place = actionsAround(draft, around).length;
    // Once it is there.
    setTimeout(() => document.getElementById(`email-${around}-${place}`)?.focus(), 0);
  };
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {words.aroundText}
      </Text>
      <Group gap="xs">
        {(['before', 'after'] as const)
          .filter((around) => actionsAround(draft, around).length < MOST_AROUND)
          .map((around) => (
            <Button
              key={around}
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => add(around)}
            >
              {words.add[around]}
            </Button>
          ))}
      </Group>
    </div>
  );
}
