import { MoreThan } from 'typeorm';
import { AppError } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { CredentialTable, type UserRow, UserTable } from '../store/tables/access.table.ts';
import type { Tx } from '../store/transaction.ts';

/** By name. There are some dozens of them. */
export async function listUserRows(store: Store): Promise<UserRow[]> {
  return store.read.getRepository(UserTable).find({ order: { nameKey: 'ASC' } });
}

/** Until when the link of each person who has one is good, by the person's id. */
export async function listInvitedUntil(store: Store, now: number): Promise<Map<string, number>> {
  const where = { kind: 'invitation', expiresAt: MoreThan(now) };
  const rows = await store.read.getRepository(CredentialTable).find({ where });
  return new Map(rows.map(({ userId, expiresAt }) => [userId, expiresAt ?? now]));
}

export async function getUserRow(tx: Tx, id: string): Promise<UserRow> {
  const row = await tx.getRepository(UserTable).findOneBy({ id });
  if (row === null) throw new AppError('NOT_FOUND', 'There is no such person. They may have been deleted.');
  return row;
}

export async function insertUserRow(tx: Tx, row: UserRow): Promise<void> {
  await namingConflicts(row.name, () => tx.insert(UserTable, row as never));
}

export async function updateUserRow(tx: Tx, { id, name }: UserRow, change: Partial<UserRow>): Promise<void> {
  await namingConflicts(change.name ?? name, () => tx.update(UserTable, { id }, change as never));
}

export async function deleteUserRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(UserTable, { id });
}

/** Inside `changeUsers` only: else somebody may change one of them meanwhile. */
export async function otherUserRows(tx: Tx, id: string): Promise<UserRow[]> {
  return (await tx.getRepository(UserTable).find()).filter((row) => row.id !== id);
}

/** SQLite names the column, PostgreSQL the index. */
function isOfEmail(error: unknown): boolean {
  const { message = '', constraint = '' } =
    (error as { driverError?: { message?: string; constraint?: string } }).driverError ?? {};
  return constraint === 'app_user_email' || message.includes('email_key');
}

function taken(path: string, what: string, cause: unknown): AppError {
  const fields = [{ path, message: `Somebody else has this ${path.slice(1) === 'name' ? 'name' : what}.` }];
  return new AppError('CONFLICT', `There is somebody with the ${what} already. Choose another one.`, {
    cause,
    details: { fields },
  });
}

/** The unique index decides, so that two requests at the same moment cannot both have the name. */
async function namingConflicts<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const code = String((error as { driverError?: { code?: unknown } }).driverError?.code ?? '');
    if (code !== 'SQLITE_CONSTRAINT_UNIQUE' && code !== '23505') throw error;
    throw isOfEmail(error) ? taken('/email', 'e-mail address', error) : taken('/name', `name "${name}"`, error);
  }
}
