import { In } from 'typeorm';
import type { Partner, Person } from '../sdk/index.ts';
import { type UserRow, UserTable } from '../store/tables/access.table.ts';
import { GroupTable } from '../store/tables/group.table.ts';
import type { Tx } from '../store/transaction.ts';
import { findGroupRow, listGroupRows, listGroupsOf, listMembersOf } from './group.store.ts';
import { emailKey } from './identity.store.ts';

/** Who there is, for slices that give rights to people. */
export interface People {
  /** by id; who was never there or was deleted is absent */
  find(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  /** those of the ids that nobody has */
  unknown(tx: Tx, of: { users: string[]; groups: string[] }): Promise<{ users: string[]; groups: string[] }>;
  /** whether anybody is an external partner's */
  hasPartners(tx: Tx): Promise<boolean>;
}

export const ownPeople: People = {
  find: async (tx, ids) => {
    if (ids.length === 0) return new Map();
    const select = { id: true, name: true, disabled: true, email: true, partnerId: true } as const;
    const rows = await tx.getRepository(UserTable).find({ select, where: { id: In([...ids]) } });
    const groups = await listGroupsOf(tx, ids);
    const partners = await partnersOf(tx, rows);
    return new Map(
      rows.map((row) => {
        const { id, name, disabled } = row;
        const partner = partners(row);
        return [id, { id, name, active: !disabled, groups: groups.get(id) ?? [], ...(partner && { partner }) }];
      }),
    );
  },
  unknown: async (tx, { users, groups }) => {
    const people = users.length === 0 ? [] : await tx.getRepository(UserTable).findBy({ id: In(users) });
    const rows = groups.length === 0 ? [] : await tx.getRepository(GroupTable).findBy({ id: In(groups) });
    const without = (ids: string[], found: { id: string }[]) => ids.filter((id) => !found.some((row) => row.id === id));
    return { users: without(users, people), groups: without(groups, rows) };
  },
  hasPartners,
};

type Employed = Pick<UserRow, 'name' | 'email' | 'partnerId'>;

/** Whoever was made external stays so when the contact is deleted. */
async function partnersOf(tx: Tx, rows: readonly Employed[]): Promise<(row: Employed) => Partner | undefined> {
  const ids = [...new Set(rows.flatMap(({ partnerId }) => partnerId ?? []))];
  if (ids.length === 0) return () => undefined;
  const found = await tx.sql<{ id: string; name: string; company: string | null; address: string | null }[]>`
    SELECT c.id, c.name, c.company, a.address FROM contact c
    LEFT JOIN contact_address a ON a.contact_id = c.id AND a."primary" WHERE c.id IN (${() => ids})`;
  return ({ partnerId, name, email }) => {
    if (partnerId === null) return undefined;
    const contact = found.find(({ id }) => id === partnerId);
    const mainContact = { name: contact?.name ?? '', address: contact?.address ?? null };
    return { company: contact?.company ?? null, mainContact, currentUser: { name, address: email } };
  };
}

/** Whether anybody is external: mostly nobody is, and then nothing more is asked. */
async function hasPartners(tx: Tx): Promise<boolean> {
  const rows = await tx.sql<unknown[]>`SELECT 1 FROM app_user WHERE partner_id IS NOT NULL LIMIT 1`;
  return rows.length > 0;
}

/** Of a host that signs people in itself: it says who calls, and not who else there is. Their ids are all that is known. */
export const hostsPeople: People = {
  find: async (_tx, ids) => new Map(ids.map((id) => [id, { id, name: id, active: true, groups: [] }])),
  unknown: async (_tx, { groups }) => ({ users: [], groups }),
  hasPartners: async () => false,
};

/** A person as a recipient of e-mails. */
export interface Addressee {
  id: string;
  name: string;
  email: string | null;
}

/** Who may sign in: a disabled account gets no e-mail either. */
export async function findAddressees(read: Tx, ids: readonly string[]): Promise<Addressee[]> {
  if (ids.length === 0) return [];
  const select = { id: true, name: true, email: true } as const;
  return read
    .getRepository(UserTable)
    .find({ select, where: { id: In([...ids]), disabled: false }, order: { nameKey: 'ASC' } });
}

/** By the address of the account; undefined where nobody who may sign in has it. */
export async function findAddresseeByEmail(read: Tx, email: string): Promise<Addressee | undefined> {
  const [found] = await read.getRepository(UserTable).find({
    select: { id: true, name: true, email: true },
    where: { emailKey: emailKey(email), disabled: false },
    take: 1,
  });
  return found;
}

/** Undefined where there is no such group. */
export async function addresseesOfGroup(
  read: Tx,
  id: string,
): Promise<{ name: string; people: Addressee[] } | undefined> {
  const group = await findGroupRow(read, id);
  if (group === undefined) return undefined;
  return { name: group.name, people: await findAddressees(read, await listMembersOf(read, id)) };
}

const MOST_CHOICES = 20;

/** Users and groups with this part in their names, to choose recipients from. */
export async function searchAddressees(
  read: Tx,
  search: string,
): Promise<{ users: Addressee[]; groups: { id: string; name: string; size: number }[] }> {
  const part = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const users = await read
    .getRepository(UserTable)
    .createQueryBuilder('one')
    .where('one.disabled = :no', { no: false })
    .andWhere("one.nameKey LIKE :part ESCAPE '\\'", { part })
    .orderBy('one.nameKey')
    .take(MOST_CHOICES)
    .getMany();
  const groups = (await listGroupRows(read)).filter(({ nameKey }) => nameKey.includes(search.toLowerCase()));
  const sized = groups.slice(0, MOST_CHOICES).map(async ({ id, name }) => {
    return { id, name, size: (await listMembersOf(read, id)).length };
  });
  return { users: users.map(({ id, name, email }) => ({ id, name, email })), groups: await Promise.all(sized) };
}

/** The groups among these ids. */
export async function findGroups(
  read: Tx,
  ids: readonly string[],
): Promise<{ id: string; name: string; size: number }[]> {
  const rows = ids.length === 0 ? [] : await read.getRepository(GroupTable).findBy({ id: In([...ids]) });
  return Promise.all(rows.map(async ({ id, name }) => ({ id, name, size: (await listMembersOf(read, id)).length })));
}
