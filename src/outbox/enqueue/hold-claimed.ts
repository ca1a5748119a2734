import type { HeldReason } from '../../sdk/index.ts';
import { insertProof, type ProofEntry } from '../../store/proof-record.ts';
import { returned } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';
import { firstSentCopy } from '../copies/sent-copy.ts';
import type { ClaimedDelivery } from '../deliver/claim.ts';
import type { OutboxDeps } from '../deps.ts';

/** Time enough for a person to mend it, or to cancel. */
const HELD_MS = 30 * 24 * 3_600_000;

/** A recipient that may not get the mail, and the sentence that says why. */
export interface Hit {
  address: string;
  why: string;
}

/** Takes a claimed mail back for a person; where others of it were served already it is over instead. */
export async function holdClaimed(
  deps: OutboxDeps,
  delivery: ClaimedDelivery,
  by: { token: string; connectorId: string },
  why: {
    reason: HeldReason;
    detail: string;
    hits: readonly Hit[];
    proof(what: 'held' | 'left_out', at: number): ProofEntry;
  },
): Promise<void> {
  const now = deps.clock.now();
  await deps.store.grouped(async (tx) => {
    // A document whose person has not got it waits, whoever got a copy of it.
    const served = why.reason !== 'unregistered' && (await isServed(tx, delivery.id));
    const state = served ? 'accepted' : 'held';
    const [reason, dueAt] = served ? [null, null] : [why.reason, now + HELD_MS];
    const rows = returned<{ id: string }>(
      await tx.sql`
        UPDATE delivery SET state = ${state}, held_reason = ${reason}, detail = ${why.detail}, due_at = ${dueAt},
          attempts = attempts - 1, lease_token = NULL, updated_at = ${now}
        WHERE id = ${delivery.id} AND lease_token = ${by.token} AND state = 'sending' RETURNING id`,
    );
    if (rows.length === 0) return;
    // The others of this mail have it already: nothing is held for them.
    if (served) {
      await markLeftOut(tx, delivery.id, why.hits);
      await firstSentCopy(tx, delivery, by.connectorId, now);
    }
    await insertProof(tx, [why.proof(served ? 'left_out' : 'held', now)]);
  });
}

export async function markLeftOut(tx: Tx, id: string, hits: readonly Hit[]): Promise<void> {
  for (const { address, why } of hits) {
    await tx.sql`
      UPDATE recipient SET state = 'suppressed', response = ${why}
      WHERE delivery_id = ${id} AND address = ${address} AND state IN ('pending', 'retry')`;
  }
}

async function isServed(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.sql<unknown[]>`
    SELECT 1 FROM recipient WHERE delivery_id = ${id} AND state = 'accepted' LIMIT 1`;
  return rows.length > 0;
}
