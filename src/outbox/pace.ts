import type { SendLimits } from '../sdk/index.ts';
import { insertRows, isPostgres } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { nthDelay } from './retry-policy.ts';

const DAY_MS = 24 * 3_600_000;

interface PaceRow {
  paused_until: string | number | null;
  failures: number;
  minute_at: string | number;
  day_at: string | number;
  day_count: string | number;
}

export interface Pace {
  granted: number;
  /** with nothing granted: when to ask again, where that is known */
  askAgainAt?: number;
}

/**
 * How many mails the connector may start now, at most `wanted`; they count as started. Messages are spaced evenly
 * instead of counted per minute, so that no sliding minute holds more than the limit, over restarts and processes.
 */
export async function takePace(
  tx: Tx,
  ask: { connectorId: string; limits: SendLimits; wanted: number; now: number },
): Promise<Pace> {
  const { connectorId, limits, now } = ask;
  const pace = await lockPace(tx, connectorId);
  if (pace.paused_until !== null && Number(pace.paused_until) > now) return { granted: 0 };
  const { messagesPerMinute, recipientsPerDay } = limits;
  if (messagesPerMinute === undefined && recipientsPerDay === undefined) return { granted: ask.wanted };

  const sameDay = now < Number(pace.day_at) + DAY_MS;
  const dayCount = sameDay ? Number(pace.day_count) : 0;
  if (recipientsPerDay !== undefined && dayCount >= recipientsPerDay) return { granted: 0 };
  if (messagesPerMinute !== undefined && Number(pace.minute_at) > now) {
    return { granted: 0, askAgainAt: Number(pace.minute_at) };
  }
  // One at a time where something is counted: an e-mail may have several recipients.
  const granted = 1;
  const nextAt = messagesPerMinute === undefined ? 0 : now + Math.ceil(60_000 / messagesPerMinute);
  await tx.sql`
    UPDATE connector_pace SET minute_at = ${nextAt}, day_at = ${sameDay ? Number(pace.day_at) : now},
      day_count = ${dayCount}
    WHERE connector_id = ${connectorId}`;
  return { granted };
}

/** Recipients of claimed mails count against the day, whatever becomes of them. */
export async function countRecipients(tx: Tx, connectorId: string, limits: SendLimits, count: number): Promise<void> {
  if (limits.recipientsPerDay === undefined) return;
  await tx.sql`UPDATE connector_pace SET day_count = day_count + ${count} WHERE connector_id = ${connectorId}`;
}

/** Nothing of this connector is sent for a while, longer with each refusal in a row. Answers the end of the pause. */
export async function pauseConnector(
  tx: Tx,
  connectorId: string,
  pause: { now: number; delaysMs: number[]; reason: string },
): Promise<number> {
  const { failures } = await lockPace(tx, connectorId);
  const count = Number(failures) + 1;
  const until = pause.now + nthDelay(pause.delaysMs, count);
  await tx.sql`
    UPDATE connector_pace SET paused_until = ${until}, pause_reason = ${pause.reason}, failures = ${count}
    WHERE connector_id = ${connectorId}`;
  return until;
}

/** The connector works (again): its queue goes on at once. */
export async function resumeConnector(tx: Tx, connectorId: string): Promise<void> {
  await tx.sql`
    UPDATE connector_pace SET paused_until = NULL, pause_reason = NULL, failures = 0 WHERE connector_id = ${connectorId}`;
}

async function lockPace(tx: Tx, connectorId: string): Promise<PaceRow> {
  const forUpdate = isPostgres(tx) ? ' FOR UPDATE' : '';
  const read = () =>
    tx.sql<PaceRow[]>`
      SELECT paused_until, failures, minute_at, day_at, day_count FROM connector_pace
      WHERE connector_id = ${connectorId}${() => forUpdate}`;
  const [row] = await read();
  if (row) return row;
  const fresh = { connector_id: connectorId, failures: 0, minute_at: 0, minute_count: 0, day_at: 0, day_count: 0 };
  await insertRows(tx, 'connector_pace', [fresh], 'connector_id');
  const [created] = await read();
  if (!created) throw new Error('connector_pace: the row just inserted is not there');
  return created;
}
