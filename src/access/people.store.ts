import { In } from 'typeorm';
import type { Person } from '../sdk/index.ts';
import { UserTable } from '../store/tables/access.table.ts';
import { GroupTable } from '../store/tables/group.table.ts';
import type { Tx } from '../store/transaction.ts';
import { listGroupsOf } from './group.store.ts';

/** Who there is, for slices that give rights to people. */
export interface People {
  /** by id; who was never there or was deleted is absent */
  find(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  /** those of the ids that nobody has */
  unknown(tx: Tx, of: { users: string[]; groups: string[] }): Promise<{ users: string[]; groups: string[] }>;
}

export const ownPeople: People = {
  find: async (tx, ids) => {
    if (ids.length === 0) return new Map();
    const select = { id: true, name: true, disabled: true } as const;
    const rows = await tx.getRepository(UserTable).find({ select, where: { id: In([...ids]) } });
    const groups = await listGroupsOf(tx, ids);
    return new Map(
      rows.map(({ id, name, disabled }) => [id, { id, name, active: !disabled, groups: groups.get(id) ?? [] }]),
    );
  },
  unknown: async (tx, { users, groups }) => {
    const people = users.length === 0 ? [] : await tx.getRepository(UserTable).findBy({ id: In(users) });
    const rows = groups.length === 0 ? [] : await tx.getRepository(GroupTable).findBy({ id: In(groups) });
    const without = (ids: string[], found: { id: string }[]) => ids.filter((id) => !found.some((row) => row.id === id));
    return { users: without(users, people), groups: without(groups, rows) };
  },
};

/** Of a host that signs people in itself: it says who calls, and not who else there is. Their ids are all that is known. */
export const hostsPeople: People = {
  find: async (_tx, ids) => new Map(ids.map((id) => [id, { id, name: id, active: true, groups: [] }])),
  unknown: async (_tx, { groups }) => ({ users: [], groups }),
};
