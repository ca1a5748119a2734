import { addressKey, type SendingLimits } from '../../sdk/index.ts';
import type { Tx } from '../../store/transaction.ts';

const HOUR_MS = 3_600_000;
/** A mail that waits for a person is not forgotten: after this it ends as failed. */
const HELD_MS = 30 * 24 * HOUR_MS;

interface Countable {
  id: string;
  attempts: number;
  ruleId: string | null;
  approved: boolean;
  locked: object | undefined;
  recipients: string[];
}

interface Counted {
  key: string;
  limit: number;
  what: string;
}

/**
 * Of what was just claimed, in the same transaction: what the limits of this hour leave. The rest is held, with the limit,
 * until an administrator lets it go or takes it back. Payroll runs are approved by their plan, and what was let go once
 * is not asked about again; a second try of the same e-mail is none more.
 */
export async function holdAboveLimits<Mail extends Countable>(
  tx: Tx,
  claimed: Mail[],
  of: { connectorId: string; limits: SendingLimits; now: number },
): Promise<Mail[]> {
  const counted = claimed.filter((one) => one.attempts === 1 && !one.approved && one.locked === undefined);
  const keysOf = new Map(counted.map((one) => [one.id, keysOfMail(one, of)] as const));
  const keys = [...new Set([...keysOf.values()].flat().map(({ key }) => key))].sort();
  if (keys.length === 0) return claimed;
  const hourAt = of.now - (of.now % HOUR_MS);
  const counts = await readCounts(tx, keys, hourAt);
  const added = new Map<string, number>();
  const over = new Map<string, Counted>();
  for (const { id } of counted) {
    const mine = keysOf.get(id) ?? [];
    const full = mine.find(({ key, limit }) => (counts.get(key) ?? 0) + (added.get(key) ?? 0) >= limit);
    if (full) over.set(id, full);
    else for (const { key } of mine) added.set(key, (added.get(key) ?? 0) + 1);
  }
  await addCounts(tx, added, hourAt);
  for (const key of new Set([...over.values()].map((full) => full.key))) await hold(tx, over, key, of.now);
  return claimed.filter(({ id }) => !over.has(id));
}

function keysOfMail(
  mail: Countable,
  { connectorId, limits }: { connectorId: string; limits: SendingLimits },
): Counted[] {
  const { perConnector, perRule, perRecipient } = limits;
  const recipients = [...new Set(mail.recipients.map(addressKey))];
  return [
    ...(perConnector === null
      ? []
      : [{ key: `connector:${connectorId}`, limit: perConnector, what: 'through this connector' }]),
    ...(perRule === null || mail.ruleId === null
      ? []
      : [{ key: `rule:${mail.ruleId}`, limit: perRule, what: 'of this rule' }]),
    ...(perRecipient === null
      ? []
      : recipients.map((address) => ({ key: `recipient:${address}`, limit: perRecipient, what: `to ${address}` }))),
  ];
}

async function readCounts(tx: Tx, keys: string[], hourAt: number): Promise<Map<string, number>> {
  const rows = await tx.sql<{ key: string; count: number }[]>`
    SELECT key, count FROM send_count WHERE key IN (${() => keys}) AND hour_at = ${hourAt}`;
  return new Map(rows.map(({ key, count }) => [key, Number(count)]));
}

/** Always in the same order: two processes that count the same keys must not wait for each other. */
async function addCounts(tx: Tx, added: ReadonlyMap<string, number>, hourAt: number): Promise<void> {
  for (const [key, count] of [...added].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await tx.sql`
      INSERT INTO send_count (key, hour_at, count) VALUES (${key}, ${hourAt}, ${count})
      ON CONFLICT (key) DO UPDATE SET hour_at = excluded.hour_at, count = excluded.count +
        CASE WHEN send_count.hour_at = excluded.hour_at THEN send_count.count ELSE 0 END`;
  }
}

/** All that one limit holds, in one statement: of ten thousand in a burst nearly all come here. */
async function hold(tx: Tx, over: ReadonlyMap<string, Counted>, key: string, now: number): Promise<void> {
  const held = [...over].filter(([, full]) => full.key === key);
  const [, { limit, what } = { limit: 0, what: '' }] = held[0] ?? [];
  const ids = held.map(([id]) => id);
  const detail = `More than ${limit} e-mails ${what} in this hour. An administrator lets it go or takes it back.`;
  await tx.sql`
    UPDATE delivery SET state = 'held', held_reason = 'limit', limit_key = ${key}, lease_token = NULL,
      due_at = ${now + HELD_MS}, attempts = attempts - 1, detail = ${detail}, updated_at = ${now}
    WHERE id IN (${() => ids})`;
}

/** Counts of hours that are over. */
export async function forgetCounts(tx: Tx, now: number): Promise<void> {
  await tx.sql`DELETE FROM send_count WHERE hour_at < ${now - 2 * HOUR_MS}`;
}
