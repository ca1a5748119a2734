import { LessThan } from 'typeorm';
import { isPostgres } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type CredentialRow, CredentialTable, type UserRow, UserTable } from '../store/tables/access.table.ts';

export async function findUserByName(store: Store, name: string): Promise<UserRow | undefined> {
  return (await store.read.getRepository(UserTable).findOneBy({ nameKey: nameKey(name) })) ?? undefined;
}

export async function hasUsers(store: Store): Promise<boolean> {
  return (await store.read.getRepository(UserTable).count()) > 0;
}

/** False when there are users already. */
export async function insertFirstUser(store: Store, user: UserRow): Promise<boolean> {
  return store.write(async (tx) => {
    // SQLite has one writer anyway. On PostgreSQL two could both find the table empty; reading goes on meanwhile.
    if (isPostgres(tx)) await tx.query('LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE');
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
export async function insertCredential(store: Store, credential: CredentialRow): Promise<void> {
  await store.write(async (tx) => {
    const credentials = tx.getRepository(CredentialTable);
    await credentials.delete({ expiresAt: LessThan(credential.createdAt) });
    await credentials.insert(credential);
  });
}

export async function listTokens(store: Store, userId: string): Promise<CredentialRow[]> {
  return store.read.getRepository(CredentialTable).find({ where: { kind: 'token', userId }, order: { id: 'ASC' } });
}

/** False when the user has no such token. */
export async function deleteToken(store: Store, id: string, userId: string): Promise<boolean> {
  return store.write(async (tx) => {
    const result = await tx.getRepository(CredentialTable).delete({ id, userId, kind: 'token' });
    return result.affected === 1;
  });
}

export async function deleteSession(store: Store, hash: string): Promise<void> {
  await store.write((tx) => tx.getRepository(CredentialTable).delete({ hash, kind: 'session' }));
}

export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
