import { In } from 'typeorm';
import { AppError, ownerKey } from '../sdk/index.ts';
import { insertRows, isPostgres } from '../store/sql.ts';
import { InboundContactTable, type PastAddressRow, PastAddressTable } from '../store/tables/activity.table.ts';
import {
  type ContactAddressRow,
  ContactAddressTable,
  type ContactKind,
  type ContactRow,
  ContactTable,
} from '../store/tables/contact.table.ts';
import type { Tx } from '../store/transaction.ts';

/** As names and companies are compared: forms of one letter are one, and so are large and small ones. */
export function searchKey(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** What a statement may ask for at once. */
const KEYS_AT_ONCE = 1_000;

export async function findContactRow(read: Tx, id: string): Promise<ContactRow | undefined> {
  return (await read.getRepository(ContactTable).findOneBy({ id })) ?? undefined;
}

export async function getContactRow(read: Tx, id: string): Promise<ContactRow> {
  const row = await findContactRow(read, id);
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such contact. It may have been deleted.');
  return row;
}

export async function findContactRows(read: Tx, ids: readonly string[]): Promise<ContactRow[]> {
  return inParts(ids, (part) => read.getRepository(ContactTable).findBy({ id: In(part) }));
}

/** Of each contact, its primary address first. */
export async function findAddresses(read: Tx, contactIds: readonly string[]): Promise<ContactAddressRow[]> {
  return inParts(contactIds, (part) =>
    read
      .getRepository(ContactAddressTable)
      .find({ where: { contactId: In(part) }, order: { primary: 'DESC', addressKey: 'ASC' } }),
  );
}

/** Whose address each of these is, by addressKey. */
export async function findOwnersOf(read: Tx, addressKeys: readonly string[]): Promise<ContactAddressRow[]> {
  return inParts(addressKeys, (part) => read.getRepository(ContactAddressTable).findBy({ addressKey: In(part) }));
}

export interface ContactFilter {
  /** a part of the name, the company, the employee number or an address */
  search: string;
  kind: ContactKind | undefined;
  /** behind this place in the list; it need not be there any more */
  after: Pick<ContactRow, 'id' | 'nameKey'> | undefined;
  limit: number;
}

/** By name. */
export async function listContactRows(read: Tx, { search, kind, after, limit }: ContactFilter): Promise<ContactRow[]> {
  const query = read.getRepository(ContactTable).createQueryBuilder('one').where('1 = 1');
  if (kind !== undefined) query.andWhere('one.kind = :kind', { kind });
  if (search !== '') {
    const part = likePart(searchKey(search));
    const number = likePart(ownerKey(search));
    const address = `EXISTS (SELECT 1 FROM contact_address a WHERE a.contact_id = one.id AND a.address_key LIKE :part ESCAPE '\\')`;
    const like = (field: string, of: string) => `one.${field} LIKE :${of} ESCAPE '\\'`;
    const own = [like('nameKey', 'part'), like('companyKey', 'part'), like('employeeKey', 'number')];
    query.andWhere(`(${own.join(' OR ')} OR ${address})`, { part, number });
  }
  if (after !== undefined) {
    const { id, nameKey } = after;
    query.andWhere('(one.nameKey > :nameKey OR (one.nameKey = :nameKey AND one.id > :id))', { nameKey, id });
  }
  return query.orderBy('one.nameKey').addOrderBy('one.id').take(limit).getMany();
}

function likePart(key: string): string {
  return `%${key.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Who has this number, by employeeKey. */
export async function findEmployee(read: Tx, employeeKey: string): Promise<ContactRow | undefined> {
  return (await read.getRepository(ContactTable).findOneBy({ employeeKey })) ?? undefined;
}

/** Those who have one of these numbers, by employeeKey. */
export async function findEmployees(read: Tx, employeeKeys: readonly string[]): Promise<ContactRow[]> {
  return inParts(employeeKeys, (part) => read.getRepository(ContactTable).findBy({ employeeKey: In(part) }));
}

export async function insertContact(tx: Tx, row: ContactRow): Promise<void> {
  await tx.insert(ContactTable, row as never);
}

export async function updateContact(tx: Tx, id: string, change: Partial<ContactRow>): Promise<void> {
  await tx.update(ContactTable, { id }, change as never);
}

export async function deleteContactRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(ContactAddressTable, { contactId: id });
  await tx.delete(PastAddressTable, { contactId: id });
  await tx.delete(InboundContactTable, { contactId: id });
  await tx.delete(ContactTable, { id });
}

export async function replaceAddresses(tx: Tx, contactId: string, rows: readonly ContactAddressRow[]): Promise<void> {
  await tx.delete(ContactAddressTable, { contactId });
  await insertRows(
    tx,
    'contact_address',
    rows.map(({ address, addressKey, primary, validFrom }) => ({
      contact_id: contactId,
      ...{ address_key: addressKey, address, primary, valid_from: validFrom },
    })),
  );
}

/** The address was the primary one until now: what was sent to it stays with the contact. */
export async function insertPastAddress(tx: Tx, row: PastAddressRow): Promise<void> {
  await insertRows(tx, 'contact_past_address', [
    {
      ...{ contact_id: row.contactId, address_key: row.addressKey, address: row.address },
      ...{ valid_from: row.validFrom, valid_until: row.validUntil },
    },
  ]);
}

/** Of two who change one contact at once the second waits, and then sees what the first did. */
export async function lockContact(tx: Tx, id: string): Promise<void> {
  if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(hashtext(${`contact ${id}`}))`;
}

async function inParts<Row>(keys: readonly string[], find: (part: string[]) => Promise<Row[]>): Promise<Row[]> {
  const found: Row[] = [];
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) found.push(...(await find(keys.slice(at, at + KEYS_AT_ONCE))));
  return found;
}
