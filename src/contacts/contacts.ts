import type { ContactInput } from '../../schemas/contact.gen.ts';
import {
  AppError,
  addressKey,
  type Clock,
  cursorOf,
  type FieldProblem,
  invalid,
  isTimeZone,
  newId,
  ownerKey,
  parseAddress,
  readCursor,
} from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { ContactAddressRow, ContactRow } from '../store/tables/contact.table.ts';
import type { Tx } from '../store/transaction.ts';
import {
  type ContactFilter,
  deleteContactRow,
  findAddresses,
  findContactRows,
  findEmployee,
  findOwnersOf,
  getContactRow,
  insertContact,
  insertPastAddress,
  listContactRows,
  lockContact,
  replaceAddresses,
  searchKey,
  updateContact,
} from './contact.store.ts';

export interface ContactDeps {
  store: Store;
  clock: Clock;
  /** what names the contact, as a person would say it; empty: it may go */
  contactUsedBy?(tx: Tx, id: string): Promise<string[]>;
}

export interface Contact extends ContactRow {
  /** the primary one first */
  addresses: ContactAddressRow[];
}

/** Who changes, and the version that was seen; undefined: whatever it is. */
export interface ContactAuthor {
  name: string;
  seen: number | undefined;
}

/** Those of the ids that are contacts, in no order. */
export async function findContacts(read: Tx, ids: readonly string[]): Promise<Contact[]> {
  return withAddresses(read, await findContactRows(read, [...new Set(ids)]));
}

/** The contacts that have one of these addresses, primary or not, by addressKey. */
export async function contactsByAddress(
  read: Tx,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, readonly Contact[]>> {
  const owners = await findOwnersOf(read, [...new Set(addresses.map(addressKey))]);
  const contacts = new Map(
    (
      await findContacts(
        read,
        owners.map(({ contactId }) => contactId),
      )
    ).map((one) => [one.id, one]),
  );
  const byKey = new Map<string, Contact[]>();
  for (const owner of owners) {
    const contact = contacts.get(owner.contactId);
    if (contact !== undefined) byKey.set(owner.addressKey, [...(byKey.get(owner.addressKey) ?? []), contact]);
  }
  return byKey;
}

export async function readContact({ store }: Pick<ContactDeps, 'store'>, id: string): Promise<Contact> {
  const row = await getContactRow(store.read, id);
  return { ...row, addresses: await findAddresses(store.read, [id]) };
}

/** By name. */
export async function listContacts(
  { store }: Pick<ContactDeps, 'store'>,
  { after, ...filter }: Omit<ContactFilter, 'after'> & { after: string | undefined },
): Promise<Contact[]> {
  const [nameKey = '', id = ''] = after === undefined ? [] : readCursor(after, 2);
  const place = after === undefined ? undefined : { nameKey, id };
  return withAddresses(store.read, await listContactRows(store.read, { ...filter, after: place }));
}

/** `after` of the page behind this contact. */
export function placeOf({ nameKey, id }: ContactRow): string {
  return cursorOf([nameKey, id]);
}

export async function createContact(deps: ContactDeps, input: ContactInput, { name }: ContactAuthor): Promise<Contact> {
  const checked = checkInput(input);
  const now = deps.clock.now();
  const made = { createdAt: now, createdBy: name, modifiedAt: now, modifiedBy: name, version: 1 };
  const employee = checked.employee ?? NO_EMPLOYEE;
  const row = { id: newId(now), kind: input.kind ?? 'contact', ...checked.values, ...employee, ...made };
  await numberedOnce(deps, employee.employeeKey, () =>
    deps.store.write(async (tx) => {
      await insertContact(tx, row);
      await replaceAddresses(tx, row.id, addressRows(row.id, checked.addresses, [], now));
    }),
  );
  return readContact(deps, row.id);
}

export async function changeContact(
  deps: ContactDeps,
  id: string,
  input: ContactInput,
  author: ContactAuthor,
): Promise<Contact> {
  const checked = checkInput(input);
  const now = deps.clock.now();
  const change = (tx: Tx) => changeRow(tx, { id, kind: input.kind, checked, author, now });
  await numberedOnce(deps, checked.employee?.employeeKey ?? null, () => deps.store.write(change));
  return readContact(deps, id);
}

interface Change {
  id: string;
  kind: ContactRow['kind'] | undefined;
  checked: Checked;
  author: ContactAuthor;
  now: number;
}

async function changeRow(tx: Tx, { id, kind, checked, author, now }: Change): Promise<void> {
  await lockContact(tx, id);
  const row = await getContactRow(tx, id);
  assertSeen(row, author);
  const stamp = { modifiedAt: now, modifiedBy: author.name, version: row.version + 1 };
  await updateContact(tx, id, { kind: kind ?? row.kind, ...checked.values, ...checked.employee, ...stamp });
  const before = await findAddresses(tx, [id]);
  const after = addressRows(id, checked.addresses, before, now);
  await replaceAddresses(tx, id, after);
  const past = before.find((one) => one.primary && !after.some((next) => next.primary && isSame(one, next)));
  if (past !== undefined && past.validFrom < now) await insertPastAddress(tx, { ...past, validUntil: now });
}

/** The unique index decides, so that two requests at the same moment cannot both have the number. */
async function numberedOnce(
  { store }: Pick<ContactDeps, 'store'>,
  key: string | null,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    const code = String((error as { driverError?: { code?: unknown } }).driverError?.code ?? '');
    if (key === null || (code !== 'SQLITE_CONSTRAINT_UNIQUE' && code !== '23505')) throw error;
    const owner = await findEmployee(store.read, key);
    const whose = owner === undefined ? 'Another contact has' : `"${owner.name}" has`;
    const message = `${whose} this employee number already. Correct it here or there.`;
    const fields = [{ path: '/employeeId', message }];
    throw new AppError('CONFLICT', message, { cause: error, details: { fields } });
  }
}

/** CONFLICT while something names it. */
export async function deleteContact(deps: ContactDeps, id: string, author: ContactAuthor): Promise<void> {
  await deps.store.write(async (tx) => {
    await lockContact(tx, id);
    const row = await getContactRow(tx, id);
    assertSeen(row, author);
    const usedBy = (await deps.contactUsedBy?.(tx, id)) ?? [];
    if (usedBy.length > 0) {
      const sentence = `"${row.name}" is named by ${usedBy.join(', ')}. Take it out there first.`;
      throw new AppError('CONFLICT', sentence, { details: { usedBy } });
    }
    await deleteContactRow(tx, id);
  });
}

async function withAddresses(read: Tx, rows: readonly ContactRow[]): Promise<Contact[]> {
  const all = new Map<string, ContactAddressRow[]>();
  for (const one of await findAddresses(
    read,
    rows.map(({ id }) => id),
  )) {
    all.set(one.contactId, [...(all.get(one.contactId) ?? []), one]);
  }
  return rows.map((row) => ({ ...row, addresses: all.get(row.id) ?? [] }));
}

interface Checked {
  values: Pick<ContactRow, 'name' | 'nameKey' | 'company' | 'companyKey' | 'language' | 'timeZone'>;
  /** absent: nothing was said of it */
  employee?: Pick<ContactRow, 'employeeId' | 'employeeKey'>;
  /** the primary one first, each once */
  addresses: string[];
}

const NO_EMPLOYEE = { employeeId: null, employeeKey: null };

function checkInput(input: ContactInput): Checked {
  const problems: FieldProblem[] = [];
  const name = plainText(input.name, '/name', problems);
  if (name === null) problems.push({ path: '/name', message: 'Type a name.' });
  const company = plainText(input.company, '/company', problems);
  const language = languageOf(input.language, problems);
  const timeZone = input.timeZone?.trim() || null;
  if (timeZone !== null && !isTimeZone(timeZone)) {
    problems.push({ path: '/timeZone', message: `"${timeZone}" is no time zone. One looks like Europe/Prague.` });
  }
  const employee = employeeOf(input.employeeId, problems);
  const addresses = addressesOf(input.addresses, problems);
  if (problems.length > 0 || name === null) throw invalid(problems);
  const companyKey = company === null ? null : searchKey(company);
  const values = { name, nameKey: searchKey(name), company, companyKey, language, timeZone };
  return { values, ...(employee && { employee }), addresses };
}

/** It is compared as payroll runs compare the numbers of their rows. */
function employeeOf(given: string | null | undefined, problems: FieldProblem[]): Checked['employee'] {
  if (given === undefined) return undefined;
  if (given === null) return NO_EMPLOYEE;
  const path = '/employeeId';
  const employeeId = plainText(given, path, problems);
  const employeeKey = ownerKey(employeeId ?? '');
  if (employeeId !== null && employeeKey !== '') return { employeeId, employeeKey };
  problems.push({ path, message: 'Type the number, or leave it out.' });
  return undefined;
}

/** Neither blanks nor marks nor the fillers that look like nothing: somebody can see it. */
const VISIBLE = /[^\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

function plainText(given: string | null | undefined, path: string, problems: FieldProblem[]): string | null {
  const text = given?.normalize('NFC').trim() || null;
  if (text !== null && !VISIBLE.test(text) && !/\p{Cc}|[\u2028\u2029]/u.test(text)) return null;
  if (text !== null && /\p{Cc}|[\u2028\u2029]/u.test(text)) {
    problems.push({ path, message: 'There is a line break or another control character in it. Leave it out.' });
  }
  return text;
}

function languageOf(given: string | null | undefined, problems: FieldProblem[]): string | null {
  const tag = given?.trim() || null;
  if (tag === null) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push({ path: '/language', message: `"${tag}" is no language. One looks like fr or fr-CA.` });
    return null;
  }
}

function addressesOf(given: readonly string[], problems: FieldProblem[]): string[] {
  const seen = new Map<string, number>();
  return given.flatMap((one, at) => {
    const parsed = parseAddress(one);
    const path = `/addresses/${at}`;
    if ('problem' in parsed) {
      problems.push({ path, message: parsed.problem });
      return [];
    }
    const key = addressKey(parsed.address);
    const before = seen.get(key);
    if (before !== undefined) problems.push({ path, message: `This is the address on line ${before + 1} again.` });
    seen.set(key, at);
    return [parsed.address];
  });
}

/** An address that was there in the same role keeps its day; one that becomes the primary one begins anew. */
function addressRows(
  contactId: string,
  addresses: readonly string[],
  before: readonly ContactAddressRow[],
  now: number,
): ContactAddressRow[] {
  return addresses.map((address, at) => {
    const key = addressKey(address);
    const primary = at === 0;
    const same = before.find((one) => one.addressKey === key && one.primary === primary);
    return { contactId, address, addressKey: key, primary, validFrom: same?.validFrom ?? now };
  });
}

function isSame(one: ContactAddressRow, other: ContactAddressRow): boolean {
  return one.addressKey === other.addressKey;
}

function assertSeen({ name, version, modifiedBy }: ContactRow, { seen }: ContactAuthor): void {
  if (seen === undefined || seen === version) return;
  throw new AppError('STALE', `${modifiedBy} changed ${name} meanwhile. Read it again, then repeat the change.`);
}
