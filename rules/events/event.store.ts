import type { EntityManager } from 'typeorm';
import { AppError, type JsonObject } from '../../src/sdk/index.ts';
import { insertRows, returned } from '../../src/store/sql.ts';
import { type EventRow, type EventState, EventTable } from '../../src/store/tables/event.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

export async function findEventByKey(manager: EntityManager, idempotencyKey: string): Promise<EventRow | undefined> {
  return (await manager.getRepository(EventTable).findOneBy({ idempotencyKey })) ?? undefined;
}

/** Undefined for one that retention has removed, too. */
export async function findEvent(manager: EntityManager, id: string): Promise<EventRow | undefined> {
  return (await manager.getRepository(EventTable).findOneBy({ id })) ?? undefined;
}

export async function getEvent(manager: EntityManager, id: string): Promise<EventRow> {
  const row = await findEvent(manager, id);
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no event with this id.');
  return row;
}

/** False for one that retention has removed. */
export async function isHeld(manager: EntityManager, id: string): Promise<boolean> {
  return manager.getRepository(EventTable).existsBy({ id, state: 'held' });
}

/** Longer facts are no sample to look at, and twenty of them would be too much to read. */
const LONGEST_SAMPLE = 100_000;

/** The newest committed events of a trigger, by the index event_trigger; ids are ordered by time (UUID version 7). */
export async function recentEvents(
  manager: EntityManager,
  triggerKey: string,
  most: number,
): Promise<{ id: string; facts: JsonObject; at: number }[]> {
  const rows = await manager.sql<{ id: string; facts: string; created_at: number | string }[]>`
    SELECT id, facts, created_at FROM event
    WHERE trigger_key = ${triggerKey} AND state = 'committed' AND LENGTH(facts) <= ${LONGEST_SAMPLE}
    ORDER BY id DESC LIMIT ${most}`;
  return rows.map(({ id, facts, created_at }) => ({ id, facts: JSON.parse(facts), at: Number(created_at) }));
}

/** False when another event has the idempotency key: then nothing was inserted. */
export async function insertEvent(tx: Tx, row: EventRow): Promise<boolean> {
  const columns = {
    id: row.id,
    idempotency_key: row.idempotencyKey,
    request_hash: row.requestHash,
    trigger_key: row.triggerKey,
    facts: JSON.stringify(row.facts),
    state: row.state,
    result: JSON.stringify(row.result),
    created_at: row.createdAt,
    created_by: row.createdBy,
    instance_id: row.instanceId,
    expires_at: row.expiresAt,
    approval: row.approval === null ? null : JSON.stringify(row.approval),
  };
  return (await insertRows(tx, 'event', [columns], 'idempotency_key')) > 0 || row.idempotencyKey === null;
}

/** Moves a held event on; false when it is not held (any more). `now`: only before it expires; absent: at any time. */
export async function decideEvent(tx: Tx, id: string, state: EventState, now?: number): Promise<boolean> {
  const result =
    now === undefined
      ? await tx.sql`UPDATE event SET state = ${state}, expires_at = NULL WHERE id = ${id} AND state = 'held' RETURNING id`
      : await tx.sql`UPDATE event SET state = ${state}, expires_at = NULL
          WHERE id = ${id} AND state = 'held' AND expires_at > ${now} RETURNING id`;
  return returned<{ id: string }>(result).length > 0;
}

export async function expiredEventIds(manager: EntityManager, now: number): Promise<string[]> {
  const rows = await manager.sql<{ id: string }[]>`
    SELECT id FROM event WHERE expires_at IS NOT NULL AND expires_at <= ${now} ORDER BY expires_at LIMIT 500`;
  return rows.map(({ id }) => id);
}
