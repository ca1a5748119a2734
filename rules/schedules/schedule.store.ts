import { AppError, newId } from '../../src/sdk/index.ts';
import { insertRows, returned } from '../../src/store/sql.ts';
import {
  type ScheduleRow,
  type ScheduleRunRow,
  ScheduleRunTable,
  ScheduleTable,
} from '../../src/store/tables/schedule.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

/** Of a schedule that runs each minute the history would grow for ever. */
const KEPT_RUNS = 200;

export interface SchedulePage {
  /** behind this place in the list; it need not be there any more */
  after: { name: string; id: string } | undefined;
  limit: number;
}

/** By name. */
export async function listSchedules(read: Tx, { after, limit }: SchedulePage): Promise<ScheduleRow[]> {
  const query = read.getRepository(ScheduleTable).createQueryBuilder('one');
  if (after !== undefined) query.where('(one.name > :name OR (one.name = :name AND one.id > :id))', after);
  return query.orderBy('one.name').addOrderBy('one.id').take(limit).getMany();
}

export async function getSchedule(read: Tx, id: string): Promise<ScheduleRow> {
  const row = await read.getRepository(ScheduleTable).findOneBy({ id });
  if (row === null) throw new AppError('NOT_FOUND', 'There is no such schedule. It may have been deleted.');
  return row;
}

/** False when another one that has not ended has its unique key: then nothing was inserted. */
export async function insertSchedule(tx: Tx, row: ScheduleRow): Promise<boolean> {
  if (await isTaken(tx, row)) return false;
  await tx.insert(ScheduleTable, row as never);
  return true;
}

/**
 * Of those that were read in the version `seen`; false when its unique key is taken. STALE when it was changed or fired
 * meanwhile: what it should do next was reckoned from what it was.
 */
export async function updateSchedule(tx: Tx, row: ScheduleRow, seen: ScheduleRow): Promise<boolean> {
  if (await isTaken(tx, row)) return false;
  const { id, ...values } = row;
  const { affected } = await tx
    .createQueryBuilder()
    .update(ScheduleTable)
    .set(values as never)
    .where('id = :id AND version = :version AND runs = :runs', { id, version: seen.version, runs: seen.runs })
    .execute();
  if (affected !== 1)
    throw new AppError('STALE', 'The schedule ran or was changed meanwhile. Read it again, then repeat the change.');
  return true;
}

async function isTaken(tx: Tx, { id, uniqueKey }: ScheduleRow): Promise<boolean> {
  if (uniqueKey === null) return false;
  const other = await tx.getRepository(ScheduleTable).findOneBy({ uniqueKey });
  return other !== null && other.id !== id;
}

/** Nothing is left to run by them. */
export async function deleteSchedulesOf(tx: Tx, ruleId: string): Promise<void> {
  await tx.sql`DELETE FROM schedule_run WHERE schedule_id IN (SELECT id FROM schedule WHERE rule_id = ${ruleId})`;
  await tx.sql`DELETE FROM schedule WHERE rule_id = ${ruleId}`;
}

export async function deleteScheduleRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(ScheduleRunTable, { scheduleId: id });
  await tx.delete(ScheduleTable, { id });
}

/** Those that are due, the longest waiting first. */
export async function dueSchedules(read: Tx, now: number): Promise<ScheduleRow[]> {
  return read
    .getRepository(ScheduleTable)
    .createQueryBuilder('one')
    .where('one.nextAt IS NOT NULL AND one.nextAt <= :now', { now })
    .orderBy('one.nextAt')
    .take(100)
    .getMany();
}

export async function firstDueAt(read: Tx): Promise<number | undefined> {
  const [row] = await read.sql<{ next: number | string | null }[]>`
    SELECT MIN(next_at) AS next FROM schedule WHERE next_at IS NOT NULL`;
  return row?.next == null ? undefined : Number(row.next);
}

/** When one of the schedules of a rule is due next. */
export async function nextRunOf(read: Tx, ruleId: string): Promise<number | undefined> {
  const [row] = await read.sql<{ next: number | string | null }[]>`
    SELECT MIN(next_at) AS next FROM schedule WHERE rule_id = ${ruleId} AND next_at IS NOT NULL`;
  return row?.next == null ? undefined : Number(row.next);
}

export interface Step {
  nextAt: number | null;
  ended: boolean;
  /** whether it counts as a run */
  counts: boolean;
  now: number;
}

/**
 * Moves the schedule on from the moment that was due; false when another process did, or somebody changed it. The one
 * that moves it on has fired: it must be in the transaction of the event.
 */
export async function moveOn(tx: Tx, row: ScheduleRow, { nextAt, ended, counts, now }: Step): Promise<boolean> {
  const moved = returned<{ id: string }>(
    await tx.sql`
      UPDATE schedule SET next_at = ${nextAt}, state = ${ended ? 'ended' : 'active'}, runs = runs + ${counts ? 1 : 0},
        last_at = ${counts ? now : row.lastAt}, unique_key = ${ended ? null : row.uniqueKey}
      WHERE id = ${row.id} AND next_at = ${row.nextAt} AND version = ${row.version} AND runs = ${row.runs}
        AND state = 'active' RETURNING id`,
  );
  return moved.length > 0;
}

/** A run between those that are due: it counts, and the last one of so many ends the schedule. False: it is not there. */
export async function countRun(tx: Tx, { id, expires }: ScheduleRow, now: number): Promise<boolean> {
  const [counted] = returned<{ runs: number | string }>(
    await tx.sql`UPDATE schedule SET runs = runs + 1, last_at = ${now} WHERE id = ${id} RETURNING runs`,
  );
  if (counted === undefined) return false;
  if (Number(counted.runs) >= Number(expires?.['runs'] ?? Number.POSITIVE_INFINITY)) {
    await tx.sql`UPDATE schedule SET state = 'ended', next_at = NULL, unique_key = NULL WHERE id = ${id}`;
  }
  return true;
}

/**
 * A run that was asked for by the webhook: only while it is active and has this very URL, and never more often than it may.
 * The last one ends it.
 */
export async function countCall(tx: Tx, { id, hookHash }: ScheduleRow, most: number, now: number): Promise<boolean> {
  const counted = await tx.sql`
    UPDATE schedule SET runs = runs + 1, last_at = ${now},
      state = CASE WHEN runs + 1 >= ${most} THEN 'ended' ELSE state END,
      unique_key = CASE WHEN runs + 1 >= ${most} THEN NULL ELSE unique_key END
    WHERE id = ${id} AND hook_hash = ${hookHash} AND state = 'active' AND runs < ${most} RETURNING id`;
  return returned<{ id: string }>(counted).length > 0;
}

export async function findScheduleByHook(read: Tx, hookHash: string): Promise<ScheduleRow | undefined> {
  return (await read.getRepository(ScheduleTable).findOneBy({ hookHash })) ?? undefined;
}

export async function keepRun(tx: Tx, run: Omit<ScheduleRunRow, 'id'>): Promise<void> {
  await insertRows(tx, 'schedule_run', [
    {
      id: newId(run.at),
      ...{ schedule_id: run.scheduleId, due_at: run.dueAt, at: run.at },
      ...{ outcome: run.outcome, message: run.message, event_id: run.eventId },
    },
  ]);
  await tx.sql`
    DELETE FROM schedule_run WHERE schedule_id = ${run.scheduleId} AND id NOT IN (
      SELECT id FROM schedule_run WHERE schedule_id = ${run.scheduleId} ORDER BY id DESC LIMIT ${KEPT_RUNS})`;
}

/** The newest first. */
export async function listRuns(read: Tx, scheduleId: string): Promise<ScheduleRunRow[]> {
  return read.getRepository(ScheduleRunTable).find({ where: { scheduleId }, order: { id: 'DESC' }, take: KEPT_RUNS });
}
