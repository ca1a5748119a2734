import { SENT_LATER } from '../../store/later-mail.ts';
import { HELD_FOR_ADDRESS } from '../../store/tables/delivery.table.ts';
import type { Tx } from '../../store/transaction.ts';

const NO_MAILS = {
  held: 0,
  queued: 0,
  sending: 0,
  accepted: 0,
  redirected: 0,
  uncertain: 0,
  failed: 0,
  cancelled: 0,
  captured: 0,
  bounced: 0,
};

/** Whether the answer to the last dot is outstanding is nobody's business outside. */
function shownMails({ dot_pending: atDot = 0, ...mails }: Record<string, number>) {
  const shown = { ...NO_MAILS, ...mails };
  return { ...shown, sending: shown.sending + atDot };
}

/**
 * As SQL over delivery `d`: its state, and what became of it behind a guard. What a server accepted for the address of the
 * guard was not sent to its owner, and what the guard captured was cancelled by nobody.
 */
export const OUTCOME = `CASE WHEN d.state = 'accepted' AND d.redirected_to IS NOT NULL THEN 'redirected'
  WHEN d.state = 'cancelled' AND d.held_reason = 'guard' THEN 'captured' ELSE d.state END`;

/** The mails of a run by their outcome, with when the last of them came into its state. */
export async function mailStates(read: Tx, runId: string): Promise<{ state: string; mails: number; lastAt: number }[]> {
  // One statement, so that the sums agree; each part of it is answered by an index alone.
  const rows = await read.sql<{ state: string; n: number | string; last_at: number | string }[]>`
    SELECT state, COUNT(*) AS n, MAX(updated_at) AS last_at FROM delivery WHERE run_id = ${runId} GROUP BY state
    UNION ALL SELECT 'redirected', COUNT(*), 0 FROM delivery
      WHERE run_id = ${runId} AND state = 'accepted' AND redirected_to IS NOT NULL
    UNION ALL SELECT 'captured', COUNT(*), 0 FROM delivery
      WHERE run_id = ${runId} AND state = 'cancelled' AND held_reason = 'guard'`;
  const counted = new Map(rows.map(({ state, n }) => [state, Number(n)]));
  const guarded: Record<string, number> = {
    accepted: counted.get('redirected') ?? 0,
    cancelled: counted.get('captured') ?? 0,
  };
  return rows.map(({ state, n, last_at: lastAt }) => {
    return { state, mails: Number(n) - (guarded[state] ?? 0), lastAt: Number(lastAt) };
  });
}

/** The mails of a run by their outcome. */
export async function countMails(read: Tx, runId: string): Promise<Record<string, number>> {
  return Object.fromEntries((await mailStates(read, runId)).map(({ state, mails }) => [state, mails]));
}

export interface HeldForAddress {
  /** held, because a recipient may not get it; they are among those held */
  suppressed: number;
  /** of those suppressed: the contact of the person does not have the address any more */
  unregistered: number;
}

export async function countHeldForAddress(read: Tx, runId: string): Promise<HeldForAddress> {
  const rows = await read.sql<{ held_reason: string; n: number | string }[]>`
    SELECT held_reason, COUNT(*) AS n FROM delivery WHERE run_id = ${runId} AND state = 'held' AND ${() => HELD_FOR_ADDRESS}
    GROUP BY held_reason`;
  const of = (reason: string) => Number(rows.find((row) => row.held_reason === reason)?.n ?? 0);
  return { suppressed: of('suppressed') + of('unregistered'), unregistered: of('unregistered') };
}

/** Failed mails of a run that a later run sends, or sent; they are among those failed. */
async function countSentLater(read: Tx, runId: string): Promise<number> {
  const [row] = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM delivery d WHERE d.run_id = ${runId} AND d.state = 'failed' AND ${() => SENT_LATER}`;
  return Number(row?.n ?? 0);
}

export const NONE_HELD: HeldForAddress = { suppressed: 0, unregistered: 0 };

/** The mails of a run as they are shown, with those of them of which more is said. */
export async function mailCounts(read: Tx, runId: string, known?: Record<string, number>) {
  const mails = shownMails(known ?? (await countMails(read, runId)));
  return {
    ...(mails.held === 0 ? NONE_HELD : await countHeldForAddress(read, runId)),
    sentLater: mails.failed === 0 ? 0 : await countSentLater(read, runId),
    mails,
  };
}

/** To which addresses a guard redirected mails of the run when they were planned, and how many. */
export async function countRedirected(read: Tx, runId: string): Promise<{ to: string; mails: number }[]> {
  const rows = await read.sql<{ redirected_to: string; n: number | string }[]>`
    SELECT redirected_to, COUNT(*) AS n FROM delivery WHERE run_id = ${runId} AND redirected_to IS NOT NULL
    GROUP BY redirected_to ORDER BY redirected_to`;
  return rows.map(({ redirected_to: to, n }) => ({ to, mails: Number(n) }));
}
