import {
  AppError,
  type JsonObject,
  type Mailbox,
  parseAddress,
  type TemplateEngine,
  valueAt,
} from '../../src/sdk/index.ts';
import type { Recipient } from './mail-params.gen.ts';

const LONGEST_NAME = 200;
const MOST_FROM_ONE_FIELD = 1000;

export interface RecipientInput {
  templates: TemplateEngine;
  facts: JsonObject;
}

/** The mailboxes of one list, each address once. Throws ADDRESS naming the place, MISSING_VALUE for what is empty. */
export function resolveRecipients(
  input: RecipientInput,
  entries: readonly Recipient[] | undefined,
  where: string,
): Mailbox[] {
  const found = (entries ?? []).flatMap((entry, index) => resolveEntry(input, entry, `${where} ${index + 1}`));
  const seen = new Set<string>();
  return found.filter(({ address }) => {
    const key = address.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}

export function resolveEntry({ templates, facts }: RecipientInput, entry: Recipient, where: string): Mailbox[] {
  if (typeof entry === 'object' && 'field' in entry) {
    return fromValue(valueAt(facts, entry.field), { where, field: entry.field });
  }
  const { address, name } = typeof entry === 'string' ? { address: entry, name: undefined } : entry;
  // As text, not as a header: a line break in a value is refused, not mended.
  const mailbox = toMailbox(templates.render(address, 'text', facts), { where });
  return [
    name === undefined ? mailbox : { name: cleanName(templates.render(name, 'text', facts), { where }), ...mailbox },
  ];
}

interface Place {
  where: string;
  field?: string;
}

function fromValue(value: unknown, place: Place): Mailbox[] {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    const { field = '' } = place;
    throw new AppError('MISSING_VALUE', `${place.where}: there is no address in "${field}".`, {
      details: { names: [field] },
    });
  }
  if (!Array.isArray(value)) return [mailboxOf(value, place)];
  if (value.length > MOST_FROM_ONE_FIELD)
    throw refused(place, `more than ${MOST_FROM_ONE_FIELD} addresses in one field.`);
  return value.map((item) => mailboxOf(item, place));
}

function mailboxOf(value: unknown, place: Place): Mailbox {
  if (typeof value !== 'object' || value === null) return toMailbox(value, place);
  const { address, email, name } = value as Record<string, unknown>;
  const mailbox = toMailbox(address ?? email, place);
  return typeof name === 'string' && name.trim() !== '' ? { name: cleanName(name, place), ...mailbox } : mailbox;
}

function toMailbox(value: unknown, place: Place): Mailbox {
  const parsed = parseAddress(value);
  if ('problem' in parsed) throw refused(place, parsed.problem);
  return { address: parsed.address };
}

function cleanName(name: string, place: Place): string {
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(name))
    throw refused(place, 'The name has a line break or another control character in it.');
  if (name.length > LONGEST_NAME) throw refused(place, `The name is longer than ${LONGEST_NAME} characters.`);
  return name.normalize('NFC').trim();
}

function refused({ where, field }: Place, problem: string): AppError {
  const path = field === undefined ? '' : `/facts/${field.replaceAll('.', '/')}`;
  return new AppError('ADDRESS', `${where}: ${problem}`, { details: { fields: [{ path, message: problem }] } });
}
