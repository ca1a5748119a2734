import type { JsonObject } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { returned } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';
import { firstSentCopy } from '../copies/sent-copy.ts';

interface Acceptance {
  id: string;
  /** for whoever reads the outbox: what proves it */
  detail: string;
  /** for the proof */
  data: JsonObject;
}

/**
 * Something proves that the server accepted an uncertain mail: a copy that only the provider can have filed, a report
 * or an answer that names its Message-ID. False when it is not uncertain (any more).
 */
export async function provedAccepted(tx: Tx, { id, detail, data }: Acceptance, now: number): Promise<boolean> {
  const [row] = returned<{ connector_id: string | null }>(
    await tx.sql`
      UPDATE delivery SET state = 'accepted', due_at = NULL, accepted_at = ${now}, updated_at = ${now}, detail = ${detail}
      WHERE id = ${id} AND state = 'uncertain' RETURNING connector_id`,
  );
  if (row === undefined) return false;
  await tx.sql`UPDATE recipient SET state = 'accepted' WHERE delivery_id = ${id} AND state IN ('pending', 'retry')`;
  const [message] = await tx.sql<{ sent_copy: 'auto' | 'always' | 'never' }[]>`
    SELECT sent_copy FROM message WHERE id = ${id}`;
  if (row.connector_id !== null && message !== undefined) {
    await firstSentCopy(tx, { id, sentCopy: message.sent_copy }, row.connector_id, now);
    // The server may have filed one, or an earlier process did: look before the APPEND.
    await tx.sql`UPDATE sent_copy SET maybe_filed = 1 WHERE id = ${id}`;
  }
  await insertProof(tx, [{ subject: id, kind: 'look', at: now, data: { state: 'accepted', ...data } }]);
  return true;
}
