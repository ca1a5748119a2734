import { MultiSelect } from '@mantine/core';
import { people as words } from '../words/people.ts';
import type { NamedPeople, People } from './people-queries.ts';

interface PeopleChoiceProps {
  label: string;
  description: string;
  people: People;
  value: NamedPeople;
  onChange: (value: NamedPeople) => void;
  /** people only */
  withoutGroups?: boolean;
}

const USER = 'user ';
const GROUP = 'group ';

/** Several people and groups, by their names. Who was named and is gone stays until somebody takes the name out. */
export function PeopleChoice({ label, description, people, value, onChange, withoutGroups }: PeopleChoiceProps) {
  const users = [...people.users.map(userItem), ...goneItems(value.users, people.users, USER)];
  const groups = [...people.groups.map(groupItem), ...goneItems(value.groups, people.groups, GROUP)];
  const data = [
    { group: words.users, items: users },
    ...(withoutGroups ? [] : [{ group: words.groups, items: groups }]),
  ];
  return (
    <MultiSelect
      label={label}
      description={description}
      data={data.filter(({ items }) => items.length > 0)}
      value={[...value.users.map((id) => USER + id), ...value.groups.map((id) => GROUP + id)]}
      onChange={(chosen) => onChange({ users: idsOf(chosen, USER), groups: idsOf(chosen, GROUP) })}
      nothingFoundMessage={words.nobodyFound}
      searchable
      hidePickedOptions
      maxDropdownHeight={260}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

function userItem({ id, name, disabled }: People['users'][number]) {
  return { value: USER + id, label: disabled ? words.disabled(name) : name };
}

function groupItem({ id, name, size }: People['groups'][number]) {
  return { value: GROUP + id, label: words.group(name, size) };
}

function goneItems(ids: readonly string[], there: readonly { id: string }[], kind: string) {
  const gone = ids.filter((id) => !there.some((one) => one.id === id));
  return gone.map((id) => ({ value: kind + id, label: words.gone }));
}

function idsOf(chosen: readonly string[], kind: string): string[] {
  return chosen.filter((one) => one.startsWith(kind)).map((one) => one.slice(kind.length));
}
