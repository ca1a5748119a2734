import { createHash } from 'node:crypto';
import { newId } from '../sdk/index.ts';
import { insertPiece } from '../store/content.ts';
import { insertRows } from '../store/sql.ts';
import type { RunFileRow, RunItemRow } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';
import { cellText, rowFacts } from './facts.ts';
import { deleteItems, insertItems, plannedMessages } from './item.store.ts';
import { nameKey } from './name-key.ts';
import { type PlanJob, storePart } from './plan-job.ts';
import { deleteContent, deleteDocuments, listFiles, updateFile } from './run.store.ts';
import type { IntakeDocument, IntakeRow } from './run-intake.ts';
import { readSealed, sealSmall, storeSealed } from './sealed-content.ts';

const ROWS_AT_ONCE = 500;
const DOCUMENTS_AT_ONCE = 25;
/** A document up to here goes in with others; a larger one piece by piece before its row. */
const SMALL_BYTES = 200 * 1024;
const DISCARDED_AT_ONCE = 500;

/** Reads what was uploaded since the last plan. A file that was read half when the process ended is read again. */
export async function readFiles(job: PlanJob): Promise<void> {
  for (const file of await listFiles(job.deps.store.read, job.run.id)) {
    if (file.state !== 'stored' || file.contentId === null) continue;
    if (file.kind === 'rows') await readRowsFile(job, file, file.contentId);
    else await readDocumentsFile(job, file, file.contentId);
  }
}

/** The rows of a new file take the place of all there were. */
async function readRowsFile(job: PlanJob, file: RunFileRow, contentId: string): Promise<void> {
  await dropRows(job);
  let seq = 0;
  let batch: RunItemRow[] = [];
  const flush = async () => {
    const items = batch;
    batch = [];
    await storePart(job, { step: 'rows', done: seq, total: null }, (tx) => insertItems(tx, items));
  };
  for await (const row of job.deps.intake.rows(intakeFile(job, file, contentId))) {
    seq += 1;
    batch.push(itemOf(job, row, seq));
    if (batch.length === ROWS_AT_ONCE) await flush();
  }
  await flush();
  await finishFile(job, { step: 'rows', done: seq, total: seq }, file, contentId);
}

async function dropRows(job: PlanJob): Promise<void> {
  const { deps, run } = job;
  const progress = { step: 'rows', done: 0, total: null };
  for (;;) {
    const ids = await plannedMessages(deps.store.read, run.id, DISCARDED_AT_ONCE);
    if (ids.length === 0) break;
    await storePart(job, progress, async (tx) => {
      await deps.outbox.runs.discard(tx, ids);
      await tx.sql`UPDATE run_item SET message_id = NULL WHERE run_id = ${run.id} AND message_id IN (${() => ids})`;
    });
  }
  await storePart(job, progress, (tx) => deleteItems(tx, run.id));
}

function itemOf({ run, choices, rule, deps }: PlanJob, row: IntakeRow, seq: number): RunItemRow {
  const values = 'values' in row ? row.values : {};
  const address = cellText(values[choices.addressField]);
  return {
    id: newId(),
    runId: run.id,
    seq,
    line: row.line,
    owner: cellText(values[choices.ownerField]),
    address,
    addressKey: address.toLowerCase(),
    facts: rowFacts(values, rule.schema),
    documentId: null,
    documentChosen: 0,
    state: 'waiting',
    rowProblem: 'problem' in row ? row.problem : null,
    occasion: null,
    messageId: null,
    replaces: null,
    leftOutKind: null,
    leftOutReason: null,
    leftOutBy: null,
    redirect: null,
    version: 1,
    updatedAt: deps.clock.now(),
  };
}

interface Sealed {
  row: Record<string, unknown> & { content_id: string | null };
  /** still to be stored; null: stored already, or there is nothing */
  bytes: Buffer | null;
}

async function readDocumentsFile(job: PlanJob, file: RunFileRow, contentId: string): Promise<void> {
  const { documents } = job.choices;
  let done = 0;
  let batch: Sealed[] = [];
  const flush = async () => {
    const sealed = batch;
    batch = [];
    await storePart(job, { step: 'documents', done, total: null }, (tx) => insertSealed(tx, sealed));
  };
  await storePart(job, { step: 'documents', done, total: null }, (tx) => deleteDocuments(tx, file.id));
  const marker = documents.by === 'marker' ? markerOf(documents) : undefined;
  for await (const document of job.deps.intake.documents(intakeFile(job, file, contentId), marker)) {
    batch.push(await sealDocument(job, file, document));
    done += 1;
    if (batch.length === DOCUMENTS_AT_ONCE) await flush();
  }
  await flush();
  await finishFile(job, { step: 'documents', done, total: done }, file, contentId);
}

function markerOf({ text, pattern }: { text?: string; pattern?: string }) {
  return text === undefined ? { pattern: pattern ?? '' } : { text };
}

async function insertSealed(tx: Tx, sealed: readonly Sealed[]): Promise<void> {
  for (const { row, bytes } of sealed) if (bytes && row.content_id) await insertPiece(tx, row.content_id, 0, bytes);
  await insertRows(
    tx,
    'run_document',
    sealed.map(({ row }) => row),
  );
}

async function sealDocument(job: PlanJob, file: RunFileRow, document: IntakeDocument): Promise<Sealed> {
  const base = { id: newId(), run_id: job.run.id, file_id: file.id, name: document.name };
  const row = { ...base, name_key: nameKey(document.name), owner: null as string | null };
  if ('problem' in document) {
    const problem = { problem: document.problem.kind, problem_text: document.problem.message };
    return { row: { ...row, size: 0, sha256: '', content_id: null, ...problem }, bytes: null };
  }
  const contentId = newId();
  const stored = await sealBytes(job, contentId, document.bytes);
  const owner = document.owner ?? null;
  const whole = { ...row, owner, size: stored.size, sha256: stored.sha256, content_id: contentId };
  return { row: { ...whole, problem: null, problem_text: null }, bytes: stored.sealed };
}

async function sealBytes(
  { deps }: PlanJob,
  contentId: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ size: number; sha256: string; sealed: Buffer | null }> {
  const iterator = asyncIterator(bytes);
  const start: Uint8Array[] = [];
  let size = 0;
  while (size <= SMALL_BYTES) {
    const { done, value } = await iterator.next();
    if (done) {
      const plain = Buffer.concat(start);
      return {
        size,
        sha256: createHash('sha256').update(plain).digest('hex'),
        sealed: sealSmall(deps, contentId, plain),
      };
    }
    start.push(value);
    size += value.length;
  }
  return { ...(await storeSealed(deps, contentId, chain(start, iterator))), sealed: null };
}

async function* asyncIterator(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* bytes;
}

async function* chain(start: Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* start;
  yield* rest;
}

function intakeFile({ deps, signal }: PlanJob, { name, size }: RunFileRow, contentId: string) {
  return { name, size, signal, read: () => readSealed(deps, contentId) };
}

async function finishFile(
  job: PlanJob,
  progress: { step: string; done: number; total: number },
  file: RunFileRow,
  contentId: string,
): Promise<void> {
  await storePart(job, progress, async (tx) => {
    await updateFile(tx, file.id, { state: 'read', contentId: null });
    await deleteContent(tx, contentId);
  });
}
