import { Select } from '@mantine/core';
import { useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { useChoices, useNames } from '../recipients/use-named.ts';
import { performer as words } from '../words/performer.ts';
import type { EmailParams, Performer } from './draft.ts';

const AUTOMATIC = 'automatic';

interface PerformerSelectProps {
  id: string;
  params: Pick<EmailParams, 'mode' | 'performer'>;
  fields: readonly RuleField[];
  error?: string | undefined;
  onChange: (mode: EmailParams['mode'], performer: Performer | undefined) => void;
}

/** Whether the email leaves by itself, or which person looks at it and sends it. */
export function PerformerSelect({ id, params, fields, error, onChange }: PerformerSelectProps) {
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(false);
  const value = params.mode === 'manual' ? keyOf(params.performer) : AUTOMATIC;
  const named = typeof params.performer === 'object' && !('field' in params.performer) ? [params.performer] : [];
  const names = useNames(named);
  const found = useChoices(search === labelOf(value) ? '' : search, opened).filter(({ of }) => of !== 'partner');
  function labelOf(key: string): string {
    return names?.get(key) ?? key.slice(key.indexOf(':') + 1);
  }
  const people = found.map((one) => ({ value: one.value, label: one.label }));
  const chosen = named.length > 0 && !people.some((one) => one.value === value);
  const texts = fields.filter(({ type }) => type === 'text' || type === 'choice');
  return (
    <Select
      id={id}
      label={words.label}
      description={words.text}
      maw={420}
      searchable
      allowDeselect={false}
      error={error}
      nothingFoundMessage={words.nobody}
      searchValue={search}
      onSearchChange={setSearch}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      data={[
        { value: AUTOMATIC, label: words.automatic },
        {
          group: words.byHand,
          items: [
            { value: 'owner', label: words.owner },
            ...texts.map(({ name, label }) => ({ value: `field:${name}`, label: words.field(label) })),
          ],
        },
        {
          group: words.people,
          items: [...(chosen ? [{ value, label: labelOf(value) }] : []), ...people],
        },
      ]}
      value={value === '' ? null : value}
      onChange={(key) =>
        key === AUTOMATIC || key === null ? onChange(undefined, undefined) : onChange('manual', performerOf(key))
      }
    />
  );
}

function keyOf(performer: Performer | undefined): string {
  if (performer === undefined) return '';
  if (performer === 'owner') return performer;
  const [[of, id] = ['', '']] = Object.entries(performer);
  return `${of}:${id}`;
}

function performerOf(key: string): Performer {
  if (key === 'owner') return key;
  const colon = key.indexOf(':');
  return { [key.slice(0, colon)]: key.slice(colon + 1) } as Exclude<Performer, string>;
}
