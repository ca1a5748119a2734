import type { RecipientVerdict, Verdict } from '../../mail/delivery-verdict.ts';
import { AppError, newId, toAppError } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { insertRows, returned } from '../../store/sql.ts';
import type { DeliveryState } from '../../store/tables/delivery.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { firstSentCopy } from '../copies/sent-copy.ts';
import type { OutboxDeps } from '../deps.ts';
import { replyProof } from '../proof/proof-entries.ts';
import type { ClaimedDelivery } from './claim.ts';
import { nthDelay } from './retry-policy.ts';

export interface AttemptRecord {
  delivery: ClaimedDelivery;
  token: string;
  verdict: Verdict;
  /** how far it came */
  phase: string;
  startedAt: number;
  connectorId: string;
}

interface Next {
  state: DeliveryState;
  dueAt: number | null;
  detail: string;
}

/** Writes what came of one transmission: the delivery, its recipients, the attempt, and the Sent copy that is now due. */
export async function recordAttempt(deps: OutboxDeps, attempt: AttemptRecord): Promise<void> {
  const now = deps.clock.now();
  try {
    await deps.store.grouped(async (tx) => {
      const next = await nextState(deps, tx, attempt, now);
      if (!(await move(tx, attempt, next, now))) throw new AppError('LEASE_LOST', 'Another worker has this mail.');
      await addAttempt(tx, attempt, now, attempt.verdict.kind);
      await insertProof(tx, [replyProof(attempt, next.state, now)]);
      if (attempt.verdict.kind === 'accepted') await firstSentCopy(tx, attempt.delivery, attempt.connectorId, now);
    });
  } catch (error) {
    if (toAppError(error).code !== 'LEASE_LOST') throw error;
    // What the other worker writes counts. Our attempt is still told.
    await deps.store.grouped((tx) => addAttempt(tx, attempt, now, 'lease_lost'));
  }
}

async function nextState(deps: OutboxDeps, tx: Tx, attempt: AttemptRecord, now: number): Promise<Next> {
  const { delivery, verdict } = attempt;
  const { policy } = deps;
  switch (verdict.kind) {
    case 'uncertain':
      return { state: 'uncertain', dueAt: now + (policy.looksMs[0] ?? 0), detail: verdict.detail };
    case 'connector':
      return { state: 'queued', dueAt: now, detail: verdict.detail };
    default:
      break;
  }
  await recordRecipients(tx, delivery.id, verdict.recipients);
  const open = verdict.recipients.some((one) => one.verdict === 'retry');
  const retryAt = now + nthDelay(policy.delaysMs, delivery.attempts);
  if (open && retryAt <= delivery.deadlineAt) {
    return { state: 'queued', dueAt: retryAt, detail: `${verdict.detail} It is tried again.` };
  }
  const served = verdict.kind === 'accepted' || (await anyAccepted(tx, delivery.id));
  if (open) await giveUpRecipients(tx, delivery.id);
  if (served) return { state: 'accepted', dueAt: null, detail: verdict.detail };
  const detail = open ? `${verdict.detail} The time for trying again is over.` : verdict.detail;
  return { state: 'failed', dueAt: null, detail };
}

/** False when the lease is not ours any more. */
async function move(tx: Tx, attempt: AttemptRecord, next: Next, now: number): Promise<boolean> {
  const { delivery, verdict } = attempt;
  const uncounted = verdict.kind === 'connector' ? 1 : 0;
  const acceptedAt = verdict.kind === 'accepted' ? now : null;
  const rows = returned<{ id: string }>(
    await tx.sql`
      UPDATE delivery SET state = ${next.state}, due_at = ${next.dueAt}, detail = ${next.detail}, lease_token = NULL,
        attempts = attempts - ${uncounted}, code = ${verdict.reply?.code ?? null},
        enhanced = ${verdict.reply?.enhanced ?? null}, server_message_id = ${verdict.serverMessageId ?? null}, response = ${verdict.reply?.text ?? null},
        accepted_at = COALESCE(accepted_at, ${acceptedAt}), updated_at = ${now}
      WHERE id = ${delivery.id} AND lease_token = ${attempt.token} RETURNING id`,
  );
  return rows.length === 1;
}

async function recordRecipients(tx: Tx, id: string, recipients: Verdict['recipients']): Promise<void> {
  for (const [verdict, state] of STATES) {
    const plain = recipients.filter((one) => one.verdict === verdict && !one.reply).map((one) => one.address);
    if (plain.length > 0) {
      await tx.sql`
        UPDATE recipient SET state = ${state} WHERE delivery_id = ${id} AND address IN (${() => plain})`;
    }
  }
  for (const one of recipients.filter((recipient) => recipient.reply)) {
    const state = STATES.get(one.verdict) ?? 'retry';
    await tx.sql`
      UPDATE recipient SET state = ${state}, code = ${one.reply?.code ?? null}, response = ${one.reply?.text ?? null}
      WHERE delivery_id = ${id} AND address = ${one.address}`;
  }
}

const STATES = new Map<RecipientVerdict, string>([
  ['accepted', 'accepted'],
  ['failed', 'failed'],
  ['retry', 'retry'],
]);

async function anyAccepted(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.sql<unknown[]>`
    SELECT 1 FROM recipient WHERE delivery_id = ${id} AND state = 'accepted' LIMIT 1`;
  return rows.length > 0;
}

async function giveUpRecipients(tx: Tx, id: string): Promise<void> {
  await tx.sql`
    UPDATE recipient SET state = 'failed' WHERE delivery_id = ${id} AND state IN ('retry', 'pending')`;
}

async function addAttempt(tx: Tx, attempt: AttemptRecord, now: number, verdict: string): Promise<void> {
  await insertRows(tx, 'attempt', [
    {
      id: newId(now),
      delivery_id: attempt.delivery.id,
      kind: 'smtp',
      started_at: attempt.startedAt,
      ms: now - attempt.startedAt,
      verdict,
      phase: attempt.phase,
      code: attempt.verdict.reply?.code ?? null,
      enhanced: attempt.verdict.reply?.enhanced ?? null,
      response: attempt.verdict.reply?.text ?? null,
      detail: attempt.verdict.detail,
      done_by: null,
    },
  ]);
}
