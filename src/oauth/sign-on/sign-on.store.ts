import { type EntityManager, LessThan } from 'typeorm';
import { AppError } from '../../sdk/index.ts';
import { returned } from '../../store/sql.ts';
import {
  type SignOnAttemptRow,
  SignOnAttemptTable,
  type SignOnLogoutRow,
  SignOnLogoutTable,
  type SignOnProviderRow,
  SignOnProviderTable,
} from '../../store/tables/sign-on.table.ts';
import type { Tx } from '../../store/transaction.ts';

/** By name. */
export async function listProviderRows(manager: EntityManager): Promise<SignOnProviderRow[]> {
  return manager.getRepository(SignOnProviderTable).find({ order: { nameKey: 'ASC' } });
}

export async function getProviderRow(manager: EntityManager, id: string): Promise<SignOnProviderRow> {
  const row = await manager.findOneBy(SignOnProviderTable, { id });
  if (row === null) throw new AppError('NOT_FOUND', 'There is no such provider to sign in with. It may be deleted.');
  return row;
}

export async function insertProviderRow(tx: Tx, row: SignOnProviderRow): Promise<void> {
  await namedOnce(row.name, () => tx.insert(SignOnProviderTable, row as never));
}

/** Writes over the version that was read; STALE when somebody else was quicker. */
export async function updateProviderRow(tx: Tx, before: SignOnProviderRow, row: SignOnProviderRow): Promise<void> {
  const { id, version } = before;
  const { affected } = await namedOnce(row.name, () => tx.update(SignOnProviderTable, { id, version }, row as never));
  if (affected === 0) throw staleProvider(before);
}

export async function deleteProviderRow(tx: Tx, { id }: SignOnProviderRow): Promise<void> {
  await tx.delete(SignOnAttemptTable, { providerId: id });
  await tx.delete(SignOnProviderTable, { id });
}

export function staleProvider({ name, modifiedBy }: SignOnProviderRow): AppError {
  return new AppError('STALE', `${modifiedBy} changed ${name} meanwhile. Read it again, then repeat the change.`);
}

/** Stores it and forgets those that have expired long ago. */
export async function insertAttempt(tx: Tx, row: SignOnAttemptRow, forgetBefore: number): Promise<void> {
  await tx.delete(SignOnAttemptTable, { expiresAt: LessThan(forgetBefore) });
  await tx.insert(SignOnAttemptTable, row);
}

/** Anybody may ask with anything: only what is known is worth a write. */
export async function isKnownState(manager: EntityManager, stateHash: string): Promise<boolean> {
  return manager.existsBy(SignOnAttemptTable, { stateHash });
}

/** Uses it up. `first`: nobody did before; of two requests at the same moment one is the first. */
export async function useAttempt(
  tx: Tx,
  stateHash: string,
  now: number,
): Promise<{ attempt: SignOnAttemptRow; first: boolean } | undefined> {
  const used = returned<{ state_hash: string }>(
    await tx.sql`
      UPDATE sign_on_attempt SET used_at = ${now} WHERE state_hash = ${stateHash} AND used_at IS NULL
      RETURNING state_hash`,
  );
  const attempt = await tx.findOneBy(SignOnAttemptTable, { stateHash });
  return attempt === null ? undefined : { attempt, first: used.length > 0 };
}

/** False: it was remembered already. Forgets those that no clock takes for valid any more. */
export async function rememberLogout(tx: Tx, { id, expiresAt }: SignOnLogoutRow, now: number): Promise<boolean> {
  await tx.delete(SignOnLogoutTable, { expiresAt: LessThan(now) });
  const stored = returned<{ id: string }>(
    await tx.sql`
      INSERT INTO sign_on_logout (id, expires_at) VALUES (${id}, ${expiresAt}) ON CONFLICT (id) DO NOTHING RETURNING id`,
  );
  return stored.length === 1;
}

async function namedOnce<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const code = String((error as { driverError?: { code?: unknown } }).driverError?.code ?? '');
    if (code !== 'SQLITE_CONSTRAINT_UNIQUE' && code !== '23505') throw error;
    const fields = [{ path: '/name', message: 'Another provider has this name.' }];
    const message = `There is a provider named "${name}" already. Choose another name.`;
    throw new AppError('CONFLICT', message, { cause: error, details: { fields } });
  }
}
