import type { EntityManager } from 'typeorm';
import { isPostgres, returned } from '../../src/store/sql.ts';
import {
  type ReceivedEventRow,
  type ReceivedEventState,
  ReceivedEventTable,
} from '../../src/store/tables/received-event.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 50;

/** The oldest first: an answer to an answer comes after it. */
export async function dueReceived(manager: EntityManager, now: number): Promise<ReceivedEventRow[]> {
  return manager
    .getRepository(ReceivedEventTable)
    .createQueryBuilder('one')
    .where('one.dueAt <= :now', { now })
    .orderBy('one.dueAt')
    .addOrderBy('one.id')
    .take(AT_ONCE)
    .getMany();
}

/** When the next one is due; undefined: none waits. */
export async function firstReceivedAt(manager: EntityManager): Promise<number | undefined> {
  const [first] = await manager.sql<{ due_at: number | string }[]>`
    SELECT due_at FROM received_event WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1`;
  return first === undefined ? undefined : Number(first.due_at);
}

/** How often the rule fired for the sender in the last 24 hours. */
export async function countFired(
  manager: EntityManager,
  { ruleId, sender }: Pick<ReceivedEventRow, 'ruleId' | 'sender'>,
  now: number,
): Promise<number> {
  const [row] = await manager.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM received_event
    WHERE rule_id = ${ruleId} AND sender = ${sender} AND state = 'fired' AND decided_at > ${now - DAY_MS}`;
  return Number(row?.n ?? 0);
}

/** Of two processes the second one counts what the first one fired. */
export async function lockRule(tx: Tx, ruleId: string): Promise<void> {
  if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(hashtext(${`received ${ruleId}`}))`;
}

/** False where it is decided already. */
export async function decide(
  tx: Tx,
  id: string,
  { state, detail, eventId, at }: { state: ReceivedEventState; detail: string; eventId: string | null; at: number },
): Promise<boolean> {
  const rows = returned<unknown>(
    await tx.sql`
      UPDATE received_event SET state = ${state}, detail = ${detail}, event_id = ${eventId}, due_at = NULL,
        decided_at = ${at}
      WHERE id = ${id} AND state = 'waiting' RETURNING id`,
  );
  return rows.length > 0;
}

export async function tryLater(tx: Tx, { id }: Pick<ReceivedEventRow, 'id'>, dueAt: number): Promise<void> {
  await tx.sql`
    UPDATE received_event SET attempts = attempts + 1, due_at = ${dueAt} WHERE id = ${id} AND state = 'waiting'`;
}

/** Of a rule, newest first. */
export async function listReceived(
  manager: EntityManager,
  { ruleId, before, limit }: { ruleId: string; before: string | undefined; limit: number },
): Promise<ReceivedEventRow[]> {
  const query = manager
    .getRepository(ReceivedEventTable)
    .createQueryBuilder('one')
    .where('one.ruleId = :ruleId', { ruleId });
  if (before !== undefined) query.andWhere('one.id < :before', { before });
  return query.orderBy('one.id', 'DESC').take(limit).getMany();
}

export async function deleteReceivedOf(tx: Tx, ruleId: string): Promise<void> {
  await tx.getRepository(ReceivedEventTable).delete({ ruleId });
}
