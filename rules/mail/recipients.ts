import {
  type ActionContext,
  AppError,
  type JsonObject,
  type Mailbox,
  type NamedRecipient,
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
  findNamed: ActionContext['findNamed'];
}

/** The mailboxes of one list, each address once. Throws ADDRESS naming the place, MISSING_VALUE for what is empty. */
export async function resolveRecipients(
  input: RecipientInput,
  entries: readonly Recipient[] | undefined,
  where: string,
): Promise<Mailbox[]> {
  const all = (entries ?? []).map((entry, index) => resolveEntry(input, entry, `${where} ${index + 1}`));
  const found = (await Promise.all(all)).flat();
  const seen = new Set<string>();
  return found.filter(({ address }) => {
    const key = address.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}

export async function resolveEntry(input: RecipientInput, entry: Recipient, where: string): Promise<Mailbox[]> {
  const { templates, facts } = input;
  if (isNamed(entry)) return resolveNamed(input, entry, where);
  if (typeof entry === 'object' && 'field' in entry) {
    return fromField(input, valueAt(facts, entry.field), { where, field: entry.field });
  }
  const { address, name } = typeof entry === 'string' ? { address: entry, name: undefined } : entry;
  // As text, not as a header: a line break in a value is refused, not mended.
  const mailbox = toMailbox(templates.render(address, 'text', facts), { where });
  return [
    name === undefined ? mailbox : { name: cleanName(templates.render(name, 'text', facts), { where }), ...mailbox },
  ];
}

/** Whether the entry names somebody instead of an address. */
export function isNamed(entry: Recipient): entry is NamedRecipient {
  return typeof entry === 'object' && ('user' in entry || 'group' in entry || 'partner' in entry);
}

/** Without those of a group who have no address; where nobody has one, or is there, the e-mail waits for a person. */
async function resolveNamed({ findNamed }: RecipientInput, who: NamedRecipient, where: string): Promise<Mailbox[]> {
  const problem = (message: string) =>
    new AppError('MISSING_VALUE', `${where}: ${message}`, { details: { names: [where] } });
  const found = await findNamed?.(who);
  if (found?.name === undefined) throw problem(`${goneText(who)} Choose somebody else.`);
  if (found.mailboxes.length > 0) return found.mailboxes;
  const nobody = found.without.length > 0 ? 'nobody in it has an e-mail address' : 'there is nobody in it';
  throw problem('group' in who ? `"${found.name}": ${nobody}.` : `${found.name} has no e-mail address.`);
}

export function goneText(who: NamedRecipient): string {
  const kind = 'user' in who ? 'user' : 'group' in who ? 'group' : 'partner or contact';
  return `There is no such ${kind} any more.`;
}

/** A field for people holds ids of users, alone or in a list; addresses have an @, and ids have none. */
async function fromField(input: RecipientInput, value: unknown, place: Place): Promise<Mailbox[]> {
  const items = Array.isArray(value) ? value : [value];
  if (items.length > MOST_FROM_ONE_FIELD || !items.some(mayBeId)) return fromValue(value, place);
  const found = await Promise.all(
    items.map(async (item) => (mayBeId(item) ? await mailboxesOfId(input, item, place) : fromValue(item, place))),
  );
  return found.flat();
}

function mayBeId(item: unknown): item is string {
  return typeof item === 'string' && item.trim() !== '' && !item.includes('@');
}

async function mailboxesOfId(input: RecipientInput, id: string, place: Place): Promise<Mailbox[]> {
  const found = await input.findNamed?.({ user: id.trim() });
  return found?.name === undefined ? fromValue(id, place) : resolveNamed(input, { user: id.trim() }, place.where);
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
  const given = typeof name === 'string' && name.trim() !== '' ? cleanName(name, place) : undefined;
  const found = address ?? email;
  const isPerson = given !== undefined || 'address' in value || 'email' in value;
  if (isPerson && isBlank(found)) throw withoutAddress(given ?? 'somebody', place);
  const mailbox = toMailbox(found, place);
  return given === undefined ? mailbox : { name: given, ...mailbox };
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** A person whose address is not known yet is a missing value, not a bad one: the mail waits, the event is not refused. */
function withoutAddress(who: string, { where, field = '' }: Place): AppError {
  return new AppError('MISSING_VALUE', `${where}: ${who} in "${field}" has no e-mail address.`, {
    details: { names: [field] },
  });
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
