import { AppError, ownerKey } from '../../sdk/index.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { updateItems, waitingItems } from '../rows/item.store.ts';
import type { RunDeps } from '../run-deps.ts';
import type { Choices } from '../run-options.ts';
import { drawDocuments } from './draw-documents.ts';
import { textAt } from './facts.ts';
import { grouped } from './grouped.ts';
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
  if (job.choices.documents.by === 'layout') return drawDocuments(job, total);
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
      return documentId === item.documentId ? [] : [{ id: item.id, document_id: documentId }];
    });
    done += items.length;
    await storePart(job, { step: 'matching', done, total }, async (tx) => {
      await updateItems(tx, { document_id: 'text' }, changes);
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
  const byKey = grouped(found.map((candidate) => [candidate.key, candidate]));
  return new Map(items.map((item) => [item.id, byKey.get(wanted.get(item.id) ?? '') ?? []]));
}

function wantedBy(job: PlanJob, item: RunItemRow): string {
  const name = wantedName(job, item);
  return documentKey(job.choices.documents, name);
}

/** By what a document with this name, or of this person where the documents were split, is found. */
export function documentKey({ by }: Choices['documents'], name: string): string {
  return by === 'marker' ? ownerKey(name) : nameKey(name);
}

/** What the row calls its document; '' where it cannot say. */
export function wantedName(
  { choices, deps }: { choices: Pick<Choices, 'documents'>; deps: Pick<RunDeps, 'rules'> },
  item: Pick<RunItemRow, 'owner' | 'facts'>,
): string {
  const { by, pattern = '', column = '' } = choices.documents;
  if (by === 'layout') return '';
  if (by === 'marker') return item.owner;
  if (by === 'column') return textAt(item.facts, column);
  try {
    return deps.rules.render(pattern, item.facts as never);
  } catch (error) {
    // The row lacks what the name is made of.
    if (error instanceof AppError && (error.code === 'MISSING_VALUE' || error.code === 'TEMPLATE')) return '';
    throw error;
  }
}

async function documentsWith({ run, choices }: PlanJob, read: Tx, keys: string[]): Promise<Candidate[]> {
  if (choices.documents.by === 'marker') {
    return read.sql<Candidate[]>`
      SELECT id, owner_key AS key FROM run_document WHERE run_id = ${run.id} AND owner_key IN (${() => keys})`;
  }
  return read.sql<Candidate[]>`
    SELECT id, name_key AS key FROM run_document WHERE run_id = ${run.id} AND name_key IN (${() => keys})`;
}
