import { createHash } from 'node:crypto';
import { newId, ownerKey } from '../../sdk/index.ts';
import { deletePieces, PIECE_BYTES, sealedId, storeContent } from '../../store/content.ts';
import { insertRows } from '../../store/sql.ts';
import type { RunFileRow } from '../../store/tables/run-file.table.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { checkColumns } from '../plan/check-columns.ts';
import { cellText, rowFacts } from '../plan/facts.ts';
import { nameKey } from '../plan/name-key.ts';
import { type PlanJob, storePart } from '../plan/plan-job.ts';
import { deleteItems, insertItems, lastSeq, plannedMessages } from '../rows/item.store.ts';
import { openSelection } from '../rows/row-selection.ts';
import { deleteSomeDocuments, listFiles, updateFile } from '../run.store.ts';
import type { IntakeDocument, IntakeRow } from './run-intake.ts';

const ROWS_AT_ONCE = 250;
const DOCUMENTS_AT_ONCE = 25;
/** A document up to here goes in with others; a larger one piece by piece before its row. */
const SMALL_BYTES = 200 * 1024;
const DISCARDED_AT_ONCE = 500;
const PIECES_AT_ONCE = 16;
const PDF_NAME = /\.pdf$/i;

/** Reads what was uploaded since the last plan. A file that was read half when the process ended is read again. */
export async function readFiles(job: PlanJob): Promise<void> {
  const files = await listFiles(job.deps.store.read, job.run.id);
  const alone = files.filter(({ kind }) => kind === 'documents').length === 1;
  for (const file of files) {
    if (file.state !== 'stored' || file.contentId === null) continue;
    // One PDF for all persons may have to be split, or split in another way, when somebody sees what came of it.
    const keep = job.choices.documents.by === 'marker' || (alone && PDF_NAME.test(file.name));
    if (file.kind === 'rows') await readRowsFile(job, file, file.contentId);
    else await readDocumentsFile(job, file, file.contentId, keep);
  }
}

/** The rows of a new file take the place of all there were. Of one that was read half the rest is read. */
async function readRowsFile(job: PlanJob, file: RunFileRow, contentId: string): Promise<void> {
  const how = howRowsAreRead(job);
  if (file.reading !== how) {
    await dropRows(job);
    await storePart(job, { step: 'rows', done: 0, total: null }, (tx) => updateFile(tx, file.id, { reading: how }));
  }
  const stored = await lastSeq(job.deps.store.read, job.run.id);
  let seq = 0;
  let checked = false;
  let batch: RunItemRow[] = [];
  const flush = async () => {
    const items = batch;
    batch = [];
    await storePart(job, { step: 'rows', done: seq, total: null }, (tx) => insertItems(tx, items));
  };
  const selection = openSelection(job);
  for await (const row of job.deps.intake.rows(intakeFile(job, file, contentId))) {
    seq += 1;
    if (!checked && 'values' in row) {
      checkColumns(job.choices, file.name, row.values);
      checked = true;
    }
    const item = itemOf(job, row, seq);
    const left = await selection.leaveOut(item, row);
    if (seq > stored) batch.push({ ...item, ...left });
    // Also while nothing is stored: somebody may stop it, and the right to plan must not end meanwhile.
    if (seq % ROWS_AT_ONCE === 0) await flush();
  }
  await flush();
  selection.end();
  await finishFile(job, { step: 'rows', done: seq, total: seq }, file, contentId);
}

/** Rows that were read in another way are no beginning of these. */
function howRowsAreRead({ choices, rule }: PlanJob): string {
  const { ownerField, addressField, select } = choices;
  return createHash('sha256')
    .update(JSON.stringify([ownerField, addressField, select, rule.schema ?? null]))
    .digest('hex');
}

async function dropRows(job: PlanJob): Promise<void> {
  const { deps, run } = job;
  const progress = { step: 'rows', done: 0, total: null };
  for (;;) {
    const ids = await plannedMessages(deps.store.read, run.id, DISCARDED_AT_ONCE);
    if (ids.length === 0) break;
    await storePart(job, progress, async (tx) => {
      await deps.outbox.runs.discard(tx, ids);
      await tx.sql`
        UPDATE run_item SET message_id = NULL, replaces = NULL, state = 'waiting' WHERE message_id IN (${() => ids})`;
    });
  }
  for (let deleted = 1; deleted > 0; ) {
    await storePart(job, progress, async (tx) => {
      deleted = await deleteItems(tx, run.id, ROWS_AT_ONCE);
    });
  }
  // Those that were drawn for the rows stand under the id of the run.
  await dropDocuments(job, run);
}

function itemOf({ run, choices, rule, deps }: PlanJob, row: IntakeRow, seq: number): RunItemRow {
  const values = 'values' in row ? row.values : {};
  const address = cellText(values[choices.addressField]);
  const owner = cellText(values[choices.ownerField]);
  return {
    id: newId(),
    runId: run.id,
    seq,
    line: row.line,
    owner,
    ownerKey: ownerKey(owner),
    address,
    addressKey: address.toLowerCase(),
    facts: rowFacts(values, rule.schema),
    byHand: null,
    fileAddress: null,
    addressBy: null,
    confirmedAddress: null,
    confirmedFrom: null,
    confirmedBy: null,
    fileOwner: null,
    ownerBy: null,
    documentId: null,
    documentChosen: 0,
    documentBy: null,
    state: 'waiting',
    rowProblem: 'problem' in row ? row.problem : null,
    occasion: null,
    messageId: null,
    replaces: null,
    leftOutKind: null,
    leftOutReason: null,
    leftOutBy: null,
    redirect: null,
    redirects: null,
    version: 1,
    updatedAt: deps.clock.now(),
  };
}

export interface Sealed {
  row: Record<string, unknown> & { content_id: string | null };
  /** still to be stored; null: stored already, or there is nothing */
  bytes: Buffer | null;
}

async function readDocumentsFile(job: PlanJob, file: RunFileRow, contentId: string, keep: boolean): Promise<void> {
  const { documents } = job.choices;
  let done = 0;
  let batch: Sealed[] = [];
  const flush = async () => {
    const sealed = batch;
    batch = [];
    await storePart(job, { step: 'documents', done, total: null }, (tx) => insertSealed(tx, sealed));
  };
  await dropDocuments(job, file);
  const marker = documents.by === 'marker' ? markerOf(documents) : undefined;
  for await (const document of job.deps.intake.documents(intakeFile(job, file, contentId), marker)) {
    batch.push(await sealDocument(job, file, document));
    done += 1;
    if (batch.length === DOCUMENTS_AT_ONCE) await flush();
  }
  await flush();
  await finishFile(job, { step: 'documents', done, total: done }, file, contentId, keep);
}

/** Those of a file that was read half, or those that were drawn. */
export async function dropDocuments(job: PlanJob, file: { id: string }): Promise<void> {
  for (let deleted = 1; deleted > 0; ) {
    await storePart(job, { step: 'documents', done: 0, total: null }, async (tx) => {
      deleted = await deleteSomeDocuments(tx, file.id, DOCUMENTS_AT_ONCE);
    });
  }
}

function markerOf({ text, pattern }: { text?: string; pattern?: string }) {
  return text === undefined ? { pattern: pattern ?? '' } : { text };
}

export async function insertSealed(tx: Tx, sealed: readonly Sealed[]): Promise<void> {
  await insertRows(
    tx,
    'content',
    sealed.flatMap(({ row, bytes }) => (bytes && row.content_id ? [{ id: row.content_id, seq: 0, bytes }] : [])),
  );
  await insertRows(
    tx,
    'run_document',
    sealed.map(({ row }) => row),
  );
}

/** The bytes of a document, sealed, and its row. */
export async function sealDocument(
  job: PlanJob,
  file: Pick<RunFileRow, 'id'>,
  document: IntakeDocument,
): Promise<Sealed> {
  const base = { id: newId(), run_id: job.run.id, file_id: file.id, name: document.name };
  const row = { ...base, name_key: nameKey(document.name), owner: null as string | null, owner_key: '' };
  if ('problem' in document) {
    const problem = { problem: document.problem.kind, problem_text: document.problem.message };
    return { row: { ...row, size: 0, sha256: '', content_id: null, ...problem }, bytes: null };
  }
  const contentId = sealedId(base.id);
  const stored = await sealBytes(job, contentId, document.bytes);
  const owner = document.owner ?? null;
  const owned = { owner, owner_key: ownerKey(owner ?? '') };
  const whole = { ...row, ...owned, size: stored.size, sha256: stored.sha256, content_id: contentId };
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
        sealed: deps.store.content.seal(contentId, 0, plain),
      };
    }
    start.push(value);
    size += value.length;
  }
  return { ...(await storeContent(deps.store, contentId, chain(start, iterator))), sealed: null };
}

async function* asyncIterator(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* bytes;
}

async function* chain(start: Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* start;
  yield* rest;
}

function intakeFile({ deps, signal }: PlanJob, { name, size }: RunFileRow, contentId: string) {
  const { content } = deps.store;
  return { name, size, signal, read: () => content.read(contentId), readReused: () => content.readReused(contentId) };
}

/** `keep`: what was uploaded stays until the run is released. */
async function finishFile(
  job: PlanJob,
  progress: { step: string; done: number; total: number },
  file: RunFileRow,
  contentId: string,
  keep = false,
): Promise<void> {
  const kept = keep ? {} : { contentId: null, reading: null };
  await storePart(job, progress, (tx) => updateFile(tx, file.id, { state: 'read', ...kept }));
  if (keep) return;
  // In parts: SQLite walks over every page of what it deletes. What a crash leaves is swept with other content of nobody.
  for (let seq = 0; seq * PIECE_BYTES < file.size + PIECE_BYTES; seq += PIECES_AT_ONCE) {
    await storePart(job, progress, (tx) => deletePieces(tx, contentId, { from: seq, count: PIECES_AT_ONCE }));
  }
}
