import { In, IsNull } from 'typeorm';
import type { AddressFilter } from '../http/address-list.ts';
import { insertRows, isPostgres } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import {
  type UnsubscribedRow,
  UnsubscribedTable,
  type UnsubscribeLinkRow,
  UnsubscribeLinkTable,
} from '../store/tables/unsubscribe.table.ts';
import type { Tx } from '../store/transaction.ts';

/** What a statement may ask for at once. */
const KEYS_AT_ONCE = 1_000;

/** `tokenHash`: SHA-256 of what somebody has; the token itself is compared with nothing. */
export async function findLink(read: Tx, tokenHash: string): Promise<UnsubscribeLinkRow | undefined> {
  return (await read.getRepository(UnsubscribeLinkTable).findOneBy({ tokenHash })) ?? undefined;
}

/** Those that get no mass mail today. */
export async function activeWith(read: Tx, keys: readonly string[]): Promise<UnsubscribedRow[]> {
  const found: UnsubscribedRow[] = [];
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const addressKey = In(keys.slice(at, at + KEYS_AT_ONCE));
    found.push(...(await read.getRepository(UnsubscribedTable).findBy({ addressKey, endedAt: IsNull() })));
  }
  return found;
}

export async function findUnsubscribedRow(read: Tx, id: string): Promise<UnsubscribedRow | undefined> {
  return (await read.getRepository(UnsubscribedTable).findOneBy({ id })) ?? undefined;
}

export async function insertUnsubscribed(tx: Tx, row: UnsubscribedRow): Promise<void> {
  const { id, address, addressKey: address_key, at, messageId: message_id, ruleId: rule_id } = row;
  await insertRows(tx, 'unsubscribed', [{ id, address, address_key, at, message_id, rule_id }]);
}

export async function endRow(
  tx: Tx,
  id: string,
  end: Pick<UnsubscribedRow, 'endedAt' | 'endedBy' | 'endedReason'>,
): Promise<void> {
  await tx.getRepository(UnsubscribedTable).update({ id }, end);
}

/** Of two who change one address at once the second waits, and then sees what the first did. */
export async function lockAddress(tx: Tx, key: string): Promise<void> {
  if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(hashtext(${`unsubscribe ${key}`}))`;
}

/** Newest first. */
export async function listUnsubscribed(store: Store, filter: AddressFilter): Promise<UnsubscribedRow[]> {
  const query = store.read
    .getRepository(UnsubscribedTable)
    .createQueryBuilder('one')
    .where(`one.endedAt IS ${filter.ended ? 'NOT NULL' : 'NULL'}`);
  if (filter.before !== undefined) query.andWhere('one.id < :before', { before: filter.before });
  if (filter.search !== '') {
    const part = `%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.andWhere(`one.addressKey LIKE :part ESCAPE '\\'`, { part });
  }
  return query.orderBy('one.id', 'DESC').take(filter.limit).getMany();
}

export async function countUnsubscribed(store: Store): Promise<number> {
  return store.read.getRepository(UnsubscribedTable).countBy({ endedAt: IsNull() });
}
