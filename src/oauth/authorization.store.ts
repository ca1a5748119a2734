import type { EntityManager } from 'typeorm';
import { type OauthAuthorizationRow, OauthAuthorizationTable } from '../store/tables/oauth.table.ts';
import type { Tx } from '../store/transaction.ts';

/** Tokens that were read; whoever writes says which, and loses where others have been stored since. */
type Read = Pick<OauthAuthorizationRow, 'connectorId' | 'generation'>;

export async function findAuthorization(
  manager: EntityManager,
  connectorId: string,
): Promise<OauthAuthorizationRow | undefined> {
  return (await manager.findOneBy(OauthAuthorizationTable, { connectorId })) ?? undefined;
}

/** A new consent takes the place of the one before. */
export async function putAuthorization(tx: Tx, row: OauthAuthorizationRow): Promise<void> {
  await tx.delete(OauthAuthorizationTable, { connectorId: row.connectorId });
  await tx.insert(OauthAuthorizationTable, row as never);
}

export async function deleteAuthorization(tx: Tx, connectorId: string): Promise<void> {
  await tx.delete(OauthAuthorizationTable, { connectorId });
}

/** True for the one process that may renew now. From then on the refresh token counts as sent. */
export async function takeLease(tx: Tx, read: Read, lease: { token: string; until: number; now: number }) {
  const { affected } = await tx
    .createQueryBuilder()
    .update(OauthAuthorizationTable)
    .set({ leaseToken: lease.token, leaseUntil: lease.until, unanswered: () => 'unanswered + 1' })
    .where('connector_id = :connectorId AND generation = :generation', read)
    .andWhere('(lease_until IS NULL OR lease_until < :now)', { now: lease.now })
    .execute();
  return (affected ?? 0) > 0;
}

/** The provider answered, with whatever: the next one may try. */
export async function endLease(tx: Tx, read: Read, token: string, answered: boolean): Promise<void> {
  await tx
    .createQueryBuilder()
    .update(OauthAuthorizationTable)
    .set({ leaseToken: null, leaseUntil: null, ...(answered ? { unanswered: 0 } : {}) })
    .where('connector_id = :connectorId AND generation = :generation AND lease_token = :token', { ...read, token })
    .execute();
}

/** False where others have been stored since: then those are the newer ones. */
export async function storeRenewed(tx: Tx, read: Read, change: Partial<OauthAuthorizationRow>): Promise<boolean> {
  const { connectorId, generation } = read;
  const next = { ...change, generation: generation + 1, unanswered: 0, leaseToken: null, leaseUntil: null };
  const { affected } = await tx.update(OauthAuthorizationTable, { connectorId, generation }, next as never);
  return (affected ?? 0) > 0;
}
