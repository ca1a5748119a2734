import { TextInput } from '@mantine/core';
import type { PartProps, ProviderDraft } from './provider-draft.ts';

interface FieldProps {
  part: PartProps;
  field: 'name' | 'issuer' | 'clientId' | 'scopes' | 'domains' | 'claim';
  label: string;
  help?: string;
  required?: boolean;
  maxLength?: number;
  type?: 'url';
}

/** One line of text of the form. */
export function Field({ part: { draft, edit, mistakes }, field, label, help, ...input }: FieldProps) {
  const { required = false, ...rest } = input;
  return (
    <TextInput
      id={`sign-on-${field}`}
      label={label}
      {...(help !== undefined && { description: help })}
      {...rest}
      withAsterisk={required}
      aria-required={required}
      autoComplete="off"
      spellCheck={false}
      value={draft[field]}
      error={mistakes[`/${field}`]}
      onChange={(event) => edit({ [field]: event.currentTarget.value } as Partial<ProviderDraft>)}
    />
  );
}
