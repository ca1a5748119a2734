import { insertRows } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ClaimedDelivery } from '../deliver/claim.ts';

/** The copy of an accepted mail becomes due, in the same transaction as the acceptance. One per mail. */
export async function firstSentCopy(
  tx: Tx,
  delivery: Pick<ClaimedDelivery, 'id' | 'sentCopy'>,
  connectorId: string,
  now: number,
): Promise<void> {
  const wanted = delivery.sentCopy !== 'never';
  const row = {
    id: delivery.id,
    connector_id: connectorId,
    state: wanted ? 'pending' : 'skipped',
    detail: wanted ? 'Waits to be filed.' : 'Not wanted.',
    due_at: wanted ? now : null,
    attempts: 0,
    maybe_filed: 0,
    lease_token: null,
    folder: null,
    uid_validity: null,
    uid: null,
    updated_at: now,
  };
  await insertRows(tx, 'sent_copy', [row], 'id');
}
