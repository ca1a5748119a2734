import { idPrefix } from '../sdk/id.ts';
import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';

/** Of the e-mails that were given to the outbox in a time: those a server accepted, and how many of them came back. */
export interface BounceShare {
  sent: number;
  bounced: number;
}

export interface BounceRate {
  connectorId: string;
  /** the last 24 hours */
  day: BounceShare;
  /** the last 7 days */
  week: BounceShare;
  /** in one of both more came back than providers put up with */
  tooMany: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;
/** So long one answer serves everybody who looks: a week may be millions of e-mails. */
const KEEP_MS = 60_000;
/** Amazon SES reviews an account above 5 %, and stops it above 10 %. */
const MOST = 0.05;
/** Of fewer, one address that is gone is no rate. */
const FEWEST = 20;

export type BounceRates = () => Promise<readonly BounceRate[]>;

export function createBounceRates({ store, clock }: { store: Store; clock: Clock }): BounceRates {
  let kept: { at: number; rates: Promise<BounceRate[]> } | undefined;
  return async () => {
    const now = clock.now();
    // Also where the clock went back: what was counted then is not of now.
    if (kept === undefined || Math.abs(now - kept.at) >= KEEP_MS) kept = { at: now, rates: count(store, now) };
    try {
      return await kept.rates;
    } catch (error) {
      kept = undefined;
      throw error;
    }
  };
}

async function count(store: Store, now: number): Promise<BounceRate[]> {
  const found = new Map<string, BounceRate>();
  for (let back = WEEK_HOURS; back > 0; back -= 1) {
    const from = now - back * HOUR_MS;
    const to = back === 1 ? now + 1 : from + HOUR_MS;
    for (const { connectorId, ...share } of await countHour(store, from, to)) {
      const none = { sent: 0, bounced: 0 };
      const rate = found.get(connectorId) ?? { connectorId, day: { ...none }, week: { ...none }, tooMany: false };
      add(rate.week, share);
      if (back <= DAY_HOURS) add(rate.day, share);
      found.set(connectorId, rate);
    }
  }
  return [...found.values()].map((rate) => ({ ...rate, tooMany: isTooMany(rate.day) || isTooMany(rate.week) }));
}

function add(to: BounceShare, { sent, bounced }: BounceShare): void {
  to.sent += sent;
  to.bounced += bounced;
}

/** The share of those that came back; undefined: too few were sent to say. */
export function bounceRatio({ sent, bounced }: BounceShare): number | undefined {
  return sent < FEWEST ? undefined : bounced / sent;
}

function isTooMany(share: BounceShare): boolean {
  return (bounceRatio(share) ?? 0) > MOST;
}

/** Hour by hour, from an index alone: a million e-mails a day must not hold the main loop. */
async function countHour(
  { read }: Store,
  from: number,
  to: number,
): Promise<(BounceShare & { connectorId: string })[]> {
  const rows = await read.sql<{ connector_id: string | null; state: string; n: number | string }[]>`
    SELECT connector_id, state, COUNT(*) AS n FROM delivery
    WHERE state IN ('accepted', 'bounced') AND id >= ${idPrefix(from)} AND id < ${idPrefix(to)}
    GROUP BY connector_id, state`;
  return rows.flatMap(({ connector_id: connectorId, state, n }) =>
    connectorId === null ? [] : [{ connectorId, sent: Number(n), bounced: state === 'bounced' ? Number(n) : 0 }],
  );
}
