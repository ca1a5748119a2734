import { AppError, type Clock } from '../../src/sdk/index.ts';
import { isPostgres } from '../../src/store/sql.ts';
import type { EventApproval } from '../../src/store/tables/event.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { getEvent } from './event.store.ts';

/** One event makes so many e-mails and they leave by themselves; more wait until a person lets them go. */
export const DEFAULT_MOST_MAILS = 500;
/** More are refused: they are composed and stored as one unit. */
export const DEFAULT_MOST_HELD = 10_000;

/** What the outbox keeps with each of the e-mails that wait. */
export function approvalKey(eventId: string): string {
  return `event:${eventId}`;
}

/** Null: not so many. An e-mail that a person sends does not count: that one looks at it. */
export function approvalFor(
  { maxMailsPerEvent = DEFAULT_MOST_MAILS }: { maxMailsPerEvent?: number },
  fired: readonly { leaving: number }[],
): EventApproval | null {
  const mails = fired.reduce((sum, { leaving }) => sum + leaving, 0);
  return mails > maxMailsPerEvent ? { mails, state: 'waiting', at: null, by: null, reason: null } : null;
}

export interface ApprovalDecision {
  eventId: string;
  verdict: 'approved' | 'refused';
  by: { id: string; name: string };
  reason?: string | undefined;
}

/**
 * A person decides about all e-mails of one event, in the transaction that moves them. Once: NOT_FOUND when nothing waits
 * (any more). FORBIDDEN with four eyes for whoever caused the event; taking it back is open to them.
 */
export async function decideApproval(
  { clock, fourEyes }: { clock: Clock; fourEyes: boolean },
  tx: Tx,
  { eventId, verdict, by, reason }: ApprovalDecision,
): Promise<void> {
  // Two people at once, on two connections.
  if (isPostgres(tx)) await tx.sql`SELECT id FROM event WHERE id = ${eventId} FOR UPDATE`;
  const { approval, state, createdBy } = await getEvent(tx, eventId);
  if (approval?.state !== 'waiting' || state !== 'committed') {
    throw new AppError('NOT_FOUND', 'No e-mail of this event waits for an approval (any more).');
  }
  if (verdict === 'approved' && fourEyes && createdBy === by.id) {
    throw new AppError(
      'FORBIDDEN',
      'You caused this event: a second person has to let its e-mails go (setting "four eyes").',
    );
  }
  const decided = { ...approval, state: verdict, at: clock.now(), by: by.name, reason: reason ?? null };
  await tx.sql`UPDATE event SET approval = ${JSON.stringify(decided)} WHERE id = ${eventId}`;
}
