import { insertProof } from '../store/proof-record.ts';
import { isPostgres } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { dueRuns } from './due.ts';
import { deleteContents, type Purge, upToBytes } from './purge-content.ts';

const ROWS_AT_ONCE = 500;
const DOCUMENTS_AT_ONCE = 50;
/** of 256 KiB each */
const PIECES_AT_ONCE = 32;

/** How far the rows of a run are: only a short cut, for what is not known is looked at again. */
export interface RunPlace {
  runId: string;
  seq: number;
}

/**
 * Deletes a part of what an ended run still holds: uploads, then documents, then the values of its rows; at last it is
 * marked, with a record. Numbers of persons, addresses, digests and results stay. Undefined: there is no such run.
 */
export async function purgeRun(tx: Tx, purge: Purge, place: RunPlace): Promise<RunPlace | undefined> {
  // Locked, so that nobody lets it go on meanwhile.
  const lock = isPostgres(tx) ? 'FOR UPDATE OF r SKIP LOCKED' : '';
  const [run] = await tx.sql<{ id: string }[]>`
    SELECT r.id FROM run r WHERE ${() => dueRuns(purge.before)} ORDER BY r.id LIMIT 1 ${() => lock}`;
  if (run === undefined) return undefined;
  const seq = place.runId === run.id ? place.seq : 0;
  if (await purgeUpload(tx, run.id)) return { runId: run.id, seq };
  if (await purgeDocuments(tx, run.id)) return { runId: run.id, seq };
  const last = await purgeRows(tx, run.id, seq);
  if (last !== undefined) return { runId: run.id, seq: last };
  await finish(tx, run.id, purge);
  return { runId: run.id, seq };
}

/** Uploads go when they have been read; this is one of a plan that nobody finished. It may be large. */
async function purgeUpload(tx: Tx, runId: string): Promise<boolean> {
  const [file] = await tx.sql<{ id: string; content_id: string }[]>`
    SELECT id, content_id FROM run_file WHERE run_id = ${runId} AND content_id IS NOT NULL ORDER BY id LIMIT 1`;
  if (file === undefined) return false;
  const pieces = await tx.sql<{ seq: number }[]>`
    SELECT seq FROM content WHERE id = ${file.content_id} ORDER BY seq LIMIT ${PIECES_AT_ONCE}`;
  const seqs = pieces.map(({ seq }) => seq);
  if (seqs.length > 0) await tx.sql`DELETE FROM content WHERE id = ${file.content_id} AND seq IN (${() => seqs})`;
  else await tx.sql`UPDATE run_file SET content_id = NULL WHERE id = ${file.id}`;
  return true;
}

async function purgeDocuments(tx: Tx, runId: string): Promise<boolean> {
  const found = await tx.sql<{ id: string; content_id: string; size: number }[]>`
    SELECT id, content_id, size FROM run_document WHERE run_id = ${runId} AND content_id IS NOT NULL
    ORDER BY id LIMIT ${DOCUMENTS_AT_ONCE}`;
  const documents = upToBytes(found);
  if (documents.length === 0) return false;
  await deleteContents(tx, documents);
  await tx.sql`UPDATE run_document SET content_id = NULL WHERE id IN (${() => documents.map(({ id }) => id)})`;
  return true;
}

/** Answers the last row that was looked at; undefined when there are no more. */
async function purgeRows(tx: Tx, runId: string, after: number): Promise<number | undefined> {
  const rows = await tx.sql<{ seq: number }[]>`
    SELECT seq FROM run_item WHERE run_id = ${runId} AND seq > ${after} ORDER BY seq LIMIT ${ROWS_AT_ONCE}`;
  const last = rows.at(-1)?.seq;
  if (last === undefined) return undefined;
  await tx.sql`
    UPDATE run_item SET facts = '{}', by_hand = NULL WHERE run_id = ${runId} AND seq > ${after} AND seq <= ${last} AND facts <> '{}'`;
  return last;
}

async function finish(tx: Tx, runId: string, { now, days }: Purge): Promise<void> {
  const [documents] = await tx.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM run_document WHERE run_id = ${runId}`;
  const [rows] = await tx.sql<{ n: number | string }[]>`SELECT COUNT(*) AS n FROM run_item WHERE run_id = ${runId}`;
  await tx.sql`UPDATE run SET purged_at = ${now} WHERE id = ${runId}`;
  const counts = { documents: Number(documents?.n ?? 0), rows: Number(rows?.n ?? 0) };
  await insertProof(tx, [{ subject: runId, kind: 'purge', at: now, data: { what: 'run', days, ...counts } }]);
}
