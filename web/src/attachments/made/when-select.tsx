import { Select } from '@mantine/core';
import type { RuleField } from '../../api/rule-field.ts';
import { madeFile as words } from '../../words/made-file.ts';
import { problemAt, type Spot } from '../spot.ts';

interface WhenSelectProps {
  spot: Spot;
  label: string;
  /** what is left out */
  what: string;
  value: string | undefined;
  fields: readonly RuleField[];
  onChange: (field: string | undefined) => void;
}

/** The field without which this part of a document is left out. */
export function WhenSelect({ spot, label, what, value, fields, onChange }: WhenSelectProps) {
  const choices = fields.map(({ name, label: text, group }) => ({
    value: name,
    label: group === '' ? text : `${text} (${group})`,
  }));
  const isKnown = value === undefined || choices.some((choice) => choice.value === value);
  return (
    <Select
      id={spot.id}
      label={label}
      placeholder={words.whenAlways}
      data={isKnown ? choices : [{ value, label: value }, ...choices]}
      value={value ?? null}
      onChange={(field) => onChange(field ?? undefined)}
      searchable={choices.length > 8}
      clearable
      clearButtonProps={{ 'aria-label': words.whenClear(what), 'aria-hidden': false, tabIndex: 0 }}
      error={problemAt(spot)?.error}
    />
  );
}
