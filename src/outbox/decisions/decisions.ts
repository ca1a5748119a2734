import { AppError, newId } from '../../sdk/index.ts';
import { assertNotSentLater } from '../../store/later-mail.ts';
import { insertProof } from '../../store/proof-record.ts';
import { insertRows, isPostgres, returned } from '../../store/sql.ts';
import type { DeliveryState } from '../../store/tables/delivery.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { firstSentCopy } from '../copies/sent-copy.ts';
import type { OutboxDeps } from '../deps.ts';
import { assertContent } from '../enqueue/mail-content.ts';
import { endedProof } from '../proof/proof-entries.ts';
import { assertReleased } from '../runs/run-released.ts';

/** What a person does with one mail. Each decision is told in its history with the person's name. */
export interface Decision {
  id: string;
  by: string;
  reason?: string | undefined;
}

interface DecisionRow {
  state: DeliveryState;
  held_reason: string | null;
  content_id: string | null;
  purged_at: number | string | null;
  connector_id: string | null;
  sent_copy: 'auto' | 'always' | 'never';
  run_id: string | null;
  limit_key: string | null;
}

const HELD_MS = 30 * 24 * 3_600_000;
const WAITS_FOR_APPROVAL = 'One of so many e-mails of one event that a person lets them go or takes them back.';
const CANCEL_STATES: readonly DeliveryState[] = ['held', 'queued'];
const RESOLVE_STATES: readonly DeliveryState[] = ['uncertain'];

function retryStates(heldReason: string | null): readonly DeliveryState[] {
  // Whoever is still suppressed or not registered is held again by the worker.
  const mended = ['connector', 'suppressed', 'unregistered'];
  return mended.includes(heldReason ?? '') ? ['held', 'failed', 'queued'] : ['failed', 'queued'];
}

/** Which decisions this state allows. */
export interface PossibleDecisions {
  retry: boolean;
  cancel: boolean;
  resend: boolean;
  resolve: boolean;
}

export function possibleDecisions(mail: {
  state: DeliveryState;
  heldReason: string | null;
  /** false: it could never be completed, or its content was deleted */
  complete: boolean;
  copyState: string | undefined;
}): PossibleDecisions {
  const { state, heldReason, complete, copyState } = mail;
  return {
    retry: complete && ((state === 'accepted' && copyState === 'failed') || retryStates(heldReason).includes(state)),
    cancel: CANCEL_STATES.includes(state),
    resend: complete,
    resolve: RESOLVE_STATES.includes(state),
  };
}

/** Tries a failed or waiting mail again now; a failed Sent copy is tried again, too, without sending anything. */
export async function retry(deps: OutboxDeps, decision: Decision): Promise<void> {
  const now = deps.clock.now();
  await decide(deps, decision, 'retry', async (tx, mail) => {
    if (await retryCopy(tx, decision.id, mail, now)) return;
    allow(mail, retryStates(mail.held_reason), 'Only a failed or waiting e-mail can be tried again.');
    assertNotOfMany(mail.limit_key);
    assertStored(mail);
    await assertReleased(tx, mail.run_id);
    await assertNotSentLater(tx, decision.id);
    await queueAgain(deps, tx, { ...decision, runId: mail.run_id, detail: 'To be tried again.' });
    await tx.sql`UPDATE recipient SET state = 'retry' WHERE delivery_id = ${decision.id} AND state NOT IN ('accepted', 'suppressed')`;
  });
}

/** One of the many e-mails of an event is not sent past the person who decides about all of them: STATE. */
export function assertNotOfMany(limitKey: string | null): void {
  if (!isOfMany(limitKey)) return;
  const message = 'A person lets all e-mails of its event go, or took them back. A single one is not sent past that.';
  throw new AppError('STATE', message);
}

export function isOfMany(limitKey: string | null): boolean {
  return limitKey?.startsWith('event:') === true;
}

/** A run that was finished is not, while one of its mails is under way again; where its window is closed the mail waits. */
async function queueAgain(
  deps: OutboxDeps,
  tx: Tx,
  { id, by, runId, detail }: Decision & { runId: string | null; detail: string },
): Promise<void> {
  const now = deps.clock.now();
  const closed = runId === null ? undefined : await deps.runGoesOn?.(tx, { id, runId, by });
  const [state, reason, dueAt] = closed === undefined ? ['queued', null, now] : ['held', 'send_window', now + HELD_MS];
  await tx.sql`
    UPDATE delivery SET state = ${state}, held_reason = ${reason}, due_at = ${dueAt},
      deadline_at = ${now + deps.policy.deadlineMs}, detail = ${closed ?? detail}, updated_at = ${now}
    WHERE id = ${id}`;
}

async function retryCopy(tx: Tx, id: string, mail: DecisionRow, now: number): Promise<boolean> {
  if (mail.state !== 'accepted') return false;
  const rows = await tx.sql<{ state: string }[]>`SELECT state FROM sent_copy WHERE id = ${id}`;
  if (rows[0]?.state !== 'failed') return false;
  assertStored(mail);
  await tx.sql`
    UPDATE sent_copy SET state = 'pending', due_at = ${now}, attempts = 0, detail = 'To be filed again.', updated_at = ${now}
    WHERE id = ${id}`;
  return true;
}

function assertStored({ content_id: contentId, purged_at: purgedAt }: DecisionRow): void {
  assertContent({ contentId, purgedAt: purgedAt === null ? null : Number(purgedAt) });
}

/** Takes back a mail that has not been sent. */
export async function cancel(deps: OutboxDeps, decision: Decision): Promise<void> {
  const now = deps.clock.now();
  await decide(deps, decision, 'cancel', async (tx, mail) => {
    allow(mail, CANCEL_STATES, 'Only an e-mail that has not been sent can be taken back.');
    await tx.sql`
      UPDATE delivery SET state = 'cancelled', due_at = NULL, detail = ${`Cancelled by ${decision.by}.`}, updated_at = ${now}
      WHERE id = ${decision.id}`;
    if (mail.run_id !== null) await deps.runMailTakenBack?.(tx, mail.run_id, decision.by);
  });
}

export type Resolution = 'accepted' | 'failed' | 'send_again';

/**
 * A person decides about an uncertain mail. `send_again` transmits the same bytes under the same Message-ID: the
 * recipient may get a second copy.
 */
export async function resolve(deps: OutboxDeps, decision: Decision, as: Resolution): Promise<void> {
  const now = deps.clock.now();
  await decide(deps, decision, `resolve_${as}`, async (tx, mail) => {
    allow(mail, RESOLVE_STATES, 'Only an uncertain e-mail is resolved.');
    const told = `${decision.by} decided${decision.reason ? `: ${decision.reason}` : '.'}`;
    if (as === 'send_again') {
      assertStored(mail);
      await assertReleased(tx, mail.run_id);
      await assertNotSentLater(tx, decision.id);
      await queueAgain(deps, tx, { ...decision, runId: mail.run_id, detail: told });
      return;
    }
    await tx.sql`
      UPDATE delivery SET state = ${as}, due_at = NULL, detail = ${told}, updated_at = ${now},
        accepted_at = ${as === 'accepted' ? now : null}
      WHERE id = ${decision.id}`;
    await tx.sql`
      UPDATE recipient SET state = ${as} WHERE delivery_id = ${decision.id} AND state IN ('pending', 'retry')`;
    if (as === 'accepted' && mail.connector_id !== null) {
      await firstSentCopy(tx, { id: decision.id, sentCopy: mail.sent_copy }, mail.connector_id, now);
      await tx.sql`UPDATE sent_copy SET maybe_filed = 1 WHERE id = ${decision.id}`;
    }
  });
}

/** The event of held mails was committed: they take their turn, or wait for their approval. */
export async function releaseEvent(tx: Tx, eventId: string, now: number): Promise<void> {
  await tx.sql`
    UPDATE delivery SET held_reason = 'approval', due_at = ${now + HELD_MS}, detail = ${WAITS_FOR_APPROVAL}, updated_at = ${now}
    WHERE state = 'held' AND held_reason = 'event' AND limit_key = ${`event:${eventId}`}`;
  await tx.sql`
    UPDATE delivery SET state = 'queued', held_reason = NULL, due_at = ${now}, detail = 'Waits for its turn.',
      updated_at = ${now}
    WHERE state = 'held' AND held_reason = 'event' AND id IN (SELECT id FROM message WHERE event_id = ${eventId})`;
}

/**
 * Nothing more is sent by these connectors for now: what has not come to its final dot waits. Mails of payroll runs wait
 * for their run, which stops by itself and goes on when a person resumes it.
 */
export async function holdConnectors(tx: Tx, ids: readonly string[], reason: string, now: number): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql`
    UPDATE delivery SET held_reason = CASE WHEN run_id IS NULL THEN 'connector' ELSE 'paused' END, detail = ${reason}, due_at = ${now + HELD_MS},
      attempts = CASE WHEN state = 'sending' THEN attempts - 1 ELSE attempts END, state = 'held', lease_token = NULL,
      updated_at = ${now}
    WHERE connector_id IN (${() => [...ids]}) AND state IN ('queued', 'sending')`;
}

/**
 * The event made more e-mails than leave by themselves, and they were just stored: all of them wait. Those that cannot be
 * completed stay held for that; they are taken back with the others.
 */
export async function awaitApproval(tx: Tx, eventId: string, now: number): Promise<void> {
  const key = `event:${eventId}`;
  await tx.sql`
    UPDATE delivery SET limit_key = ${key}
    WHERE state IN ('held', 'queued') AND id IN (SELECT id FROM message WHERE event_id = ${eventId})`;
  await tx.sql`
    UPDATE delivery SET state = 'held', held_reason = 'approval', due_at = ${now + HELD_MS}, detail = ${WAITS_FOR_APPROVAL}
    WHERE limit_key = ${key} AND (held_reason IS NULL OR held_reason <> 'event')
      AND id IN (SELECT id FROM message WHERE event_id = ${eventId} AND content_id IS NOT NULL)`;
}

/** The connector is active again: what waited for it takes its turn. */
export async function releaseConnector(
  tx: Tx,
  connectorId: string,
  { now, deadlineMs }: { now: number; deadlineMs: number },
): Promise<void> {
  await tx.sql`
    UPDATE delivery SET state = 'queued', held_reason = NULL, due_at = ${now}, deadline_at = ${now + deadlineMs},
      detail = 'Waits for its turn.', updated_at = ${now}
    WHERE state = 'held' AND held_reason = 'connector' AND connector_id = ${connectorId}
      AND id IN (SELECT id FROM message WHERE content_id IS NOT NULL AND connector_id = ${connectorId})`;
}

/** The event was rolled back: nothing of it is sent. */
export async function cancelEvent(tx: Tx, eventId: string, reason: string, now: number): Promise<void> {
  const rows = returned<{ id: string }>(
    await tx.sql`
      UPDATE delivery SET state = 'cancelled', due_at = NULL, detail = ${reason}, updated_at = ${now}
      WHERE state = 'held' AND id IN (SELECT id FROM message WHERE event_id = ${eventId}) RETURNING id`,
  );
  await insertProof(
    tx,
    rows.map(({ id }) => endedProof(id, 'cancelled', reason, now)),
  );
}

/**
 * The same for whoever wrote it, in the transaction that gives the draft back. One that has failed is over already. Answers
 * the state in which it is too late.
 */
export async function takeBack(deps: OutboxDeps, tx: Tx, { id, by }: Decision): Promise<DeliveryState | undefined> {
  const now = deps.clock.now();
  const mail = await lockMail(tx, id);
  if (mail.state === 'failed' || mail.state === 'cancelled') return undefined;
  if (!CANCEL_STATES.includes(mail.state)) return mail.state;
  const detail = `Taken back by ${by}.`;
  await tx.sql`
    UPDATE delivery SET state = 'cancelled', held_reason = NULL, due_at = NULL, detail = ${detail}, updated_at = ${now}
    WHERE id = ${id}`;
  await tellDecision(tx, { id, by }, 'cancel', now);
  return undefined;
}

/** What its performer does not want sent: it was just stored, and ends as declined. */
export async function endDeclined(deps: OutboxDeps, tx: Tx, { id, by, reason }: Decision): Promise<void> {
  const now = deps.clock.now();
  const detail = `Declined by ${by}: ${reason ?? ''}`;
  await tx.sql`
    UPDATE delivery SET state = 'cancelled', held_reason = 'declined', due_at = NULL, detail = ${detail}, updated_at = ${now}
    WHERE id = ${id} AND state = 'held'`;
  await tellDecision(tx, { id, by, reason }, 'cancel', now);
}

async function decide(
  deps: OutboxDeps,
  decision: Decision,
  verdict: string,
  change: (tx: Tx, mail: DecisionRow) => Promise<void>,
): Promise<void> {
  const now = deps.clock.now();
  await deps.store.write(async (tx) => {
    await change(tx, await lockMail(tx, decision.id));
    await tellDecision(tx, decision, verdict, now);
  });
}

/** A worker may claim it in the same moment. NOT_FOUND. */
export async function lockMail(tx: Tx, id: string): Promise<DecisionRow> {
  const lock = isPostgres(tx) ? 'FOR UPDATE OF d' : '';
  const rows = await tx.sql<DecisionRow[]>`
    SELECT d.state, d.held_reason, m.content_id, m.purged_at, d.connector_id, m.sent_copy, m.run_id, d.limit_key
    FROM delivery d JOIN message m ON m.id = d.id WHERE d.id = ${id} ${() => lock}`;
  const [mail] = rows;
  if (!mail) throw new AppError('NOT_FOUND', 'There is no e-mail with this id in the outbox.');
  return mail;
}

async function tellDecision(tx: Tx, decision: Decision, verdict: string, now: number): Promise<void> {
  await insertRows(tx, 'attempt', [
    {
      id: newId(now),
      delivery_id: decision.id,
      kind: 'person',
      started_at: now,
      ms: 0,
      verdict,
      detail: decision.reason ?? null,
      done_by: decision.by,
    },
  ]);
  const data = { decision: verdict, by: decision.by, reason: decision.reason ?? null };
  await insertProof(tx, [{ subject: decision.id, kind: 'decision', at: now, data }]);
}

function allow(mail: DecisionRow, states: readonly DeliveryState[], otherwise: string): void {
  if (!states.includes(mail.state)) throw new AppError('STATE', `${otherwise} Its state is "${mail.state}".`);
}
