import { In, LessThan, Not } from 'typeorm';
import { isPostgres } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type CredentialRow, CredentialTable, type UserRow, UserTable } from '../store/tables/access.table.ts';
import type { Tx } from '../store/transaction.ts';
import type { CredentialKind } from './credential.ts';

export async function findUserByName(store: Store, name: string): Promise<UserRow | undefined> {
  return (await store.read.getRepository(UserTable).findOneBy({ nameKey: nameKey(name) })) ?? undefined;
}

export async function findUser(store: Store, id: string): Promise<UserRow | undefined> {
  return (await store.read.getRepository(UserTable).findOneBy({ id })) ?? undefined;
}

export async function hasName(tx: Tx, name: string): Promise<boolean> {
  return tx.getRepository(UserTable).existsBy({ nameKey: nameKey(name) });
}

export async function hasUsers(store: Store): Promise<boolean> {
  return (await store.read.getRepository(UserTable).count()) > 0;
}

/**
 * For what depends on all users, such as who is the last administrator. SQLite has one writer anyway; on PostgreSQL
 * two changes could both see the other administrator. Reading goes on meanwhile.
 */
export async function changeUsers<T>(store: Store, unit: (tx: Tx) => Promise<T>): Promise<T> {
  return store.write(async (tx) => {
    if (isPostgres(tx)) await tx.query('LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE');
    return unit(tx);
  });
}

/** False when there are users already. */
export async function insertFirstUser(store: Store, user: UserRow): Promise<boolean> {
  return changeUsers(store, async (tx) => {
    const users = tx.getRepository(UserTable);
    if ((await users.count()) > 0) return false;
    await users.insert(user);
    return true;
  });
}

/** The credential with this hash and its user; undefined when it is unknown, expired, or its user is disabled. */
export async function findCredential(
  store: Store,
  hash: string,
  now: number,
): Promise<{ credential: CredentialRow; user: UserRow } | undefined> {
  const credential = await store.read.getRepository(CredentialTable).findOneBy({ hash });
  if (credential === null || (credential.expiresAt !== null && credential.expiresAt <= now)) return undefined;
  const user = await store.read.getRepository(UserTable).findOneBy({ id: credential.userId });
  return user === null || user.disabled ? undefined : { credential, user };
}

/** Stores a credential and drops those that have expired. */
export async function insertCredential(tx: Tx, credential: CredentialRow): Promise<void> {
  const credentials = tx.getRepository(CredentialTable);
  await credentials.delete({ expiresAt: LessThan(credential.createdAt) });
  await credentials.insert(credential);
}

/**
 * Writes to a person as they were read: false when they were disabled or deleted, or have another password, meanwhile.
 * The row stays locked until the commit, so what is stored for the person in the same transaction ends with them.
 */
export async function updateUnchangedUser(tx: Tx, user: UserRow, change: Partial<UserRow>): Promise<boolean> {
  const asRead = { id: user.id, passwordHash: user.passwordHash, disabled: false };
  const { affected } = await tx.update(UserTable, asRead, change as never);
  return affected === 1;
}

export async function listCredentials(store: Store, kind: CredentialKind, userId: string): Promise<CredentialRow[]> {
  return store.read.getRepository(CredentialTable).find({ where: { kind, userId }, order: { id: 'ASC' } });
}

/** False when the person has no such credential. */
export async function deleteCredential(
  store: Store,
  of: { id: string; kind: CredentialKind; userId: string },
): Promise<boolean> {
  return store.write(async (tx) => {
    const result = await tx.getRepository(CredentialTable).delete(of);
    return result.affected === 1;
  });
}

/** `except`: the hash of one that stays. */
export async function deleteCredentials(
  tx: Tx,
  userId: string,
  kinds: readonly CredentialKind[],
  except?: string,
): Promise<void> {
  const where = { userId, kind: In(kinds), ...(except === undefined ? {} : { hash: Not(except) }) };
  await tx.getRepository(CredentialTable).delete(where);
}

/** False when it is not there any more. */
export async function deleteInvitation(tx: Tx, hash: string): Promise<boolean> {
  return (await tx.getRepository(CredentialTable).delete({ hash, kind: 'invitation' })).affected === 1;
}

/** Answers what it was. */
export async function deleteSession(store: Store, hash: string): Promise<CredentialRow | undefined> {
  return store.write(async (tx) => {
    const credentials = tx.getRepository(CredentialTable);
    const session = await credentials.findOneBy({ hash, kind: 'session' });
    await credentials.delete({ hash, kind: 'session' });
    return session ?? undefined;
  });
}

/** Case and width of letters do not tell names apart. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
