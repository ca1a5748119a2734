import { In, IsNull } from 'typeorm';
import type { AddressFilter } from '../http/address-list.ts';
import type { SuppressionKind } from '../sdk/index.ts';
import { insertRows, isPostgres } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type SuppressionRow, SuppressionTable } from '../store/tables/suppression.table.ts';
import type { Tx } from '../store/transaction.ts';

/** What a statement may ask for at once. */
const KEYS_AT_ONCE = 1_000;

/** Those that are on the list today. */
export async function activeWith(read: Tx, keys: readonly string[]): Promise<SuppressionRow[]> {
  const found: SuppressionRow[] = [];
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const addressKey = In(keys.slice(at, at + KEYS_AT_ONCE));
    found.push(...(await read.getRepository(SuppressionTable).findBy({ addressKey, removedAt: IsNull() })));
  }
  return found;
}

export async function findSuppression(read: Tx, id: string): Promise<SuppressionRow | undefined> {
  return (await read.getRepository(SuppressionTable).findOneBy({ id })) ?? undefined;
}

export async function insertSuppression(tx: Tx, row: SuppressionRow): Promise<void> {
  const { id, address, kind, reason } = row;
  const made = { address_key: row.addressKey, created_at: row.createdAt, created_by: row.createdBy };
  await insertRows(tx, 'suppression', [{ id, address, kind, reason, ...made }]);
}

export async function endSuppression(
  tx: Tx,
  id: string,
  end: Pick<SuppressionRow, 'removedAt' | 'removedBy' | 'removedReason'>,
): Promise<void> {
  await tx.getRepository('suppression').update({ id }, end);
}

export interface SuppressionFilter extends AddressFilter {
  kind: SuppressionKind | undefined;
}

/** Newest first. */
export async function listSuppressions(store: Store, filter: SuppressionFilter): Promise<SuppressionRow[]> {
  const query = store.read
    .getRepository(SuppressionTable)
    .createQueryBuilder('one')
    .where(`one.removedAt IS ${filter.ended ? 'NOT NULL' : 'NULL'}`);
  if (filter.kind !== undefined) query.andWhere('one.kind = :kind', { kind: filter.kind });
  if (filter.before !== undefined) query.andWhere('one.id < :before', { before: filter.before });
  if (filter.search !== '') {
    const part = `%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.andWhere(`one.addressKey LIKE :part ESCAPE '\\'`, { part });
  }
  return query.orderBy('one.id', 'DESC').take(filter.limit).getMany();
}

export async function countSuppressions(store: Store): Promise<number> {
  return store.read.getRepository(SuppressionTable).countBy({ removedAt: IsNull() });
}

/** Of two who change one address at once the second waits, and then sees what the first did. */
export async function lockAddress(tx: Tx, key: string): Promise<void> {
  if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(hashtext(${`suppression ${key}`}))`;
}
