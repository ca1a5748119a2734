import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import { recipients as words } from '../words/recipients.ts';
import { type NamedKind, type Names, parseNamed, type Recipient } from './recipient.ts';

type Choices = components['schemas']['RecipientChoices'];

const PAUSE_MS = 200;

/** What those in the list are called; who is gone is told as such. Undefined until it is known. */
export function useNames(value: readonly Recipient[]): Names | undefined {
  const named = value.flatMap((one) => (typeof one === 'object' ? (parseNamed(one) ?? []) : []));
  const ids = [...new Set(named.map(({ id }) => id))].sort().join(',');
  const { data } = useQuery({
    queryKey: ['rules', 'recipients', 'ids', ids],
    queryFn: ({ signal }) => answer(api.GET('/rules/recipients', { params: { query: { ids } }, signal })),
    enabled: ids !== '',
    placeholderData: keepPreviousData,
  });
  if (data === undefined) return ids === '' ? new Map() : undefined;
  const names = new Map(choicesOf(data).map(({ value: key, label }) => [key, label]));
  return new Map(named.map(({ of, id }) => [`${of}:${id}`, names.get(`${of}:${id}`) ?? words.gone]));
}

export interface Choice {
  /** `${kind}:${id}` */
  value: string;
  of: NamedKind;
  label: string;
  note: string;
}

/**
 * Whom the server knows by this part of a name; asked for while the list is open. Until it has answered, those of the
 * answer before whose name has this text in it: Enter must never take somebody found for another text.
 */
export function useChoices(text: string, opened: boolean): readonly Choice[] {
  const asked = text.trim();
  const [search] = useDebouncedValue(asked, PAUSE_MS);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['rules', 'recipients', 'search', search],
    queryFn: ({ signal }) => answer(api.GET('/rules/recipients', { params: { query: { search } }, signal })),
    enabled: opened && !search.includes('@'),
    placeholderData: keepPreviousData,
  });
  if (!opened || data === undefined || asked.includes('@')) return [];
  const choices = choicesOf(data);
  if (asked === search && !isPlaceholderData) return choices;
  return choices.filter(({ label }) => label.toLowerCase().includes(asked.toLowerCase()));
}

function choicesOf({ users, groups, partners }: Choices): Choice[] {
  return [
    ...users.map(({ id, name, hasAddress }) => {
      return { value: `user:${id}`, of: 'user' as const, label: name, note: hasAddress ? '' : words.noAddress };
    }),
    ...groups.map(({ id, name, size }) => {
      return { value: `group:${id}`, of: 'group' as const, label: name, note: words.size(size) };
    }),
    ...partners.map(({ id, name, company, address }) => {
      const note = [company, address ?? words.noAddress].filter(Boolean).join(' · ');
      return { value: `partner:${id}`, of: 'partner' as const, label: name, note };
    }),
  ];
}

/** The entry that an option stands for. */
export function recipientOf(option: string): Recipient {
  const at = option.indexOf(':');
  const [kind, rest] = [option.slice(0, at), option.slice(at + 1)];
  if (kind === 'user') return { user: rest };
  if (kind === 'group') return { group: rest };
  return kind === 'partner' ? { partner: rest } : { field: rest };
}
