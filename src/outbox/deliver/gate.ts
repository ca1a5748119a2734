import { type Guard, guardsInForce, NO_GUARD, NO_LIMITS, type SendingLimits } from '../../sdk/index.ts';
import { isPostgres } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';
import type { Tx } from '../../store/transaction.ts';

/** The keys of the two settings that decide whether anything leaves. */
export const GUARD_KEY = 'guard';
export const STOP_KEY = 'sending-stop';
const LIMITS_KEY = 'limits';

/** All sending was stopped by a person. */
export interface SendingStop {
  reason: string;
  by: string;
  at: number;
}

/** What every e-mail passes at the last moment. */
export interface Gate {
  stop: SendingStop | undefined;
  guards: readonly Guard[];
  limits: SendingLimits;
}

/** What counts beside the settings. */
export interface GateOptions {
  /** of the configuration */
  guard?: Guard | undefined;
  /** where none were set */
  limits?: SendingLimits | undefined;
}

/** Any number that no other advisory lock has. */
const LOCK = 7_301_164_415;

/**
 * For the transaction that claims: whoever changes the gate waits for its end, so that afterwards no e-mail is claimed
 * under the old one. On SQLite there is one writer at a time anyway.
 */
export async function enterGate(tx: Tx, options: GateOptions): Promise<Gate> {
  if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock_shared(${LOCK})`;
  return readGate(tx, options);
}

export async function readGate(read: Tx, { guard = NO_GUARD, limits = NO_LIMITS }: GateOptions = {}): Promise<Gate> {
  const rows = await read.sql<{ key: string; value: string }[]>`
    SELECT key, value FROM setting WHERE key IN (${() => [GUARD_KEY, STOP_KEY, LIMITS_KEY]})`;
  const stored = <T>(key: string): T | undefined => {
    const row = rows.find((one) => one.key === key);
    return row === undefined ? undefined : (JSON.parse(row.value) as T);
  };
  return {
    stop: stored<{ stopped: SendingStop | null }>(STOP_KEY)?.stopped ?? undefined,
    guards: guardsInForce(guard, { ...NO_GUARD, ...stored<Partial<Guard>>(GUARD_KEY) }),
    limits: { ...limits, ...stored<Partial<SendingLimits>>(LIMITS_KEY) },
  };
}

/**
 * Changes guard or stop. Two transactions, because the second one waits for rows that those who wait for the first may
 * hold. After the first nothing is claimed under the old gate; the second takes back what was claimed: its worker finds
 * the lease gone at the marker and sends no dot. What is at its dot stays.
 */
export async function changeGate<T>(store: Store, now: number, change: (tx: Tx) => Promise<T>): Promise<T> {
  const changed = await store.write(async (tx) => {
    if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(${LOCK})`;
    return change(tx);
  });
  await store.write(
    (tx) => tx.sql`
      UPDATE delivery SET state = 'queued', lease_token = NULL, due_at = ${now}, attempts = attempts - 1,
        detail = 'It was taken back before it was sent: sending was stopped or its guard changed.', updated_at = ${now}
      WHERE state = 'sending'`,
  );
  return changed;
}

/** The time that sending was stopped does not count as time in which a mail could have been sent. */
export async function extendDeadlines(tx: Tx, byMs: number): Promise<void> {
  await tx.sql`UPDATE delivery SET deadline_at = deadline_at + ${byMs} WHERE state IN ('queued', 'held')`;
}
