import { Select, type SelectProps } from '@mantine/core';
import { subscription } from '../words/subscription.ts';
import type { Source } from './settings-queries.ts';

interface SourceSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: string | null;
  sources: readonly Source[];
  /** the word for no connector at all; absent: one must be chosen */
  none?: string;
  onChange: (id: string | null) => void;
}

const NONE = '';

/** The connectors that can send; one that does not work now says so. What is chosen is always among them. */
export function SourceSelect({ value, sources, none, onChange, ...rest }: SourceSelectProps) {
  const choices = sources.filter(({ id, canSend }) => canSend || id === value);
  const gone = value !== null && !choices.some(({ id }) => id === value);
  return (
    <Select
      {...rest}
      value={value ?? (none === undefined ? null : NONE)}
      data={[
        ...(none === undefined ? [] : [{ value: NONE, label: none }]),
        ...choices.map((one) => ({ value: one.id, label: labelOf(one) })),
        ...(gone ? [{ value, label: subscription.gone }] : []),
      ]}
      allowDeselect={false}
      searchable={choices.length > 8}
      maxDropdownHeight={320}
      onChange={(id) => onChange(id || null)}
    />
  );
}

function labelOf({ displayName, from, state }: Source): string {
  const name = from === null ? displayName : subscription.option(displayName, from.address);
  return state === 'active' ? name : subscription.marked(name, subscription.states[state]);
}
