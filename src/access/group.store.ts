import { AppError } from '../sdk/index.ts';
import { insertRows } from '../store/sql.ts';
import { UserTable } from '../store/tables/access.table.ts';
import { GroupMemberTable, type GroupRow, GroupTable } from '../store/tables/group.table.ts';
import type { Tx } from '../store/transaction.ts';

/** By name. */
export async function listGroupRows(read: Tx): Promise<GroupRow[]> {
  return read.getRepository(GroupTable).find({ order: { nameKey: 'ASC' } });
}

export async function findGroupRow(read: Tx, id: string): Promise<GroupRow | undefined> {
  return (await read.getRepository(GroupTable).findOneBy({ id })) ?? undefined;
}

export async function getGroupRow(read: Tx, id: string): Promise<GroupRow> {
  const row = await findGroupRow(read, id);
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such group. It may have been deleted.');
  return row;
}

/** Ids of the members of each group, in the order of their names. */
export async function listMembers(read: Tx): Promise<Map<string, string[]>> {
  const rows = await read.sql<{ group_id: string; user_id: string }[]>`
    SELECT m.group_id, m.user_id FROM group_member m JOIN app_user u ON u.id = m.user_id ORDER BY u.name_key`;
  return collected(
    rows,
    ({ group_id }) => group_id,
    ({ user_id }) => user_id,
  );
}

/** Ids of the members of one group. */
export async function listMembersOf(read: Tx, groupId: string): Promise<string[]> {
  return (await read.getRepository(GroupMemberTable).findBy({ groupId })).map(({ userId }) => userId);
}

/** Ids of the groups that each of these people is in. */
export async function listGroupsOf(read: Tx, users: readonly string[]): Promise<Map<string, string[]>> {
  if (users.length === 0) return new Map();
  const rows = await read.sql<{ group_id: string; user_id: string }[]>`
    SELECT group_id, user_id FROM group_member WHERE user_id IN (${() => [...users]})`;
  return collected(
    rows,
    ({ user_id }) => user_id,
    ({ group_id }) => group_id,
  );
}

/** Those of the ids that nobody has. */
export async function unknownUsers(read: Tx, ids: readonly string[]): Promise<string[]> {
  const known = new Set((await read.getRepository(UserTable).find({ select: { id: true } })).map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

export async function insertGroupRow(tx: Tx, row: GroupRow): Promise<void> {
  await namedOnce(row.name, () => tx.insert(GroupTable, row as never));
}

export async function updateGroupRow(tx: Tx, { id, name }: GroupRow, change: Partial<GroupRow>): Promise<void> {
  await namedOnce(change.name ?? name, () => tx.update(GroupTable, { id }, change as never));
}

export async function deleteGroupRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(GroupMemberTable, { groupId: id });
  await tx.delete(GroupTable, { id });
}

export async function replaceMembers(tx: Tx, id: string, members: readonly string[]): Promise<void> {
  await tx.delete(GroupMemberTable, { groupId: id });
  await insertRows(
    tx,
    'group_member',
    members.map((user) => ({ group_id: id, user_id: user })),
  );
}

/** Those of the ids that no group has. */
export async function unknownGroups(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const known = new Set((await tx.getRepository(GroupTable).find({ select: { id: true } })).map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

export async function joinGroup(tx: Tx, groupId: string, userId: string): Promise<void> {
  await tx.insert(GroupMemberTable, { groupId, userId });
}

export async function leaveGroup(tx: Tx, groupId: string, userId: string): Promise<void> {
  await tx.delete(GroupMemberTable, { groupId, userId });
}

export async function leaveGroups(tx: Tx, userId: string): Promise<void> {
  await tx.delete(GroupMemberTable, { userId });
}

function collected<Row>(rows: Row[], key: (row: Row) => string, value: (row: Row) => string): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const row of rows) all.set(key(row), [...(all.get(key(row)) ?? []), value(row)]);
  return all;
}

/** The unique index decides, so that two requests at the same moment cannot both have the name. */
async function namedOnce<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const code = String((error as { driverError?: { code?: unknown } }).driverError?.code ?? '');
    if (code !== 'SQLITE_CONSTRAINT_UNIQUE' && code !== '23505') throw error;
    const fields = [{ path: '/name', message: 'Another group has this name.' }];
    const message = `There is a group named "${name}" already. Choose another name.`;
    throw new AppError('CONFLICT', message, { cause: error, details: { fields } });
  }
}
