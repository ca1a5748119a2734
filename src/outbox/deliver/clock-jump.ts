import { isPostgres } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';
import type { OutboxDeps } from '../deps.ts';
import { DOT_LEASE_MS, LEASE_MS } from './claim.ts';
import { SESSION_MS } from './sending-session.ts';

/** The dispatcher looks each second: what differs by more was no slow look. */
const JUMP_MS = 2 * 60_000;
/** Beyond the longest that anything is put ahead: clocks of other processes differ, and delays vary by a tenth. */
const SLACK_MS = 60 * 60_000;
/** The spacing of a pace is a minute at most. */
const PACE_MS = 2 * 60_000;

/** Notices that the clock was put back or ahead, from one look of the dispatcher to the next. */
export class ClockWatch {
  #seenAt: number | undefined;
  #jumpedAt = Number.NEGATIVE_INFINITY;

  /** 'back' and 'ahead' once for each jump. */
  look(now: number): 'back' | 'ahead' | undefined {
    const since = this.#seenAt === undefined ? 0 : now - this.#seenAt;
    this.#seenAt = now;
    if (Math.abs(since) <= JUMP_MS) return undefined;
    this.#jumpedAt = now;
    return since < 0 ? 'back' : 'ahead';
  }

  /**
   * Leases that seem to have ended may be those of sessions at work, of this process as well: until they have renewed them or
   * come to the end of their final dot, nobody is taken for dead.
   */
  knowsLeases(now: number): boolean {
    return now - this.#jumpedAt > DOT_LEASE_MS;
  }
}

/**
 * What is due further ahead than it is ever put was stored while the clock was ahead: it is due now, instead of when the clock
 * comes there again. Looks at the ends of indexes only. Of several processes one whose clock is wrong must not touch what the
 * others hold: where the clock of PostgreSQL says another time, nothing is mended.
 */
export async function mendAhead({ store, clock, policy, databaseNow = askDatabase }: OutboxDeps): Promise<void> {
  const now = clock.now();
  const longest = (delaysMs: readonly number[]) => now + Math.max(...delaysMs) * 1.1 + SLACK_MS;
  const tried = Math.round(longest(policy.delaysMs));
  const paused = Math.round(longest([...policy.pausesMs, ...policy.signInPausesMs]));
  const leased = now + Math.max(LEASE_MS, DOT_LEASE_MS) + SLACK_MS;
  await store.write(async (tx) => {
    if (isPostgres(tx)) {
      if (Math.abs((await databaseNow(tx)) - now) > JUMP_MS) return;
      // Living sessions renew theirs; those of a killed process would keep the places of its connector.
      await tx.sql`UPDATE sending_session SET until_at = ${now + SESSION_MS} WHERE until_at > ${now + JUMP_MS}`;
    }
    await tx.sql`
      UPDATE delivery SET due_at = ${now}
      WHERE state = 'queued' AND due_at > ${tried} AND connector_id IN (SELECT id FROM connector)`;
    // As if they had begun now: whoever works for one renews it, and the others end.
    await tx.sql`UPDATE delivery SET due_at = ${now + LEASE_MS} WHERE state = 'sending' AND due_at > ${leased}`;
    await tx.sql`UPDATE delivery SET due_at = ${now + DOT_LEASE_MS} WHERE state = 'dot_pending' AND due_at > ${leased}`;
    await tx.sql`UPDATE sent_copy SET due_at = ${now} WHERE state = 'pending' AND due_at > ${tried}`;
    await tx.sql`UPDATE sent_copy SET due_at = ${now + DOT_LEASE_MS} WHERE state = 'filing' AND due_at > ${leased}`;
    await tx.sql`UPDATE connector_pace SET paused_until = ${now} WHERE paused_until > ${paused}`;
    await tx.sql`UPDATE connector_pace SET minute_at = ${now} WHERE minute_at > ${now + PACE_MS}`;
    await tx.sql`UPDATE connector_pace SET day_at = ${now} WHERE day_at > ${now + SLACK_MS}`;
  });
}

async function askDatabase(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ now: number | string }[]>`SELECT EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS now`;
  return Number(row?.now);
}
