import type { MailFence, SendLimits } from '../../sdk/index.ts';
import { insertProof, type ProofEntry } from '../../store/proof-record.ts';
import { returned } from '../../store/sql.ts';
import { holdRefused } from '../decisions/rights.ts';
import type { OutboxDeps } from '../deps.ts';
import { captureGuarded } from '../enqueue/capture.ts';
import { holdAboveLimits } from '../limits/limits.ts';
import { enterGate } from './gate.ts';
import { findPace, storePace } from './pace.ts';
import { holdSession, renewSession } from './sending-session.ts';
import { takeDue } from './take-due.ts';

/** A worker that is silent for this long has lost its mails to others. Renewed while it works. */
export const LEASE_MS = 60_000;
/** After the marker: longer than any wait for the reply to the final dot. */
export const DOT_LEASE_MS = 11 * 60_000;

export interface ClaimedDelivery {
  id: string;
  messageId: string;
  attempts: number;
  deadlineAt: number;
  size: number;
  contentId: string;
  envelopeFrom: string;
  smtpUtf8: boolean;
  sentCopy: 'auto' | 'always' | 'never';
  /** of a payroll run: nothing but the bytes of its plan may leave */
  locked: { runId: string; sha256: string | null } | undefined;
  /** of the owner's contact, which is asked again; absent: nobody's, or the guard's address gets it */
  fence: MailFence | undefined;
  ruleId: string | null;
  eventId: string | null;
  /** a limit held it, and an administrator let it go */
  approved: boolean;
  /** only those still to be served */
  recipients: string[];
}

export interface Claim {
  deliveries: ClaimedDelivery[];
  /** nothing was due for the pace, not for lack of mails: ask again at this instant */
  askAgainAt?: number;
  /** all that was taken was captured by the guard or held by a limit; there may be more */
  keptBack?: boolean;
  /** other processes have all the connections that the connector allows */
  crowded?: boolean;
  /** the pace would allow another session beside this one */
  behind?: boolean;
  /** what was sent before took longer than the pace asks for, or nothing was there to be sent */
  late?: boolean;
}

interface ClaimRow {
  id: string;
  message_id: string;
  attempts: number;
  deadline_at: number | string;
  size: number;
  content_id: string;
  envelope_from: string;
  smtp_utf8: number | boolean;
  sent_copy: 'auto' | 'always' | 'never';
  run_id: string | null;
  sha256: string | null;
  right_of: string | null;
  fence: string | null;
  redirected_to: string | null;
  rule_id: string | null;
  event_id: string | null;
  approved_by: string | null;
}

/**
 * Takes due mails of one connector, oldest first, at most `count`, in one atomic statement. The token is the fence: every
 * later write of this worker names it, so a worker that lost its lease changes nothing and sends no dot.
 */
export async function claimDeliveries(
  deps: OutboxDeps,
  ask: { connectorId: string; token: string; count: number; limits: SendLimits },
): Promise<Claim> {
  const now = deps.clock.now();
  return deps.store.grouped(async (tx) => {
    const gate = await enterGate(tx, deps);
    if (gate.stop !== undefined) return { deliveries: [] };
    const { connectorId, limits, count: wanted } = ask;
    const pace = await findPace(tx, { connectorId, limits, wanted, now });
    const { granted, askAgainAt, behind = false, late = false } = pace;
    if (granted === 0) return { deliveries: [], ...(askAgainAt !== undefined && { askAgainAt }) };
    // Above the connections that its provider allows, over all processes, nothing is claimed.
    if (!(await holdSession(tx, { ...ask, most: limits.connections, now }))) return { deliveries: [], crowded: true };
    const claimed = await takeDue(tx, { ...ask, count: granted, now, until: now + LEASE_MS });
    if (claimed.length === 0) return { deliveries: [] };
    const rows = await tx.sql<ClaimRow[]>`
      SELECT m.id, m.message_id, d.attempts, d.deadline_at, m.size, m.content_id, m.envelope_from, m.smtp_utf8, m.sent_copy,
        m.run_id, m.sha256, m.rule_id, m.event_id, m.fence, d.redirected_to, d.approved_by,
        CASE WHEN c.security IS NULL AND c.owner_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM app_user u WHERE u.id = m.right_of AND u.partner_id IS NOT NULL)
        THEN NULL ELSE m.right_of END AS right_of
      FROM message m JOIN delivery d ON d.id = m.id JOIN connector c ON c.id = m.connector_id WHERE m.id IN (${() => claimed}) ORDER BY d.created_at, m.id`;
    const recipients = await tx.sql<{ delivery_id: string; address: string }[]>`
      SELECT delivery_id, address FROM recipient WHERE delivery_id IN (${() => claimed}) AND state IN ('pending', 'retry')
      ORDER BY position`;
    await storePace(tx, connectorId, pace, recipients.length);
    // Who may use the connector may have changed since the mail was made.
    const asked = rows.map((row) => ({ id: row.id, rightOf: row.right_of }));
    const held = await holdRefused(deps, tx, connectorId, asked);
    const allowed = rows.filter(({ id }) => !held.has(id)).map((row) => claimedDelivery(row, recipients));
    const passed = await captureGuarded(tx, allowed, gate.guards, now);
    const deliveries = await holdAboveLimits(tx, passed, { connectorId, limits: gate.limits, now });
    return { deliveries, behind, late, keptBack: deliveries.length === 0 };
  });
}

/** False when the mail was taken back or lost since it was claimed. */
export async function holdsLease(deps: OutboxDeps, id: string, token: string): Promise<boolean> {
  const rows = await deps.store.read.sql<{ id: string }[]>`
    SELECT id FROM delivery WHERE id = ${id} AND lease_token = ${token} AND state = 'sending'`;
  return rows.length === 1;
}

/** Keeps the mails of this token for another lease, and its session. */
export async function renewLease(deps: OutboxDeps, token: string): Promise<void> {
  const now = deps.clock.now();
  await deps.store.grouped(async (tx) => {
    await tx.sql`UPDATE delivery SET due_at = ${now + LEASE_MS} WHERE lease_token = ${token} AND state = 'sending'`;
    await renewSession(tx, token, now);
  });
}

/**
 * The durable marker: committed strictly before the final dot leaves. False when the lease was lost meanwhile: then no
 * dot may be sent. `proof` is what the proof keeps of it.
 */
export async function markDotPending(
  deps: OutboxDeps,
  id: string,
  token: string,
  proof?: ProofEntry,
): Promise<boolean> {
  const now = deps.clock.now();
  return deps.store.grouped(async (tx) => {
    const rows = returned<{ id: string }>(
      await tx.sql`
        UPDATE delivery SET state = 'dot_pending', due_at = ${now + DOT_LEASE_MS}, updated_at = ${now},
          detail = 'The final dot is on its way.'
        WHERE id = ${id} AND lease_token = ${token} AND state = 'sending' RETURNING id`,
    );
    if (rows.length === 1 && proof) await insertProof(tx, [proof]);
    return rows.length === 1;
  });
}

/** Gives mails back untried: the attempt does not count. */
export async function returnDeliveries(deps: OutboxDeps, token: string, detail: string): Promise<void> {
  const now = deps.clock.now();
  await deps.store.grouped(
    (tx) => tx.sql`
      UPDATE delivery SET state = 'queued', lease_token = NULL, due_at = ${now}, attempts = attempts - 1,
        detail = ${detail}, updated_at = ${now}
      WHERE lease_token = ${token} AND state = 'sending'`,
  );
}

function claimedDelivery(row: ClaimRow, recipients: { delivery_id: string; address: string }[]): ClaimedDelivery {
  return {
    id: row.id,
    messageId: row.message_id,
    attempts: row.attempts,
    deadlineAt: Number(row.deadline_at),
    size: row.size,
    contentId: row.content_id,
    envelopeFrom: row.envelope_from,
    smtpUtf8: Boolean(row.smtp_utf8),
    sentCopy: row.sent_copy,
    locked: row.run_id === null ? undefined : { runId: row.run_id, sha256: row.sha256 },
    fence: row.redirected_to === null ? parseFence(row.fence) : undefined,
    ruleId: row.rule_id,
    eventId: row.event_id,
    approved: row.approved_by !== null,
    recipients: recipients.filter((one) => one.delivery_id === row.id).map((one) => one.address),
  };
}

export function parseFence(stored: string | null): MailFence | undefined {
  return stored === null ? undefined : (JSON.parse(stored) as MailFence);
}
