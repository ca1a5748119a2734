import { In, LessThan } from 'typeorm';
import { AppError } from '../sdk/index.ts';
import { isPostgres, returned } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type RunRow, type RunState, RunTable } from '../store/tables/run.table.ts';
import { type RunFileRow, RunFileTable } from '../store/tables/run-file.table.ts';
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

/** As SQL, over run_item: a second person is asked, about an e-mail, so the row is planned. The column has JSON, which may be null, too. */
export const ASKED = `(run_item.state = 'planned' AND "redirect" IS NOT NULL AND "redirect" <> 'null')`;

export interface RunPage {
  before: string | undefined;
  /** only runs with a row of which a second person is asked about another address */
  redirect: boolean;
  limit: number;
}

export async function listRuns(store: Store, page: RunPage): Promise<RunRow[]> {
  const query = store.read.getRepository(RunTable).createQueryBuilder('run');
  if (page.before !== undefined) query.where({ id: LessThan(page.before) });
  if (page.redirect) query.andWhere(`run.id IN (SELECT run_id FROM run_item WHERE ${ASKED})`);
  return query.orderBy('run.id', 'DESC').take(page.limit).getMany();
}

export async function runIdsIn(store: Store, states: readonly RunState[]): Promise<string[]> {
  const rows = await store.read.sql<{ id: string }[]>`
    SELECT id FROM run WHERE state IN (${() => [...states]}) ORDER BY id`;
  return rows.map(({ id }) => id);
}

export async function runsIn(store: Store, states: readonly RunState[]): Promise<RunRow[]> {
  return store.read.getRepository(RunTable).find({ where: { state: In([...states]) }, order: { id: 'ASC' } });
}

/** Another text whenever a run was made, changed or deleted: versions only grow, and a new id is above all others. */
export async function runRevision(store: Store): Promise<string> {
  const [row] = await store.read.sql<{ n: number | string; versions: number | string | null; newest: string | null }[]>`
    SELECT COUNT(*) AS n, SUM(version) AS versions, MAX(id) AS newest FROM run`;
  return `${Number(row?.n ?? 0)}.${Number(row?.versions ?? 0)}.${row?.newest ?? ''}`;
}

export async function insertRun(tx: Tx, row: RunRow): Promise<void> {
  await tx.getRepository('run').insert(row);
}

/** As the runs of a rule spell them, the oldest first; `except`: a run that does not count. */
export async function otherPeriods(read: Tx, ruleId: string, except: string | null): Promise<string[]> {
  const rows = await read.sql<{ period: string }[]>`
    SELECT period FROM run WHERE rule_id = ${ruleId} AND id <> ${except ?? ''} ORDER BY id`;
  return rows.map(({ period }) => period);
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

/** Which of these the documents of a run have as their name, or as their owner where they were split; and how many there are. */
export async function knownNameKeys(
  read: Tx,
  runId: string,
  by: string,
  keys: readonly string[],
): Promise<{ keys: Set<string>; total: number }> {
  const [count] = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM run_document d JOIN run_file f ON f.id = d.file_id
    WHERE d.run_id = ${runId} AND f.state = 'read'`;
  if (keys.length === 0) return { keys: new Set(), total: Number(count?.n ?? 0) };
  const rows = await read.sql<{ name_key: string; owner_key: string }[]>`
    SELECT d.name_key, d.owner_key FROM run_document d JOIN run_file f ON f.id = d.file_id
    WHERE d.run_id = ${runId} AND f.state = 'read'
      AND (d.name_key IN (${() => [...keys]}) OR d.owner_key IN (${() => [...keys]}))`;
  const found = rows.map(({ name_key: name, owner_key: owner }) => (by === 'marker' ? owner : name));
  return { keys: new Set(found), total: Number(count?.n ?? 0) };
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

/** At most `limit` documents of a file, with their bytes. Answers how many; 0: there are no more. */
export async function deleteSomeDocuments(tx: Tx, fileId: string, limit: number): Promise<number> {
  const rows = await tx.sql<{ id: string; content_id: string | null }[]>`
    SELECT id, content_id FROM run_document WHERE file_id = ${fileId} LIMIT ${limit}`;
  if (rows.length === 0) return 0;
  await tx.sql`DELETE FROM content WHERE id IN (${() => rows.map((row) => row.content_id ?? '')})`;
  await tx.sql`DELETE FROM run_document WHERE id IN (${() => rows.map(({ id }) => id)})`;
  return rows.length;
}

/** Uploads that were kept so that they could be read in another way. */
export async function dropUploads(tx: Tx, runId: string): Promise<void> {
  await tx.sql`
    DELETE FROM content WHERE id IN (SELECT content_id FROM run_file WHERE run_id = ${runId} AND state = 'read')`;
  await tx.sql`UPDATE run_file SET content_id = NULL WHERE run_id = ${runId} AND state = 'read'`;
}

/** The run with its files; its rows and mails are gone already. */
export async function deleteRunRow(tx: Tx, runId: string): Promise<void> {
  for (const file of await listFiles(tx, runId)) await deleteFile(tx, file);
  await tx.sql`DELETE FROM run WHERE id = ${runId}`;
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
    SELECT r.id FROM run r WHERE r.state = 'cancelled'
      AND EXISTS (SELECT 1 FROM delivery d WHERE d.run_id = r.id AND d.state IN ('held', 'queued'))`;
  return rows.map(({ id }) => id);
}
