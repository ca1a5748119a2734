import type { Mailbox } from '../../sdk/index.ts';
import { SENT_LATER } from '../../store/later-mail.ts';
import { insertProof } from '../../store/proof-record.ts';
import { isPostgres, returned } from '../../store/sql.ts';
import type { DeliveryState } from '../../store/tables/delivery.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { resend } from '../decisions/resend.ts';
import type { OutboxDeps } from '../deps.ts';
import { type ComposedMail, composedMail } from '../enqueue/composed-mail.ts';
import { assertContent } from '../enqueue/mail-content.ts';
import { HELD_MS } from '../enqueue/message-rows.ts';
import { endedProof } from '../proof/proof-entries.ts';

/** One step through the mails of a payroll run: at most `limit` of them, so that no unit of work is long. */
interface RunStep {
  runId: string;
  limit: number;
  now: number;
  /** only e-mails that go by the clocks of these time zones; absent: all */
  zones?: readonly string[];
}

/** Not before the final dot: what is at it stays. The marker asks for the lease that goes here, so no dot follows. */
const STOPPABLE: readonly DeliveryState[] = ['queued', 'sending'];

/** What a run does with its mails, in the caller's transaction where there is one. */
export interface RunMails {
  release(tx: Tx, step: RunStep): Promise<number>;
  /** held mails are not given up before their release, and a while after it */
  wait(tx: Tx, step: RunStep & { until: number }): Promise<number>;
  hold(tx: Tx, step: RunStep & { reason: 'paused' | 'send_window'; detail: string }): Promise<number>;
  /** those that waited for release or the end of a pause wait for the window of their recipients now */
  awaitWindow(tx: Tx, step: RunStep & { detail: string }): Promise<number>;
  cancel(tx: Tx, step: RunStep & { detail: string }): Promise<number>;
  /** `inWindow`: not before the run's send window lets them go */
  retry(tx: Tx, step: RunStep & { detail: string; inWindow: boolean }): Promise<number>;
  discard(tx: Tx, ids: readonly string[]): Promise<void>;
  /** ids of the mails that have one of these idempotency keys */
  findByKeys(tx: Tx, keys: readonly string[]): Promise<string[]>;
  giveUpKeys(tx: Tx, ids: readonly string[]): Promise<void>;
  /** PURGED when its content is not stored any more */
  assertContent(tx: Tx, id: string): Promise<void>;
  /** to another address, which a second person confirmed */
  resend(request: Redirected): Promise<{ id: string }>;
  /** as its recipient will see it; NOT_FOUND */
  read(id: string): Promise<ComposedMail>;
}

/** `fenced`: the address is of the person, as it must still be when the e-mail leaves. */
type Redirected = { id: string; to: Mailbox; key: string; by: string; confirmedBy: string; fenced: boolean };

export function runMails(deps: OutboxDeps): RunMails {
  const { deadlineMs } = deps.policy;
  return {
    release: (tx, step) => releaseRunMails(tx, { ...step, deadlineMs }),
    wait: waitRunMails,
    hold: holdRunMails,
    awaitWindow,
    cancel: cancelRunMails,
    retry: (tx, step) => retryRunMails(tx, { ...step, deadlineMs }),
    discard: (tx, ids) => discardMails(tx, ids, deps.clock.now()),
    findByKeys: findMailsByKeys,
    giveUpKeys,
    assertContent: assertStored,
    resend: (request) => resend(deps, request),
    read: (id) => composedMail(deps.store, id),
  };
}

/**
 * Held mails of the run take their turn, but for those that wait for something else: a right that is gone, a limit, an address
 * that gets no e-mail. They go on by themselves, or by a person. Answers how many; 0: there are no more.
 */
async function releaseRunMails(tx: Tx, step: RunStep & { deadlineMs: number }): Promise<number> {
  const { now } = step;
  const ids = await idsIn(tx, step, ['held'], NOT_FOR_OTHERS);
  if (ids.length === 0) return 0;
  await tx.sql`
    UPDATE delivery SET state = 'queued', held_reason = NULL, due_at = ${now}, deadline_at = ${now + step.deadlineMs},
      detail = 'Waits for its turn.', updated_at = ${now}
    WHERE id IN (${() => ids}) AND state = 'held'`;
  return ids.length;
}

/** Held mails of the run are not given up before `until` and the time for a decision after it. Answers how many; 0: there are no more. */
async function waitRunMails(tx: Tx, step: RunStep & { until: number }): Promise<number> {
  const dueAt = step.until + HELD_MS;
  const ids = await idsIn(tx, step, ['held'], `AND d.due_at < ${dueAt}`);
  if (ids.length === 0) return 0;
  await tx.sql`UPDATE delivery SET due_at = ${dueAt}, updated_at = ${step.now} WHERE id IN (${() => ids}) AND state = 'held'`;
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

async function awaitWindow(tx: Tx, step: RunStep & { detail: string }): Promise<number> {
  const ids = await idsIn(tx, step, ['held'], "AND d.held_reason IN ('approval', 'paused')");
  if (ids.length === 0) return 0;
  await tx.sql`
    UPDATE delivery SET held_reason = 'send_window', detail = ${step.detail}, due_at = ${step.now + HELD_MS},
      updated_at = ${step.now}
    WHERE id IN (${() => ids}) AND state = 'held'`;
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

/** Failed mails of the run are tried once more, but for those that a later run sends. Answers how many; 0: there are no more. */
async function retryRunMails(
  tx: Tx,
  step: RunStep & { deadlineMs: number; detail: string; inWindow: boolean },
): Promise<number> {
  const { now, inWindow } = step;
  const ids = await idsIn(tx, step, ['failed'], `AND NOT ${SENT_LATER}`);
  if (ids.length === 0) return 0;
  const [state, reason, dueAt] = inWindow ? ['held', 'send_window', now + HELD_MS] : ['queued', null, now];
  await tx.sql`
    UPDATE delivery AS d SET state = ${state}, held_reason = ${reason}, due_at = ${dueAt},
      deadline_at = ${now + step.deadlineMs}, detail = ${step.detail}, updated_at = ${now}
    WHERE d.id IN (${() => ids}) AND d.state = 'failed' AND NOT ${() => SENT_LATER}`;
  await tx.sql`UPDATE recipient SET state = 'retry' WHERE delivery_id IN (${() => ids}) AND state NOT IN ('accepted', 'suppressed')`;
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
  await tx.sql`DELETE FROM content WHERE id IN (SELECT content_id FROM mail_link WHERE message_id IN (${() => found}))`;
  await tx.sql`DELETE FROM mail_link WHERE message_id IN (${() => found})`;
  await tx.sql`DELETE FROM message WHERE id IN (${() => found})`;
  await insertProof(
    tx,
    found.map((id) => endedProof(id, 'removed', 'Its plan was never approved.', now)),
  );
}

async function findMailsByKeys(tx: Tx, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await tx.sql<{ id: string }[]>`SELECT id FROM message WHERE idempotency_key IN (${() => [...keys]})`;
  return rows.map(({ id }) => id);
}

/**
 * Mails that nobody got give their keys to those that take their places. What became of them stays what it was; as long as
 * another one may be sent they are not tried again.
 */
async function giveUpKeys(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql`UPDATE message SET idempotency_key = idempotency_key || ':' || id WHERE id IN (${() => [...ids]})`;
}

async function assertStored(tx: Tx, id: string): Promise<void> {
  const [row] = await tx.sql<{ content_id: string | null; purged_at: number | string | null }[]>`
    SELECT content_id, purged_at FROM message WHERE id = ${id}`;
  if (row === undefined) return;
  assertContent({ contentId: row.content_id, purgedAt: row.purged_at === null ? null : Number(row.purged_at) });
}

const NOT_FOR_OTHERS =
  "AND (d.held_reason IS NULL OR d.held_reason NOT IN ('right', 'limit', 'suppressed', 'unregistered'))";

async function idsIn(
  tx: Tx,
  { runId, limit, zones }: RunStep,
  states: readonly DeliveryState[],
  only = '',
): Promise<string[]> {
  if (zones?.length === 0) return [];
  // A worker may claim one or set its marker in the same moment.
  const lock = isPostgres(tx) ? 'FOR UPDATE OF d' : '';
  const [of, names, end] = zones === undefined ? ['', '', ''] : ['AND d.time_zone IN (', [...zones], ')'];
  const rows = await tx.sql<{ id: string }[]>`
    SELECT d.id FROM delivery d WHERE d.run_id = ${runId} AND d.state IN (${() => [...states]}) ${() => only}
      ${() => of}${() => names}${() => end}
      AND EXISTS (SELECT 1 FROM message m WHERE m.id = d.id AND m.content_id IS NOT NULL)
    ORDER BY d.state, d.id LIMIT ${limit} ${() => lock}`;
  return rows.map(({ id }) => id);
}
