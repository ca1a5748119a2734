import type { SendLimits } from '../../sdk/index.ts';
import { insertRows, isPostgres } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';
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
  /** Another mail could start beside this one: whoever sends is slower than the limits allow. */
  behind?: boolean;
  /** It could have started long ago: what was sent before took longer than the limits ask for, or nothing was there to be sent. */
  late?: boolean;
  /** to be stored once a mail has really been taken */
  next?: { minuteAt: number; dayAt: number; dayCount: number };
}

/** What a minute counts as, so that a mail that is slow to start and is followed by quick ones makes no minute too full. */
const SPACED_OVER_MS = 63_000;
/** A start that comes late by up to this is made up for; after a longer rest the spacing begins anew. */
const CATCH_UP_MS = 1_000;

/**
 * How many mails the connector may start now, at most `wanted`. Messages are spaced evenly instead of counted per minute,
 * so that no sliding minute holds more than the limit, over restarts and processes: of n starts in a row the last comes
 * at least (n - 1) * 63 s / limit - 1 s after the first, so that of limit + 1 the last comes 62 s later.
 */
export async function findPace(
  tx: Tx,
  ask: { connectorId: string; limits: SendLimits; wanted: number; now: number },
): Promise<Pace> {
  const { connectorId, limits, now } = ask;
  const pace = await lockPace(tx, connectorId);
  if (pace.paused_until !== null && Number(pace.paused_until) > now) return { granted: 0 };
  const { messagesPerMinute, recipientsPerDay } = limits;
  if (messagesPerMinute === undefined && recipientsPerDay === undefined) return { granted: ask.wanted };

  const [minuteAt, dayAt] = [Number(pace.minute_at), Number(pace.day_at)];
  const sameDay = now < dayAt + DAY_MS;
  const dayCount = sameDay ? Number(pace.day_count) : 0;
  if (recipientsPerDay !== undefined && dayCount >= recipientsPerDay) return { granted: 0 };
  const day = { dayAt: sameDay ? dayAt : now, dayCount };
  // One at a time where something is counted: an e-mail may have several recipients.
  if (messagesPerMinute === undefined) return { granted: 1, behind: true, next: { minuteAt: 0, ...day } };
  if (minuteAt > now) return { granted: 0, askAgainAt: minuteAt };
  const spacing = Math.ceil(SPACED_OVER_MS / messagesPerMinute);
  const from = now - minuteAt <= CATCH_UP_MS ? minuteAt : now;
  const late = now - minuteAt > CATCH_UP_MS;
  return { granted: 1, behind: from + spacing <= now, late, next: { minuteAt: from + spacing, ...day } };
}

/** The mails that were granted have been taken. Their recipients count against the day, whatever becomes of them. */
export async function storePace(tx: Tx, connectorId: string, { next }: Pace, recipients: number): Promise<void> {
  if (next === undefined) return;
  await tx.sql`
    UPDATE connector_pace
    SET minute_at = ${next.minuteAt}, day_at = ${next.dayAt}, day_count = ${next.dayCount + recipients}
    WHERE connector_id = ${connectorId}`;
}

/** Nothing of this connector is sent for a while, longer with each refusal in a row. Answers its end and the refusals in a row. */
export async function pauseConnector(
  tx: Tx,
  connectorId: string,
  pause: { now: number; delaysMs: number[]; reason: string },
): Promise<{ until: number; failures: number }> {
  const { failures } = await lockPace(tx, connectorId);
  const count = Number(failures) + 1;
  const until = pause.now + nthDelay(pause.delaysMs, count);
  await tx.sql`
    UPDATE connector_pace SET paused_until = ${until}, pause_reason = ${pause.reason}, failures = ${count}
    WHERE connector_id = ${connectorId}`;
  return { until, failures: count };
}

/** The connector works (again): its queue goes on at once. `provenAt`: a mail server has just taken an e-mail. */
export async function resumeConnector(tx: Tx, connectorId: string, provenAt: number | null = null): Promise<void> {
  await tx.sql`
    UPDATE connector_pace SET paused_until = NULL, pause_reason = NULL, failures = 0,
      proven_at = COALESCE(${provenAt}, proven_at)
    WHERE connector_id = ${connectorId}`;
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
