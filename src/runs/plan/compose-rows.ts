import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import { waitingItems } from '../rows/item.store.ts';
import { changedProblem, findLastAddresses, looksBack } from './changed-address.ts';
import { documentOf } from './check-row.ts';
import { checkedRow, composeRow, type RowOutcome } from './compose-row.ts';
import { findEarlier } from './earlier-mails.ts';
import { loadNeighbours, type Neighbours } from './neighbours.ts';
import type { PlanJob } from './plan-job.ts';

/** Stored in one unit of work, during which the event loop does not turn. */
const ROWS_AT_ONCE = 32;
/** Of documents that are in memory together, and again as e-mails; one that is larger goes alone. */
const BYTES_AT_ONCE = 2 * 1024 * 1024;
/** Rows composed side by side: PDF work on the threads and rendering here overlap. */
const SIDE_BY_SIDE = 4;

/** What becomes of the next waiting rows; none: there are no more. Everything they ask of the database is asked for all. */
export async function composeRows(job: PlanJob): Promise<RowOutcome[]> {
  const { store } = job.deps;
  const waiting = await waitingItems(store.read, job.run.id, 0, ROWS_AT_ONCE);
  const near = await loadNeighbours(job, store.read, waiting);
  const checked = upToBytes(waiting, near).map((item) => checkedRow(job, item, near));
  const questions = checked.flatMap((one) => ('kind' in one ? [] : [{ ...one, itemId: one.item.id }]));
  const earlier = await findEarlier(store.read, questions);
  const owners = questions.map(({ item }) => item.ownerKey);
  const last = looksBack(job.choices) ? await findLastAddresses(store.read, job.run.ruleId, owners) : undefined;
  const contentIds = questions.flatMap(({ document }) => (document?.contentId ? [document.contentId] : []));
  const read = await store.content.readSmall(contentIds);
  return sideBySide(checked, async (one) => {
    if ('kind' in one) return one;
    const bytes = read.get(one.document?.contentId ?? '');
    const changed = changedProblem(one.item, last?.get(one.item.ownerKey));
    return composeRow(job, one, { near, earlier: earlier.get(one.item.id) ?? { kind: 'none' }, read: bytes, changed });
  });
}

function upToBytes(items: readonly RunItemRow[], near: Neighbours): readonly RunItemRow[] {
  let bytes = 0;
  const end = items.findIndex((item, at) => {
    bytes += documentOf(item, near)?.size ?? 0;
    return at > 0 && bytes > BYTES_AT_ONCE;
  });
  return end === -1 ? items : items.slice(0, end);
}

async function sideBySide<T, R>(values: readonly T[], work: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < values.length; at = next++) {
      const value = values[at];
      if (value === undefined) continue;
      results[at] = await work(value);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return results;
}
