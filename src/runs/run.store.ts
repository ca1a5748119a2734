import { LessThan } from 'typeorm';
import { AppError } from '../sdk/index.ts';
import { isPostgres, returned } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type RunFileRow, RunFileTable, type RunRow, type RunState, RunTable } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';

export async function getRun(read: Tx, id: string): Promise<RunRow> {
  const row = await read.getRepository(RunTable).findOneBy({ id });
  if (row === null) throw new AppError('NOT_FOUND', 'There is no payroll run with this id.');
  return row;
}

/** Nobody else changes it, or what belongs to it, until the transaction ends. */
export async function lockRun(tx: Tx, id: string): Promise<RunRow> {
  if (isPostgres(tx)) await tx.sql`SELECT id FROM run WHERE id = ${id} FOR UPDATE`;
  return getRun(tx, id);
}

export async function listRuns(store: Store, page: { before: string | undefined; limit: number }): Promise<RunRow[]> {
  return store.read.getRepository(RunTable).find({
    ...(page.before === undefined ? {} : { where: { id: LessThan(page.before) } }),
    order: { id: 'DESC' },
    take: page.limit,
  });
}

export async function runIdsIn(store: Store, states: readonly RunState[]): Promise<string[]> {
  const rows = await store.read.sql<{ id: string }[]>`
    SELECT id FROM run WHERE state IN (${() => [...states]}) ORDER BY id`;
  return rows.map(({ id }) => id);
}

export async function insertRun(tx: Tx, row: RunRow): Promise<void> {
  await tx.getRepository('run').insert(row);
}

/** The row as it is now; `run` was locked in this transaction. */
export async function updateRun(tx: Tx, run: RunRow, change: Partial<RunRow>): Promise<RunRow> {
  const next = { ...change, version: run.version + 1 };
  await tx.getRepository('run').update({ id: run.id }, next);
  return { ...run, ...next };
}

export async function listFiles(read: Tx, runId: string): Promise<RunFileRow[]> {
  return read.getRepository(RunFileTable).find({ where: { runId }, order: { id: 'ASC' } });
}

export async function insertFile(tx: Tx, row: RunFileRow): Promise<void> {
  await tx.getRepository('run_file').insert(row);
}

export async function updateFile(tx: Tx, id: string, change: Partial<RunFileRow>): Promise<void> {
  await tx.getRepository('run_file').update({ id }, change);
}

/** A file with its bytes and the documents that came from it. */
export async function deleteFile(tx: Tx, file: RunFileRow): Promise<void> {
  await deleteDocuments(tx, file.id);
  if (file.contentId !== null) await deleteContent(tx, file.contentId);
  await tx.sql`DELETE FROM run_file WHERE id = ${file.id}`;
}

export async function deleteContent(tx: Tx, contentId: string): Promise<void> {
  await tx.sql`DELETE FROM content WHERE id = ${contentId}`;
}

export async function deleteDocuments(tx: Tx, fileId: string): Promise<void> {
  await tx.sql`DELETE FROM content WHERE id IN (SELECT content_id FROM run_document WHERE file_id = ${fileId})`;
  await tx.sql`DELETE FROM run_document WHERE file_id = ${fileId}`;
}

/** Uploads that broke off: their process is gone or their client is. */
export async function sweepUploads(tx: Tx, before: number): Promise<void> {
  const files = await tx.getRepository(RunFileTable).findBy({ state: 'uploading', createdAt: LessThan(before) });
  for (const file of files) await deleteFile(tx, file);
}

/** The right to plan a run, for one process at a time. False: another one has it. */
export async function takeLease(
  tx: Tx,
  of: { id: string; token: string; now: number; until: number },
): Promise<boolean> {
  const rows = returned<{ id: string }>(
    await tx.sql`
      UPDATE run SET lease = ${of.token}, lease_until = ${of.until}
      WHERE id = ${of.id} AND state = 'planning' AND (lease IS NULL OR lease_until < ${of.now}) RETURNING id`,
  );
  return rows.length === 1;
}

/** Says how far the planning is and keeps the right to it. False: it was stopped, or another process took over. */
export async function keepLease(
  tx: Tx,
  of: { id: string; token: string; until: number; step: string; done: number; total: number | null },
): Promise<boolean> {
  const rows = returned<{ id: string }>(
    await tx.sql`
      UPDATE run SET lease_until = ${of.until}, step = ${of.step}, step_done = ${of.done}, step_total = ${of.total}
      WHERE id = ${of.id} AND lease = ${of.token} AND state = 'planning' RETURNING id`,
  );
  return rows.length === 1;
}

export async function dropLease(tx: Tx, of: { id: string; token: string }): Promise<void> {
  await tx.sql`UPDATE run SET lease = NULL, lease_until = NULL WHERE id = ${of.id} AND lease = ${of.token}`;
}

/** Only where this process is the only one: whoever had a lease is dead. */
export async function dropAllLeases(tx: Tx): Promise<void> {
  await tx.sql`UPDATE run SET lease = NULL, lease_until = NULL WHERE lease IS NOT NULL`;
}

/** Cancelled runs with mails that are not: a crash came between the two. */
export async function cancelledWithMails(store: Store): Promise<string[]> {
  const rows = await store.read.sql<{ id: string }[]>`
    SELECT DISTINCT r.id FROM delivery d JOIN message m ON m.id = d.id JOIN run r ON r.id = m.run_id
    WHERE d.due_at IS NOT NULL AND d.state IN ('held', 'queued') AND r.state = 'cancelled'`;
  return rows.map(({ id }) => id);
}
