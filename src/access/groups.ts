import type { GroupInput } from '../../schemas/group.gen.ts';
import { AppError, type Clock, invalid, newId } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { GroupRow } from '../store/tables/group.table.ts';
import type { Tx } from '../store/transaction.ts';
import { changeUsers, nameKey } from './access.store.ts';
import {
  deleteGroupRow,
  getGroupRow,
  insertGroupRow,
  listMembers,
  replaceMembers,
  unknownUsers,
  updateGroupRow,
} from './group.store.ts';
import { assertName } from './password-rules.ts';
import type { Author } from './users.ts';

export interface GroupDeps {
  store: Store;
  clock: Clock;
  /** what names the group, as a person would say it; empty: it may go */
  groupUsedBy(tx: Tx, id: string): Promise<string[]>;
  /** who may use what has changed with the people: the other slices follow, in the same transaction */
  rightsChanged(tx: Tx): Promise<void>;
}

export interface Group extends GroupRow {
  /** ids, in the order of the names */
  members: string[];
}

export async function readGroup({ store }: Pick<GroupDeps, 'store'>, id: string): Promise<Group> {
  const row = await getGroupRow(store.read, id);
  return { ...row, members: (await listMembers(store.read)).get(id) ?? [] };
}

export async function createGroup(deps: GroupDeps, input: GroupInput, author: Author): Promise<Group> {
  const name = assertName(input.name);
  const now = deps.clock.now();
  const by = { createdBy: author.name, modifiedBy: author.name };
  const row = { id: newId(now), name, nameKey: nameKey(name), createdAt: now, modifiedAt: now, ...by, version: 1 };
  await changeUsers(deps.store, async (tx) => {
    await assertPeople(tx, input.members);
    await insertGroupRow(tx, row);
    await replaceMembers(tx, row.id, input.members);
  });
  return readGroup(deps, row.id);
}

export async function changeGroup(deps: GroupDeps, id: string, input: GroupInput, author: Author): Promise<Group> {
  const name = assertName(input.name);
  await changeUsers(deps.store, async (tx) => {
    const row = await getGroupRow(tx, id);
    assertSeen(row, author);
    await assertPeople(tx, input.members);
    const stamp = { modifiedAt: deps.clock.now(), modifiedBy: author.name, version: row.version + 1 };
    await updateGroupRow(tx, row, { name, nameKey: nameKey(name), ...stamp });
    await replaceMembers(tx, id, input.members);
    await deps.rightsChanged(tx);
  });
  return readGroup(deps, id);
}

/** Refused while something names it: a list of people that became empty would let everybody in. */
export async function deleteGroup(deps: GroupDeps, id: string, author: Author): Promise<void> {
  await changeUsers(deps.store, async (tx) => {
    const row = await getGroupRow(tx, id);
    assertSeen(row, author);
    const usedBy = await deps.groupUsedBy(tx, id);
    if (usedBy.length > 0) {
      const sentence = `"${row.name}" is named by ${usedBy.join(', ')}. Take it out there first.`;
      throw new AppError('CONFLICT', sentence, { details: { usedBy } });
    }
    await deleteGroupRow(tx, id);
  });
}

async function assertPeople(tx: Tx, members: readonly string[]): Promise<void> {
  const unknown = new Set(await unknownUsers(tx, members));
  const message = 'There is nobody with this id. They may have been deleted; read the people again.';
  const fields = members.flatMap((id, at) => (unknown.has(id) ? [{ path: `/members/${at}`, message }] : []));
  if (fields.length > 0) throw invalid(fields);
}

function assertSeen({ name, version, modifiedBy }: GroupRow, { seen }: Author): void {
  if (seen === undefined || seen === version) return;
  throw new AppError(
    'STALE',
    `${modifiedBy} changed the group ${name} meanwhile. Read it again, then repeat the change.`,
  );
}
