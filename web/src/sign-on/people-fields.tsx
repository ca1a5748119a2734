import { MultiSelect, Switch } from '@mantine/core';
import { ROLE_CHOICES } from '../users/user-queries.ts';
import { shell } from '../words/shell.ts';
import { signOn } from '../words/sign-on.ts';
import { Field } from './field.tsx';
import type { PartProps, ProviderDraft } from './provider-draft.ts';

const words = signOn.form;

/** An administrator is never made by a first sign-in alone. */
const FOR_NEW = ROLE_CHOICES.filter((role) => role !== 'administrator');

/** Who gets in. */
export function PeopleFields(part: PartProps) {
  const { draft, edit } = part;
  return (
    <>
      <Toggle part={part} field="enabled" label={words.enabled} help={words.enabledHelp} />
      <Field part={part} field="domains" label={words.domains} help={words.domainsHelp} />
      <Toggle part={part} field="createsPeople" label={words.creates} help={words.createsHelp} />
      {draft.createsPeople && (
        <MultiSelect
          label={words.defaultRoles}
          data={FOR_NEW.map((value) => ({ value, label: shell.roles[value] ?? value }))}
          value={draft.defaultRoles}
          onChange={(chosen) => edit({ defaultRoles: FOR_NEW.filter((role) => chosen.includes(role)) })}
          searchable
          hidePickedOptions
          comboboxProps={{ withinPortal: true }}
        />
      )}
      <Toggle part={part} field="trustsAddresses" label={words.trusts} help={words.trustsHelp} />
      <Toggle part={part} field="signsOut" label={words.signsOut} help={words.signsOutHelp} />
    </>
  );
}

interface ToggleProps {
  part: PartProps;
  field: 'enabled' | 'createsPeople' | 'trustsAddresses' | 'signsOut';
  label: string;
  help: string;
}

function Toggle({ part: { draft, edit }, field, label, help }: ToggleProps) {
  return (
    <Switch
      label={label}
      description={help}
      checked={draft[field]}
      onChange={(event) => edit({ [field]: event.currentTarget.checked } as Partial<ProviderDraft>)}
    />
  );
}
