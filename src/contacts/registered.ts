import { ownerKey, type Registered } from '../sdk/index.ts';
import type { Tx } from '../store/transaction.ts';
import { findAddresses, findEmployees } from './contact.store.ts';

/** The contacts with these employee numbers and all addresses that they have now, by ownerKey; a number that nobody has is not there. */
export async function findRegistered(read: Tx, employeeIds: readonly string[]): Promise<Map<string, Registered>> {
  const keys = [...new Set(employeeIds.map(ownerKey))].filter((key) => key !== '');
  const contacts = await findEmployees(read, keys);
  const all = new Map<string, string[]>(contacts.map(({ id }) => [id, []]));
  for (const { contactId, address } of await findAddresses(read, [...all.keys()])) all.get(contactId)?.push(address);
  return new Map(
    contacts.map(({ id, name, employeeKey }) => [employeeKey ?? '', { name, addresses: all.get(id) ?? [] }]),
  );
}
