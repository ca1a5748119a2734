import type { Tx } from '../../store/transaction.ts';
import { grouped } from './grouped.ts';

/** Who got a document in an earlier run. */
export interface SentDocument {
  owner: string;
  ownerKey: string;
  runName: string;
}

/**
 * By the SHA-256 of the documents: the persons to whom another run sent them, perhaps did, or will, because it is released. What came back counts, too: it is
 * asked whose a document is. What went to the address of a guard says nothing of a person.
 */
export async function findSentDocuments(
  read: Tx,
  runId: string,
  digests: readonly string[],
): Promise<Map<string, SentDocument[]>> {
  if (digests.length === 0) return new Map();
  // CROSS: SQLite begins with the documents, which are few.
  const rows = await read.sql<{ sha256: string; owner: string; owner_key: string; run_name: string }[]>`
    SELECT f.sha256, i.owner, i.owner_key, r.name AS run_name FROM run_document f CROSS JOIN run_item i
      JOIN delivery d ON d.id = i.message_id JOIN run r ON r.id = i.run_id
    WHERE f.sha256 IN (${() => [...digests]}) AND f.run_id <> ${runId} AND i.run_id = f.run_id AND i.document_id = f.id
      AND d.redirected_to IS NULL AND (d.state IN ('accepted', 'bounced', 'uncertain')
        OR (r.released_at IS NOT NULL AND d.state IN ('held', 'queued', 'sending', 'dot_pending')))`;
  return grouped(
    rows.map(({ sha256, owner, owner_key: ownerKey, run_name: runName }) => [sha256, { owner, ownerKey, runName }]),
  );
}
