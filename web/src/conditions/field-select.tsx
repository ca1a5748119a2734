import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { conditions as words } from '../words/conditions.ts';
import { searchedList } from './builder-context.ts';
import { dotPathOf, findField, keyOf, namesOf } from './field-key.ts';

interface FieldSelectProps {
  id?: string;
  label: string;
  fields: readonly RuleField[];
  /** the field in use: it stays to be seen when the form does not have it any more */
  value: string;
  onChange: (key: string) => void;
  error?: string;
  className?: string;
}

/** The fields of the form by group, to be searched by name. */
export function FieldSelect({ id, label, fields, value, onChange, error, className }: FieldSelectProps) {
  const groups = useMemo(() => byGroup(fields), [fields]);
  const known = findField(fields, value);
  const isGone = value !== '' && known === undefined;
  const gone = { value, label: dotPathOf(value) };
  return (
    <Select
      {...searchedList(value === '')}
      id={id}
      className={className}
      size="sm"
      aria-label={label}
      data={isGone ? [gone, ...groups] : groups}
      value={known === undefined ? value || null : keyOf(known)}
      onChange={(key) => key !== null && onChange(key)}
      allowDeselect={false}
      searchable
      placeholder={value === '' ? words.chooseField : undefined}
      nothingFoundMessage={words.noField}
      error={error ?? (isGone && words.fieldRemoved(gone.label))}
    />
  );
}

function byGroup(fields: readonly RuleField[]) {
  const names = namesOf(fields, words.fieldOf);
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const field of fields) {
    const items = groups.get(field.group) ?? [];
    const key = keyOf(field);
    items.push({ value: key, label: names.get(key) ?? field.label });
    groups.set(field.group, items);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
