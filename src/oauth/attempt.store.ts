import { type EntityManager, LessThan } from 'typeorm';
import { returned } from '../store/sql.ts';
import { type OauthAttemptRow, OauthAttemptTable } from '../store/tables/oauth.table.ts';
import type { Tx } from '../store/transaction.ts';

/** Stores it and forgets those that nobody will ask about any more. */
export async function insertAttempt(tx: Tx, row: OauthAttemptRow, forgetBefore: number): Promise<void> {
  await tx.delete(OauthAttemptTable, { expiresAt: LessThan(forgetBefore) });
  await tx.insert(OauthAttemptTable, row);
}

export async function findAttempt(manager: EntityManager, id: string): Promise<OauthAttemptRow | undefined> {
  return (await manager.findOneBy(OauthAttemptTable, { id })) ?? undefined;
}

/** Anybody may ask with anything: only what is known is worth a write. */
export async function isKnownState(manager: EntityManager, stateHash: string): Promise<boolean> {
  return manager.existsBy(OauthAttemptTable, { stateHash });
}

/** Uses it up. `first`: nobody did before; of two requests at the same moment one is the first. */
export async function useAttempt(
  tx: Tx,
  stateHash: string,
  now: number,
): Promise<{ attempt: OauthAttemptRow; first: boolean } | undefined> {
  const used = returned<{ id: string }>(
    await tx.sql`
      UPDATE oauth_attempt SET used_at = ${now} WHERE state_hash = ${stateHash} AND used_at IS NULL RETURNING id`,
  );
  const attempt = await tx.findOneBy(OauthAttemptTable, { stateHash });
  return attempt === null ? undefined : { attempt, first: used.length > 0 };
}

export async function setOutcome(tx: Tx, id: string, outcome: string, message: string): Promise<void> {
  await tx.update(OauthAttemptTable, { id }, { outcome, message });
}
