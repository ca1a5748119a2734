import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { outbox } from '../words/outbox.ts';

interface ChoiceProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Both lists are for the roles of their own screens; who has none of them is not offered the filter. */
export function RuleFilter(props: ChoiceProps) {
  const allowed = mayUse(useMe(), ROLES.rules);
  const { data } = useQuery({
    queryKey: ['rules', 'names'],
    queryFn: async ({ signal }) => {
      const { items } = await answer(api.GET('/rules', { signal }));
      return items.map(({ id, name }) => ({ value: id, label: name }));
    },
    enabled: allowed,
  });
  return allowed && <Choice {...props} label={outbox.filters.rule} choices={data} />;
}

export function ConnectorFilter(props: ChoiceProps) {
  const allowed = mayUse(useMe(), [...ROLES.dataSources, 'designer']);
  const { data } = useQuery({
    queryKey: ['connectors', 'names'],
    queryFn: async ({ signal }) => {
      const { connectors } = await answer(api.GET('/connectors', { signal }));
      return connectors.map(({ id, displayName }) => ({ value: id, label: displayName }));
    },
    enabled: allowed,
  });
  return allowed && <Choice {...props} label={outbox.filters.connector} choices={data} />;
}

interface LabelledChoice extends ChoiceProps {
  label: string;
  choices: { value: string; label: string }[] | undefined;
}

const ANY = '';

function Choice({ label, value, choices, onChange }: LabelledChoice) {
  const gone = value !== undefined && choices !== undefined && !choices.some((one) => one.value === value);
  return (
    <Select
      label={label}
      value={value ?? ANY}
      data={[
        { value: ANY, label: outbox.filters.any },
        ...(choices ?? []),
        ...(gone ? [{ value, label: outbox.filters.unknown }] : []),
      ]}
      allowDeselect={false}
      searchable={(choices?.length ?? 0) > 8}
      maxDropdownHeight={320}
      onChange={(chosen) => onChange(chosen || undefined)}
    />
  );
}
