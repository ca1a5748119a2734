import { In } from 'typeorm';
import { ownerKey, type Registered } from '../sdk/index.ts';
import { ContactTable } from '../store/tables/contact.table.ts';
import type { Tx } from '../store/transaction.ts';
import { findAddresses } from './contact.store.ts';

/** What a statement may ask for at once. */
const KEYS_AT_ONCE = 1_000;

/** The contacts with these employee numbers and all addresses that they have now, by ownerKey; a number that nobody has is not there. */
export async function findRegistered(read: Tx, employeeIds: readonly string[]): Promise<Map<string, Registered>> {
  const keys = [...new Set(employeeIds.map(ownerKey))].filter((key) => key !== '');
  const found = new Map<string, Registered>();
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const part = keys.slice(at, at + KEYS_AT_ONCE);
    const contacts = await read.getRepository(ContactTable).findBy({ employeeKey: In(part) });
    const all = new Map<string, string[]>(contacts.map(({ id }) => [id, []]));
    for (const { contactId, address } of await findAddresses(read, [...all.keys()])) all.get(contactId)?.push(address);
    for (const { id, name, employeeKey } of contacts) {
      found.set(employeeKey ?? '', { name, addresses: all.get(id) ?? [] });
    }
  }
  return found;
}
