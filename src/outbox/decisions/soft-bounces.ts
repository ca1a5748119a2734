import { addressKey, type SoftBounces } from '../../sdk/index.ts';
import type { Tx } from '../../store/transaction.ts';

const DAY_MS = 24 * 3_600_000;
/** RFC 5321, 4.5.4.1: a server gives up after four to five days. What has not come back by then got there. */
const GIVEN_UP_MS = 5 * DAY_MS;
/** Tried for days (RFC 3463, 3.1), or a mailbox that is full (3.3), which servers call permanent as well. */
const SOFT = /^(4\.\d{1,3}\.\d{1,3}|5\.2\.2)$/;

/** The address may be good again tomorrow. */
export function isSoft(status: string): boolean {
  return SOFT.test(status);
}

/**
 * Why an address gets no e-mail any more, where too many to it came back softly; the one that is being recorded must be written. Only
 * those count that were made after the last one that got there, and after a person let the address get e-mail again.
 */
export async function tooManySoft(
  tx: Tx,
  { address, words, most, now }: { address: string; words: string; most: SoftBounces; now: number },
): Promise<string | undefined> {
  const { mails, days } = most;
  if (mails === null) return undefined;
  const since = now - days * DAY_MS;
  const key = addressKey(address);
  const [arrived] = await tx.sql<{ at: number | string | null }[]>`
    SELECT MAX(d.created_at) AS at FROM recipient r JOIN delivery d ON d.id = r.delivery_id
    WHERE r.address_key = ${key} AND r.state = 'accepted' AND d.created_at > ${since} AND d.accepted_at <= ${now - GIVEN_UP_MS}`;
  const [ended] = await tx.sql<{ at: number | string | null }[]>`
    SELECT MAX(removed_at) AS at FROM suppression WHERE address_key = ${key}`;
  const after = Math.max(since, Number(arrived?.at ?? 0), Number(ended?.at ?? 0));
  const rows = await tx.sql<{ id: string; enhanced: string | null }[]>`
    SELECT d.id, a.enhanced FROM recipient r
    JOIN delivery d ON d.id = r.delivery_id
    JOIN attempt a ON a.delivery_id = d.id AND a.kind = 'report' AND a.verdict = 'bounced' AND a.detail = r.address
    WHERE r.address_key = ${key} AND r.state = 'bounced' AND d.created_at > ${after}`;
  const returned = new Set(rows.filter(({ enhanced }) => isSoft(enhanced ?? '')).map(({ id }) => id));
  if (returned.size < mails) return undefined;
  const within = days === 1 ? 'one day' : `${days} days`;
  return `${returned.size} e-mails came back within ${within}, the last one with: ${words}`.slice(0, 500);
}
