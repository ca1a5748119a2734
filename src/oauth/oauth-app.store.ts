import type { EntityManager } from 'typeorm';
import { AppError } from '../sdk/index.ts';
import { type OauthAppRow, OauthAppTable } from '../store/tables/oauth.table.ts';
import type { Tx } from '../store/transaction.ts';

export async function findAppRow(manager: EntityManager, providerId: string): Promise<OauthAppRow | undefined> {
  return (await manager.findOneBy(OauthAppTable, { providerId })) ?? undefined;
}

/** Writes over the version that was read; STALE when somebody else was quicker. */
export async function putAppRow(tx: Tx, row: OauthAppRow, before: OauthAppRow | undefined): Promise<void> {
  if (before === undefined) {
    await tx.insert(OauthAppTable, row as never);
    return;
  }
  const { providerId, version } = before;
  const { affected } = await tx.update(OauthAppTable, { providerId, version }, row as never);
  if (affected === 0) {
    throw new AppError('STALE', 'Somebody else changed this application meanwhile. Load it again, then repeat it.');
  }
}

export async function deleteAppRow(tx: Tx, providerId: string): Promise<void> {
  await tx.delete(OauthAppTable, { providerId });
}
