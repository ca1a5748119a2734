import { idPrefix } from '../sdk/id.ts';
import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { DeliveryState } from '../store/tables/delivery.table.ts';

/** The e-mails of one hour of the clock by what has become of them until now; those taken back are in none. */
export interface MailHour {
  /** milliseconds since 1970 */
  from: number;
  sent: number;
  waiting: number;
  failed: number;
}

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** So long one answer serves everybody who looks. */
const KEEP_MS = 15_000;

const GROUP_OF: Record<DeliveryState, 'sent' | 'waiting' | 'failed' | undefined> = {
  held: 'waiting',
  queued: 'waiting',
  sending: 'waiting',
  dot_pending: 'waiting',
  uncertain: 'waiting',
  accepted: 'sent',
  failed: 'failed',
  bounced: 'failed',
  cancelled: undefined,
};
const STATES = Object.entries(GROUP_OF).flatMap(([state, group]) => (group === undefined ? [] : [state]));

/** The last 24 hours, the oldest first, the running one last. */
export function createMailHours({ store, clock }: { store: Store; clock: Clock }): () => Promise<MailHour[]> {
  let kept: { until: number; hours: Promise<MailHour[]> } | undefined;
  return async () => {
    const now = clock.now();
    if (kept === undefined || now >= kept.until) kept = { until: now + KEEP_MS, hours: count(store, now) };
    try {
      return await kept.hours;
    } catch (error) {
      kept = undefined;
      throw error;
    }
  };
}

async function count(store: Store, now: number): Promise<MailHour[]> {
  const running = Math.floor(now / HOUR_MS) * HOUR_MS;
  const hours: MailHour[] = [];
  for (let back = HOURS - 1; back >= 0; back--) hours.push(await countHour(store, running - back * HOUR_MS));
  return hours;
}

/** Hour by hour, from an index alone: a million e-mails a day must not hold the main loop. */
async function countHour({ read }: Store, from: number): Promise<MailHour> {
  const rows = await read.sql<{ state: DeliveryState; n: number | string }[]>`
    SELECT state, COUNT(*) AS n FROM delivery
    WHERE state IN (${() => STATES}) AND id >= ${idPrefix(from)} AND id < ${idPrefix(from + HOUR_MS)} GROUP BY state`;
  const hour: MailHour = { from, sent: 0, waiting: 0, failed: 0 };
  for (const { state, n } of rows) {
    const group = GROUP_OF[state];
    if (group !== undefined) hour[group] += Number(n);
  }
  return hour;
}
