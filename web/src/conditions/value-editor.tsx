import { Group, Text } from '@mantine/core';
import type { RuleField } from '../api/rule-field.ts';
import { conditions as words } from '../words/conditions.ts';
import { findField, keyOf } from './field-key.ts';
import { FieldSelect } from './field-select.tsx';
import { fieldsToCompare } from './leaf-changes.ts';
import { operandOf } from './operators.ts';
import { type EditorProps, ManyValues, NumberValue, OneValue } from './plain-values.tsx';
import type { Leaf } from './tree.ts';

interface ValueEditorProps {
  /** '1.2': which condition, for the labels */
  number: string;
  leaf: Leaf;
  fields: readonly RuleField[];
  error?: string;
  onChange: (value: Leaf['value']) => void;
}

/** The right side of a condition: another field, two values, several, or one; each by the type of the field. */
export function ValueEditor({ number, leaf, fields, error, onChange }: ValueEditorProps) {
  const field = findField(fields, leaf.field);
  const operand = operandOf(leaf.operator);
  const { value } = leaf;
  if (leaf.valueSource === 'field') {
    const label = words.otherField(number);
    const others = fieldsToCompare(leaf, fields);
    const current = findField(fields, String(value));
    const offered =
      current === undefined || others.some((one) => keyOf(one) === keyOf(current)) ? others : [...others, current];
    return <FieldSelect label={label} fields={offered} value={String(value)} onChange={onChange} error={error} />;
  }
  if (operand === 'range') {
    const [low = '', high = ''] = Array.isArray(value) ? value : [value];
    const shared: Pick<EditorProps, 'field' | 'error'> = { field, error };
    return (
      <Group className="condition-range" gap={6} wrap="nowrap" align="flex-start">
        <OneValue {...shared} label={words.lowest(number)} value={low} onChange={(next) => onChange([next, high])} />
        <Text size="sm" lh="36px">
          {words.and}
        </Text>
        <OneValue
          field={field}
          error={error !== undefined}
          label={words.highest(number)}
          value={high}
          onChange={(next) => onChange([low, next])}
        />
      </Group>
    );
  }
  const label = words.value(number);
  if (operand === 'days') {
    const days = Array.isArray(value) ? '' : value;
    return <NumberValue field={field} label={words.days(number)} value={days} error={error} onChange={onChange} />;
  }
  if (operand === 'list') {
    const values = Array.isArray(value) ? value : [value];
    return <ManyValues field={field} label={label} values={values} error={error} onChange={onChange} />;
  }
  const single = Array.isArray(value) ? (value[0] ?? '') : value;
  return <OneValue field={field} label={label} value={single} error={error} onChange={onChange} />;
}
