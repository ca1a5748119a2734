import { In, IsNull } from 'typeorm';
import { newId } from '../sdk/index.ts';
import { CredentialTable, UserTable } from '../store/tables/access.table.ts';
import { type SignOnIdentityRow, SignOnIdentityTable, SignOnProviderTable } from '../store/tables/sign-on.table.ts';
import type { Tx } from '../store/transaction.ts';
import { hashSecret } from './credential.ts';

/** An account at a provider. */
export type IdentityKey = Pick<SignOnIdentityRow, 'providerId' | 'issuer' | 'subject'>;

export async function findIdentity(tx: Tx, key: IdentityKey): Promise<SignOnIdentityRow | undefined> {
  const { providerId, issuer, subject } = key;
  return (await tx.getRepository(SignOnIdentityTable).findOneBy({ providerId, issuer, subject })) ?? undefined;
}

/** Whether the person has an account at this provider already. */
export async function hasIdentity(tx: Tx, userId: string, { providerId, issuer }: IdentityKey): Promise<boolean> {
  return tx.getRepository(SignOnIdentityTable).existsBy({ userId, providerId, issuer });
}

export async function insertIdentity(
  tx: Tx,
  key: IdentityKey,
  of: { userId: string; email: string; at: number },
): Promise<void> {
  const { userId, email, at } = of;
  await tx.getRepository(SignOnIdentityTable).insert({ id: newId(at), ...key, userId, email, createdAt: at });
}

export async function deleteIdentities(tx: Tx, userId: string): Promise<void> {
  await tx.delete(SignOnIdentityTable, { userId });
}

/** Of everybody at a provider. */
export async function deleteAccountsAt(tx: Tx, providerId: string): Promise<void> {
  await tx.delete(SignOnIdentityTable, { providerId });
}

/** Those that began with a provider. */
export async function deleteSessionsOf(tx: Tx, providerId: string): Promise<void> {
  await tx.delete(CredentialTable, { kind: 'session', providerId });
}

/**
 * Those that began with a session of the provider, or with an account of it. With both: that session of the account, and
 * those of it of which the provider did not say to which session they belong. Answers whose they were.
 */
export async function endSessionsAt(
  tx: Tx,
  { providerId, issuer }: Pick<IdentityKey, 'providerId' | 'issuer'>,
  { subject, session }: { subject?: string | undefined; session?: string | undefined },
): Promise<string[]> {
  const sid = session === undefined ? null : hashSecret(session);
  const identity = subject === undefined ? undefined : await findIdentity(tx, { providerId, issuer, subject });
  // An account that was unlinked here since still has a session that the provider names.
  if (identity === undefined && sid === null) return [];
  const ofPerson = identity === undefined ? {} : { userId: identity.userId };
  const of = { kind: 'session', providerId, ...ofPerson };
  const where =
    sid === null
      ? [of]
      : [{ ...of, providerSession: sid }, ...(identity === undefined ? [] : [{ ...of, providerSession: IsNull() }])];
  const sessions = tx.getRepository(CredentialTable);
  const found = await sessions.find({ where });
  if (found.length > 0) await sessions.delete({ id: In(found.map(({ id }) => id)) });
  return [...new Set(found.map(({ userId }) => userId))];
}

/** The accounts of each person who has one, by the person's id. */
export async function listAccounts(tx: Tx): Promise<Map<string, { providerId: string; email: string }[]>> {
  const rows = await tx.getRepository(SignOnIdentityTable).find({ order: { id: 'ASC' } });
  const all = new Map<string, { providerId: string; email: string }[]>();
  for (const { userId, providerId, email } of rows) {
    all.set(userId, [...(all.get(userId) ?? []), { providerId, email }]);
  }
  return all;
}

/** Names of the providers that are on and where this person has an account. */
export async function providersOf(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.sql<{ name: string }[]>`
    SELECT DISTINCT p.name, p.name_key FROM sign_on_identity i JOIN sign_on_provider p ON p.id = i.provider_id
    WHERE i.user_id = ${userId} AND p.enabled ORDER BY p.name_key`;
  return rows.map(({ name }) => name);
}

export async function findUserByEmail(tx: Tx, email: string) {
  return (await tx.getRepository(UserTable).findOneBy({ emailKey: emailKey(email) })) ?? undefined;
}

export async function hasEnabledProvider(tx: Tx): Promise<boolean> {
  return tx.getRepository(SignOnProviderTable).existsBy({ enabled: true });
}

/** Large and small letters do not tell addresses of people apart. */
export function emailKey(email: string): string {
  return email.normalize('NFC').toLowerCase();
}
