import type { Mailbox } from '../sdk/index.ts';
import { insertProof } from '../store/proof-record.ts';
import { isPostgres, returned } from '../store/sql.ts';
import type { DeliveryState } from '../store/tables/delivery.table.ts';
import type { Tx } from '../store/transaction.ts';
import type { OutboxDeps } from './deps.ts';
import { endedProof } from './proof-entries.ts';
import { resend } from './resend.ts';

/** One step through the mails of a payroll run: at most `limit` of them, so that no unit of work is long. */
interface RunStep {
  runId: string;
  limit: number;
  now: number;
}

const HELD_MS = 30 * 24 * 3_600_000;
/** Not before the final dot: what is at it stays. The marker asks for the lease that goes here, so no dot follows. */
const STOPPABLE: readonly DeliveryState[] = ['queued', 'sending'];

/** What a run does with its mails, in the caller's transaction where there is one. */
export interface RunMails {
  release(tx: Tx, step: RunStep): Promise<number>;
  hold(tx: Tx, step: RunStep & { reason: 'paused' | 'send_window'; detail: string }): Promise<number>;
  cancel(tx: Tx, step: RunStep & { detail: string }): Promise<number>;
  retry(tx: Tx, step: RunStep & { detail: string }): Promise<number>;
  discard(tx: Tx, ids: readonly string[]): Promise<void>;
  findByKey(tx: Tx, key: string): Promise<KnownMail | undefined>;
  giveUpKey(tx: Tx, id: string, now: number): Promise<void>;
  /** to another address, which a second person confirmed */
  resend(request: { id: string; to: Mailbox; key: string; by: string; confirmedBy: string }): Promise<{ id: string }>;
}

export function runMails(deps: OutboxDeps): RunMails {
  const { deadlineMs } = deps.policy;
  return {
    release: (tx, step) => releaseRunMails(tx, { ...step, deadlineMs }),
    hold: holdRunMails,
    cancel: cancelRunMails,
    retry: (tx, step) => retryRunMails(tx, { ...step, deadlineMs }),
    discard: (tx, ids) => discardMails(tx, ids, deps.clock.now()),
    findByKey: findMailByKey,
    giveUpKey,
    resend: (request) => resend(deps, request),
  };
}

/** Held mails of the run take their turn. Answers how many; 0: there are no more. */
async function releaseRunMails(tx: Tx, step: RunStep & { deadlineMs: number }): Promise<number> {
  const { now } = step;
  const ids = await idsIn(tx, step, ['held']);
  if (ids.length === 0) return 0;
  await tx.sql`
    UPDATE delivery SET state = 'queued', held_reason = NULL, due_at = ${now}, deadline_at = ${now + step.deadlineMs},
      detail = 'Waits for its turn.', updated_at = ${now}
    WHERE id IN (${() => ids}) AND state = 'held'`;
  return ids.length;
}

/** Mails of the run that have not come to their final dot wait. Answers how many; 0: there are no more. */
async function holdRunMails(
  tx: Tx,
  step: RunStep & { reason: 'paused' | 'send_window'; detail: string },
): Promise<number> {
  const { now } = step;
  const ids = await idsIn(tx, step, STOPPABLE);
  if (ids.length === 0) return 0;
  await tx.sql`
    UPDATE delivery SET held_reason = ${step.reason}, detail = ${step.detail}, due_at = ${now + HELD_MS},
      attempts = CASE WHEN state = 'sending' THEN attempts - 1 ELSE attempts END, state = 'held', lease_token = NULL,
      updated_at = ${now}
    WHERE id IN (${() => ids}) AND state IN ('queued', 'sending')`;
  return ids.length;
}

/** Mails of the run that have not come to their final dot are never sent. Answers how many; 0: there are no more. */
async function cancelRunMails(tx: Tx, step: RunStep & { detail: string }): Promise<number> {
  const ids = await idsIn(tx, step, ['held', ...STOPPABLE]);
  if (ids.length === 0) return 0;
  await tx.sql`
    UPDATE delivery SET state = 'cancelled', held_reason = NULL, lease_token = NULL, due_at = NULL, detail = ${step.detail},
      updated_at = ${step.now}
    WHERE id IN (${() => ids}) AND state IN ('held', 'queued', 'sending')`;
  await insertProof(
    tx,
    ids.map((id) => endedProof(id, 'cancelled', step.detail, step.now)),
  );
  return ids.length;
}

/** Failed mails of the run are tried once more. Answers how many; 0: there are no more. */
async function retryRunMails(tx: Tx, step: RunStep & { deadlineMs: number; detail: string }): Promise<number> {
  const { now } = step;
  const ids = await idsIn(tx, step, ['failed']);
  if (ids.length === 0) return 0;
  await tx.sql`
    UPDATE delivery SET state = 'queued', due_at = ${now}, deadline_at = ${now + step.deadlineMs}, detail = ${step.detail},
      updated_at = ${now}
    WHERE id IN (${() => ids}) AND state = 'failed'`;
  await tx.sql`UPDATE recipient SET state = 'retry' WHERE delivery_id IN (${() => ids}) AND state <> 'accepted'`;
  return ids.length;
}

/** Removes mails of a plan that nobody approved. What was released once stays. */
async function discardMails(tx: Tx, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  const found = returned<{ id: string }>(
    await tx.sql`
      DELETE FROM delivery WHERE id IN (${() => [...ids]}) AND state = 'held' AND held_reason = 'approval' RETURNING id`,
  ).map(({ id }) => id);
  if (found.length === 0) return;
  await tx.sql`DELETE FROM recipient WHERE delivery_id IN (${() => found})`;
  await tx.sql`DELETE FROM content WHERE id IN (SELECT content_id FROM message WHERE id IN (${() => found}))`;
  await tx.sql`DELETE FROM message WHERE id IN (${() => found})`;
  await insertProof(
    tx,
    found.map((id) => endedProof(id, 'removed', 'Its plan was never approved.', now)),
  );
}

/** What is known about the mail with this idempotency key. */
interface KnownMail {
  id: string;
  runId: string | null;
  state: DeliveryState;
  acceptedAt: number | null;
}

async function findMailByKey(tx: Tx, key: string): Promise<KnownMail | undefined> {
  const rows = await tx.sql<{ id: string; run_id: string | null; state: DeliveryState; accepted_at: string | null }[]>`
    SELECT m.id, m.run_id, d.state, d.accepted_at FROM message m JOIN delivery d ON d.id = m.id
    WHERE m.idempotency_key = ${key}`;
  const [row] = rows;
  if (!row) return undefined;
  const { id, run_id: runId, state, accepted_at: acceptedAt } = row;
  return { id, runId, state, acceptedAt: acceptedAt === null ? null : Number(acceptedAt) };
}

/**
 * A mail that failed or was cancelled gives its key to the one that takes its place. It becomes cancelled, so that it
 * cannot be tried again beside the other.
 */
async function giveUpKey(tx: Tx, id: string, now: number): Promise<void> {
  await tx.sql`UPDATE message SET idempotency_key = idempotency_key || ':' || id WHERE id = ${id}`;
  const detail = 'A later run sends it.';
  const rows = returned<{ id: string }>(
    await tx.sql`
      UPDATE delivery SET state = 'cancelled', due_at = NULL, detail = ${detail}, updated_at = ${now}
      WHERE id = ${id} AND state IN ('failed', 'cancelled') RETURNING id`,
  );
  await insertProof(
    tx,
    rows.map((row) => endedProof(row.id, 'cancelled', detail, now)),
  );
}

async function idsIn(tx: Tx, { runId, limit }: RunStep, states: readonly DeliveryState[]): Promise<string[]> {
  // A worker may claim one or set its marker in the same moment.
  const lock = isPostgres(tx) ? 'FOR UPDATE OF d' : '';
  const rows = await tx.sql<{ id: string }[]>`
    SELECT d.id FROM message m JOIN delivery d ON d.id = m.id
    WHERE m.run_id = ${runId} AND m.content_id IS NOT NULL AND d.state IN (${() => [...states]})
    ORDER BY m.id LIMIT ${limit} ${() => lock}`;
  return rows.map(({ id }) => id);
}
