import { AppError } from '../../src/sdk/index.ts';
import { isPostgres } from '../../src/store/sql.ts';
import type { Store } from '../../src/store/store.ts';
import { ConnectorTable } from '../../src/store/tables/connector.table.ts';
import { type ProviderRow, ProviderTable } from '../../src/store/tables/provider.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

/** One change of the catalogue at a time, so that two providers never get the same domain or id. */
export async function changeCatalogue<T>(store: Store, unit: (tx: Tx) => Promise<T>): Promise<T> {
  return store.write(async (tx) => {
    if (isPostgres(tx)) await tx.query('LOCK TABLE provider IN SHARE ROW EXCLUSIVE MODE');
    return unit(tx);
  });
}

export async function listProviderRows(tx: Tx): Promise<ProviderRow[]> {
  return tx.find(ProviderTable);
}

/** Says whether anything changed since, without reading all of it. */
export async function catalogueMark(tx: Tx): Promise<string> {
  const rows = await tx.sql<{ id: string; version: number; modified_at: number | string }[]>`
    SELECT id, version, modified_at FROM provider ORDER BY id`;
  return rows.map(({ id, version, modified_at: at }) => `${id} ${version} ${at}`).join('\n');
}

/**
 * Of an own provider, in the transaction that stores a connector with it: it cannot be deleted before the connector is
 * seen. False when it is gone.
 */
export async function holdProvider(tx: Tx, id: string): Promise<boolean> {
  const lock = isPostgres(tx) ? 'FOR SHARE' : '';
  const rows = await tx.sql<unknown[]>`SELECT 1 FROM provider WHERE id = ${id} ${() => lock}`;
  return rows.length === 1;
}

export async function insertProviderRow(tx: Tx, row: ProviderRow): Promise<void> {
  await tx.insert(ProviderTable, row as never);
}

export async function updateProviderRow(tx: Tx, row: ProviderRow): Promise<void> {
  const { affected } = await tx.update(ProviderTable, { id: row.id, version: row.version - 1 }, row as never);
  if (affected === 0) throw staleProvider();
}

export async function deleteProviderRow(tx: Tx, id: string): Promise<void> {
  // The lock of the row waits for a connector that is being stored with it.
  if (isPostgres(tx)) await tx.sql`SELECT 1 FROM provider WHERE id = ${id} FOR UPDATE`;
  await tx.delete(ProviderTable, { id });
}

export interface ProviderUse {
  id: string;
  displayName: string;
  state: string;
  /** somebody's own mailbox: nobody else opens it */
  personal: boolean;
}

/** The connectors of a provider, by display name. */
export async function connectorsOf(tx: Tx, providerId: string): Promise<ProviderUse[]> {
  const rows = await tx.find(ConnectorTable, { where: { provider: providerId }, order: { displayNameKey: 'ASC' } });
  return rows.map(({ id, displayName, state, ownerId }) => ({ id, displayName, state, personal: ownerId !== null }));
}

export function staleProvider(): AppError {
  return new AppError(
    'STALE',
    'Somebody else changed this provider meanwhile. Load it again, then repeat your change.',
  );
}
