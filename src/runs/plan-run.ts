import { isPostgres } from '../store/sql.ts';
import type { RunItemRow } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';
import { composeRow, type RowOutcome } from './compose-row.ts';
import { findEarlier } from './earlier-mails.ts';
import {
  countWaiting,
  deleteProblems,
  insertProblems,
  plannedMessages,
  updateItem,
  waitingItems,
} from './item.store.ts';
import { hashOfRun } from './lock.ts';
import { matchDocuments } from './match-documents.ts';
import { loadNeighbours } from './neighbours.ts';
import { type PlanJob, storePart } from './plan-job.ts';
import { readFiles } from './read-files.ts';
import { lockRun, updateRun } from './run.store.ts';

const ROWS_AT_ONCE = 40;
/** Rows composed side by side: reading, PDF work and rendering overlap. */
const SIDE_BY_SIDE = 4;
const DISCARDED_AT_ONCE = 500;

/** From files and corrections to mails: every row becomes a mail, a problem, or is left out. Goes on where it stopped. */
export async function planRun(job: PlanJob): Promise<void> {
  await readFiles(job);
  if (job.run.ruleVersion !== null && job.run.ruleVersion !== job.rule.version) await planAllAgain(job);
  const total = await countWaiting(job.deps.store.read, job.run.id);
  await storePart(job, { step: 'matching', done: 0, total }, async (tx) => {
    await tx.sql`UPDATE run SET rule_version = ${job.rule.version} WHERE id = ${job.run.id}`;
  });
  await matchDocuments(job, total);
  await composeAll(job, total);
  await finish(job);
}

/** The rule was changed since: the mails that are composed are those of the old one. */
async function planAllAgain(job: PlanJob): Promise<void> {
  const { deps, run } = job;
  const progress = { step: 'matching', done: 0, total: null };
  for (;;) {
    const ids = await plannedMessages(deps.store.read, run.id, DISCARDED_AT_ONCE);
    if (ids.length === 0) break;
    await storePart(job, progress, async (tx) => {
      await deps.outbox.runs.discard(tx, ids);
      await tx.sql`
        UPDATE run_item SET message_id = NULL, replaces = NULL, state = 'waiting'
        WHERE run_id = ${run.id} AND message_id IN (${() => ids})`;
    });
  }
  await storePart(job, progress, async (tx) => {
    await tx.sql`UPDATE run_item SET state = 'waiting' WHERE run_id = ${run.id} AND state = 'problem'`;
  });
}

async function composeAll(job: PlanJob, total: number): Promise<void> {
  const { deps, run } = job;
  for (let done = 0; ; ) {
    const items = await waitingItems(deps.store.read, run.id, 0, ROWS_AT_ONCE);
    if (items.length === 0) return;
    const near = await loadNeighbours(job, deps.store.read, items);
    const outcomes = await sideBySide(items, (item) => composeRow(job, item, near));
    done += items.length;
    await storePart(job, { step: 'composing', done, total }, async (tx) => {
      // Two runs of one period may be planned by two processes: one after the other asks what the other one has.
      if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(hashtext(${`${run.ruleId} ${run.period}`}))`;
      await deleteProblems(
        tx,
        items.map(({ id }) => id),
      );
      for (const outcome of outcomes) await storeOutcome(job, tx, outcome);
    });
  }
}

async function storeOutcome(job: PlanJob, tx: Tx, outcome: RowOutcome): Promise<void> {
  const { item, occasion } = outcome;
  const updatedAt = job.deps.clock.now();
  if (outcome.kind === 'problem') {
    await insertProblems(tx, job.run.id, item.id, outcome.problems);
    return updateItem(tx, item.id, { state: 'problem', occasion, updatedAt });
  }
  if (outcome.kind === 'already_sent') return leaveOutSent(job, tx, item, outcome);
  const { mail, key, replaces } = outcome;
  const earlier = await findEarlier(job.deps, { key, occasion: occasion ?? '', itemId: item.id }, tx);
  if (earlier.kind !== 'none' || (earlier.replaces?.id ?? null) !== replaces) {
    // Another run was faster: the row waits, and the next round says what that means.
    return;
  }
  const { runs } = job.deps.outbox;
  const known = await runs.findByKey(tx, key);
  if (known) await runs.giveUpKey(tx, known.id, updatedAt);
  await job.deps.outbox.insert(tx, [mail]);
  await updateItem(tx, item.id, { state: 'planned', occasion, messageId: mail.message.id, replaces, updatedAt });
}

async function leaveOutSent(
  { deps }: PlanJob,
  tx: Tx,
  item: RunItemRow,
  { at, occasion }: { at: number | null; occasion: string | null },
): Promise<void> {
  const day = at === null ? 'by an earlier run' : `on ${new Date(at).toISOString().slice(0, 10)}`;
  await updateItem(tx, item.id, {
    state: 'left_out',
    occasion,
    leftOutKind: 'already_sent',
    leftOutReason: `Already sent ${day}, with the same data.`,
    leftOutBy: null,
    updatedAt: deps.clock.now(),
  });
}

async function finish(job: PlanJob): Promise<void> {
  const { deps, run, token } = job;
  const { hash, mails } = await hashOfRun(deps.store.read, run.id);
  await deps.store.write(async (tx) => {
    const now = await lockRun(tx, run.id);
    if (now.state !== 'planning' || now.lease !== token) return;
    await updateRun(tx, now, {
      state: 'planned',
      stateReason: mails === 0 ? 'There is nothing to send.' : '',
      planHash: hash,
      plannedAt: deps.clock.now(),
      step: '',
      lease: null,
      leaseUntil: null,
    });
  });
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
