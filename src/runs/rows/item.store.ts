import { In } from 'typeorm';
import { AppError } from '../../sdk/index.ts';
import { insertRows, updateRows } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';
import { type RunDocumentRow, RunDocumentTable } from '../../store/tables/run-document.table.ts';
import { type RunItemRow, RunItemTable } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { isProblemKind, type RowProblem } from '../plan/problems.ts';

export async function getItem(read: Tx, runId: string, id: string): Promise<RunItemRow> {
  const row = await read.getRepository(RunItemTable).findOneBy({ id, runId });
  if (row === null) throw new AppError('NOT_FOUND', 'There is no row with this id in the run.');
  return row;
}

export async function findDocument(read: Tx, runId: string, id: string): Promise<RunDocumentRow | undefined> {
  return (await read.getRepository(RunDocumentTable).findOneBy({ id, runId })) ?? undefined;
}

/** By the names of the columns in the database: the row as insertRows takes it. */
export function itemColumns(item: RunItemRow): Record<string, unknown> {
  return {
    id: item.id,
    run_id: item.runId,
    seq: item.seq,
    line: item.line,
    owner: item.owner,
    owner_key: item.ownerKey,
    address: item.address,
    address_key: item.addressKey,
    facts: JSON.stringify(item.facts),
    document_id: item.documentId,
    document_chosen: item.documentChosen,
    state: item.state,
    row_problem: item.rowProblem,
    occasion: item.occasion,
    left_out_kind: item.leftOutKind,
    left_out_reason: item.leftOutReason,
    version: item.version,
    updated_at: item.updatedAt,
  };
}

export async function insertItems(tx: Tx, items: readonly RunItemRow[]): Promise<void> {
  await insertRows(tx, 'run_item', items.map(itemColumns));
}

export async function updateItem(tx: Tx, id: string, change: Partial<RunItemRow>): Promise<void> {
  await tx.getRepository('run_item').update({ id }, change);
}

/** Many rows at once, each with its own values, by the names of the columns and their types. */
export async function updateItems(
  tx: Tx,
  columns: Readonly<Record<string, 'text' | 'integer' | 'bigint'>>,
  changes: readonly { id: string; [column: string]: unknown }[],
): Promise<void> {
  await updateRows(tx, 'run_item', { id: 'text', ...columns }, changes);
}

/** Waiting rows in their order, after `after`. */
export async function waitingItems(read: Tx, runId: string, after: number, limit: number): Promise<RunItemRow[]> {
  return read
    .getRepository(RunItemTable)
    .createQueryBuilder('item')
    .where('item.runId = :runId AND item.state = :state AND item.seq > :after', { runId, state: 'waiting', after })
    .orderBy('item.seq')
    .take(limit)
    .getMany();
}

/** The place of the last row of a run; 0: it has none. */
export async function lastSeq(read: Tx, runId: string): Promise<number> {
  const rows = await read.sql<{ last: number | null }[]>`SELECT MAX(seq) AS last FROM run_item WHERE run_id = ${runId}`;
  return rows[0]?.last ?? 0;
}

export async function firstItems(read: Tx, runId: string, limit: number): Promise<RunItemRow[]> {
  return read.getRepository(RunItemTable).find({ where: { runId }, order: { seq: 'ASC' }, take: limit });
}

export async function countWaiting(read: Tx, runId: string): Promise<number> {
  const rows = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM run_item WHERE run_id = ${runId} AND state = 'waiting'`;
  return Number(rows[0]?.n ?? 0);
}

/** Of several of one kind a row keeps the last. */
export async function insertProblems(
  tx: Tx,
  runId: string,
  found: readonly { itemId: string; problems: readonly RowProblem[] }[],
): Promise<void> {
  const rows = found.flatMap(({ itemId, problems }) => {
    const byKind = new Map(problems.map((problem) => [problem.kind, problem]));
    return [...byKind.values()].map(({ kind, message }) => ({ item_id: itemId, kind, run_id: runId, message }));
  });
  await insertRows(tx, 'run_problem', rows);
}

export async function deleteProblems(tx: Tx, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await tx.sql`DELETE FROM run_problem WHERE item_id IN (${() => [...itemIds]})`;
}

export async function problemsOf(read: Tx, itemIds: readonly string[]): Promise<Map<string, RowProblem[]>> {
  const found = new Map<string, RowProblem[]>();
  if (itemIds.length === 0) return found;
  const rows = await read.sql<{ item_id: string; kind: string; message: string }[]>`
    SELECT item_id, kind, message FROM run_problem WHERE item_id IN (${() => [...itemIds]})`;
  for (const { item_id: itemId, kind, message } of rows) {
    if (!isProblemKind(kind)) continue;
    found.set(itemId, [...(found.get(itemId) ?? []), { kind, message }]);
  }
  return found;
}

/** Rows of a run go, as far as nobody approved it: at most `limit`, with their problems. Answers how many; 0: there are no more. */
export async function deleteItems(tx: Tx, runId: string, limit: number): Promise<number> {
  const rows = await tx.sql<{ id: string }[]>`SELECT id FROM run_item WHERE run_id = ${runId} LIMIT ${limit}`;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await deleteProblems(tx, ids);
  await tx.sql`DELETE FROM run_item WHERE id IN (${() => ids})`;
  return ids.length;
}

export async function plannedMessages(read: Tx, runId: string, limit: number): Promise<string[]> {
  const rows = await read.sql<{ message_id: string }[]>`
    SELECT message_id FROM run_item
    WHERE run_id = ${runId} AND state = 'planned' AND message_id IS NOT NULL LIMIT ${limit}`;
  return rows.map((row) => row.message_id);
}

export interface ItemCounts {
  rows: number;
  waiting: number;
  planned: number;
  problems: number;
  leftOut: number;
  /** of those left out */
  alreadySent: number;
  /** of those left out */
  notSelected: number;
  /** of those planned */
  replacements: number;
}

/** rows = waiting + planned + problems + leftOut, always. */
export async function countItems(store: Store, runId: string): Promise<ItemCounts> {
  // One statement, so that the sums agree; each part of it is answered by an index alone.
  const rows = await store.read.sql<{ what: string; n: number | string }[]>`
    SELECT state AS what, COUNT(*) AS n FROM run_item WHERE run_id = ${runId} GROUP BY state
    UNION ALL SELECT left_out_kind, COUNT(*) FROM run_item
      WHERE run_id = ${runId} AND left_out_kind IN ('already_sent', 'not_selected') GROUP BY left_out_kind
    UNION ALL SELECT 'replacements', COUNT(*) FROM run_item
      WHERE run_id = ${runId} AND replaces IS NOT NULL AND state = 'planned'`;
  const counted = new Map(rows.map(({ what, n }) => [what, Number(n)]));
  const of = (what: string) => counted.get(what) ?? 0;
  const states = { waiting: of('waiting'), planned: of('planned'), problems: of('problem'), leftOut: of('left_out') };
  return {
    rows: states.waiting + states.planned + states.problems + states.leftOut,
    ...states,
    alreadySent: of('already_sent'),
    notSelected: of('not_selected'),
    replacements: of('replacements'),
  };
}

export async function countProblems(store: Store, runId: string): Promise<Map<string, number>> {
  const rows = await store.read.sql<{ kind: string; n: number | string }[]>`
    SELECT kind, COUNT(*) AS n FROM run_problem WHERE run_id = ${runId} GROUP BY kind`;
  return new Map(rows.map(({ kind, n }) => [kind, Number(n)]));
}

/** From which addresses the mails of a run are sent. */
export async function countSenders(read: Tx, runId: string): Promise<{ from: string; mails: number }[]> {
  const rows = await read.sql<{ from_address: string; n: number | string }[]>`
    SELECT from_address, COUNT(*) AS n FROM message WHERE run_id = ${runId}
    GROUP BY from_address ORDER BY n DESC, from_address`;
  return rows.map(({ from_address: from, n }) => ({ from, mails: Number(n) }));
}

const MOST_REASONS = 20;

/** Why rows were left out; of many reasons the most frequent ones. */
export async function countLeftOut(read: Tx, runId: string): Promise<{ kind: string; reason: string; rows: number }[]> {
  const rows = await read.sql<{ kind: string; reason: string | null; n: number | string }[]>`
    SELECT left_out_kind AS kind, left_out_reason AS reason, COUNT(*) AS n FROM run_item
    WHERE run_id = ${runId} AND state = 'left_out'
    GROUP BY left_out_kind, left_out_reason ORDER BY n DESC, left_out_reason LIMIT ${MOST_REASONS}`;
  return rows.map(({ kind, reason, n }) => ({ kind, reason: reason ?? '', rows: Number(n) }));
}

export async function documentsById(
  read: Tx,
  runId: string,
  ids: readonly string[],
): Promise<Map<string, RunDocumentRow>> {
  if (ids.length === 0) return new Map();
  // Asked for the run as well, SQLite walks through all documents of the run.
  const rows = await read.getRepository(RunDocumentTable).findBy({ id: In([...ids]) });
  return new Map(rows.flatMap((row) => (row.runId === runId ? [[row.id, row]] : [])));
}
