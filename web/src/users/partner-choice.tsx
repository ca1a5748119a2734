import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { users } from '../words/users.ts';
import { partnersQuery } from './user-queries.ts';

const words = users.form;

interface PartnerChoiceProps {
  value: string | null;
  onChange: (partner: string | null) => void;
}

/** Whom an external person works for; not there while no partner is recorded. */
export function PartnerChoice({ value, onChange }: PartnerChoiceProps) {
  const { data: partners = [] } = useQuery(partnersQuery);
  if (partners.length === 0 && value === null) return null;
  const isListed = value === null || partners.some(({ id }) => id === value);
  return (
    <NativeSelect
      label={words.partner}
      description={words.partnerHelp}
      value={value ?? ''}
      data={[
        { value: '', label: words.ours },
        ...partners.map(({ id, name, company }) => ({ value: id, label: company ? `${name} (${company})` : name })),
        ...(isListed ? [] : [{ value: value ?? '', label: words.otherPartner }]),
      ]}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}
