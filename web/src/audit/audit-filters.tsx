import { Button, Checkbox, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { audit } from '../words/audit.ts';
import type { AuditSearch } from './audit.route.ts';

const words = audit.filters;
const KINDS = [
  { value: '', label: words.any },
  ...Object.entries(audit.kinds).map(([value, label]) => ({ value, label })),
];

/** They live in the address. A name counts when it is typed to its end: Enter, or leaving the field. */
export function AuditFilters({ search }: { search: AuditSearch }) {
  const navigate = useNavigate();
  const [actor, setActor] = useState(search.actor ?? '');
  const change = (part: { [Key in keyof AuditSearch]: AuditSearch[Key] | undefined }) => {
    const next = { ...search, before: undefined, ...part };
    const given = Object.entries(next).filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '/admin/audit', search: Object.fromEntries(given) });
  };
  const takeActor = (event?: FormEvent) => {
    event?.preventDefault();
    if (actor.trim() !== (search.actor ?? '')) change({ actor: actor.trim() || undefined });
  };
  const isFiltered = search.actor !== undefined || search.kind !== undefined || search.refused === true;
  return (
    <section aria-label={words.region}>
      <form onSubmit={takeActor}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mb="sm">
          <TextInput
            label={words.actor}
            value={actor}
            maxLength={200}
            onChange={(event) => setActor(event.currentTarget.value)}
            onBlur={() => takeActor()}
          />
          <NativeSelect
            label={words.kind}
            data={KINDS}
            value={search.kind ?? ''}
            onChange={(event) => change({ kind: event.currentTarget.value || undefined })}
          />
        </SimpleGrid>
      </form>
      <Group mb="md" gap="md" mih={36}>
        <Checkbox
          label={words.refused}
          checked={search.refused === true}
          onChange={(event) => change({ refused: event.currentTarget.checked || undefined })}
        />
        {isFiltered && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setActor('');
              change({ actor: undefined, kind: undefined, refused: undefined });
            }}
          >
            {words.clear}
          </Button>
        )}
      </Group>
    </section>
  );
}
