import { AppError } from '../sdk/index.ts';
import type { RunItemRow } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';
import { textAt } from './facts.ts';
import { updateItem, waitingItems } from './item.store.ts';
import { nameKey } from './name-key.ts';
import { type PlanJob, storePart } from './plan-job.ts';

const ROWS_AT_ONCE = 500;

/** A document that may be a row's. */
export interface Candidate {
  id: string;
  key: string;
}

/** Gives every waiting row its document, before any of them is checked: two rows may want the same one. */
export async function matchDocuments(job: PlanJob, total: number): Promise<void> {
  if (job.choices.documents.by === 'none') return;
  const { deps, run } = job;
  let [after, done] = [0, 0];
  for (;;) {
    const items = await waitingItems(deps.store.read, run.id, after, ROWS_AT_ONCE);
    const last = items.at(-1);
    if (last === undefined) return;
    const candidates = await candidatesFor(job, deps.store.read, items);
    const changes = items.flatMap((item) => {
      if (item.documentChosen === 1) return [];
      const found = candidates.get(item.id) ?? [];
      const documentId = found.length === 1 ? (found[0]?.id ?? null) : null;
      return documentId === item.documentId ? [] : [{ id: item.id, documentId }];
    });
    done += items.length;
    await storePart(job, { step: 'matching', done, total }, async (tx) => {
      for (const { id, documentId } of changes) await updateItem(tx, id, { documentId });
    });
    after = last.seq;
  }
}

/** The documents that each row names, by the id of the row. */
export async function candidatesFor(
  job: PlanJob,
  read: Tx,
  items: readonly RunItemRow[],
): Promise<Map<string, Candidate[]>> {
  const wanted = new Map(items.map((item) => [item.id, wantedBy(job, item)]));
  const keys = [...new Set(wanted.values())].filter((key) => key !== '');
  const found = keys.length === 0 ? [] : await documentsWith(job, read, keys);
  return new Map(items.map((item) => [item.id, found.filter(({ key }) => key === wanted.get(item.id))]));
}

/** What the row calls its document; '' where it cannot say. */
export function wantedBy({ choices, deps }: PlanJob, item: RunItemRow): string {
  const { by, pattern = '', column = '' } = choices.documents;
  if (by === 'marker') return item.owner;
  if (by === 'column') return nameKey(textAt(item.facts, column));
  try {
    return nameKey(deps.rules.render(pattern, item.facts as never));
  } catch (error) {
    // The row lacks what the name is made of.
    if (error instanceof AppError && (error.code === 'MISSING_VALUE' || error.code === 'TEMPLATE')) return '';
    throw error;
  }
}

async function documentsWith({ run, choices }: PlanJob, read: Tx, keys: string[]): Promise<Candidate[]> {
  if (choices.documents.by === 'marker') {
    return read.sql<Candidate[]>`
      SELECT id, owner AS key FROM run_document WHERE run_id = ${run.id} AND owner IN (${() => keys})`;
  }
  return read.sql<Candidate[]>`
    SELECT id, name_key AS key FROM run_document WHERE run_id = ${run.id} AND name_key IN (${() => keys})`;
}
