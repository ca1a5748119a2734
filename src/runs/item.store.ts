import { In } from 'typeorm';
import { AppError } from '../sdk/index.ts';
import { insertRows } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type RunDocumentRow, RunDocumentTable, type RunItemRow, RunItemTable } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';
import { isProblemKind, type RowProblem } from './problems.ts';

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
    address: item.address,
    address_key: item.addressKey,
    facts: JSON.stringify(item.facts),
    document_id: item.documentId,
    document_chosen: item.documentChosen,
    state: item.state,
    row_problem: item.rowProblem,
    occasion: item.occasion,
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

export async function countWaiting(read: Tx, runId: string): Promise<number> {
  const rows = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM run_item WHERE run_id = ${runId} AND state = 'waiting'`;
  return Number(rows[0]?.n ?? 0);
}

export async function insertProblems(
  tx: Tx,
  runId: string,
  itemId: string,
  problems: readonly RowProblem[],
): Promise<void> {
  const byKind = new Map(problems.map((problem) => [problem.kind, problem]));
  await insertRows(
    tx,
    'run_problem',
    [...byKind.values()].map(({ kind, message }) => ({ item_id: itemId, kind, run_id: runId, message })),
  );
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

/** Everything of a run's rows goes, as far as nobody approved it. */
export async function deleteItems(tx: Tx, runId: string): Promise<void> {
  await tx.sql`DELETE FROM run_problem WHERE run_id = ${runId}`;
  await tx.sql`DELETE FROM run_item WHERE run_id = ${runId}`;
}

export async function plannedMessages(read: Tx, runId: string, limit: number): Promise<string[]> {
  const rows = await read.sql<{ message_id: string }[]>`
    SELECT message_id FROM run_item WHERE run_id = ${runId} AND message_id IS NOT NULL LIMIT ${limit}`;
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
  /** of those planned */
  replacements: number;
}

/** rows = waiting + planned + problems + leftOut, always. */
export async function countItems(store: Store, runId: string): Promise<ItemCounts> {
  const rows = await store.read.sql<
    { state: string; left_out_kind: string | null; replacing: number | string; n: number | string }[]
  >`
    SELECT state, left_out_kind, SUM(CASE WHEN replaces IS NULL THEN 0 ELSE 1 END) AS replacing, COUNT(*) AS n
    FROM run_item WHERE run_id = ${runId} GROUP BY state, left_out_kind`;
  const sum = (wanted: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(wanted).reduce((total, { n }) => total + Number(n), 0);
  return {
    rows: sum(() => true),
    waiting: sum(({ state }) => state === 'waiting'),
    planned: sum(({ state }) => state === 'planned'),
    problems: sum(({ state }) => state === 'problem'),
    leftOut: sum(({ state }) => state === 'left_out'),
    alreadySent: sum((row) => row.left_out_kind === 'already_sent'),
    replacements: rows
      .filter(({ state }) => state === 'planned')
      .reduce((total, { replacing }) => total + Number(replacing), 0),
  };
}

export async function countProblems(store: Store, runId: string): Promise<Map<string, number>> {
  const rows = await store.read.sql<{ kind: string; n: number | string }[]>`
    SELECT kind, COUNT(*) AS n FROM run_problem WHERE run_id = ${runId} GROUP BY kind`;
  return new Map(rows.map(({ kind, n }) => [kind, Number(n)]));
}

/** The mails of a run by the state of their delivery. */
export async function countMails(read: Tx, runId: string): Promise<Record<string, number>> {
  const rows = await read.sql<{ state: string; n: number | string }[]>`
    SELECT d.state, COUNT(*) AS n FROM message m JOIN delivery d ON d.id = m.id WHERE m.run_id = ${runId} GROUP BY d.state`;
  return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]));
}

export async function documentsById(
  read: Tx,
  runId: string,
  ids: readonly string[],
): Promise<Map<string, RunDocumentRow>> {
  if (ids.length === 0) return new Map();
  const rows = await read.getRepository(RunDocumentTable).findBy({ runId, id: In([...ids]) });
  return new Map(rows.map((row) => [row.id, row]));
}
