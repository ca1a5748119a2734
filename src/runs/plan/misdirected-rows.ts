import type { RunRow } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Choices } from '../run-options.ts';
import type { PlannedRow } from './changed-rows.ts';
import { findSentDocuments } from './sent-documents.ts';

const AT_ONCE = 500;

interface Row {
  id: string;
  seq: number;
  message_id: string;
  owner_key: string;
  sha256: string;
}

/**
 * Planned rows whose document is another person's by what is known now: another run with it was sent or released since the
 * plan was made. Where the document itself says whose it is, nothing else is asked.
 */
export async function misdirectedRows(
  read: Tx,
  { id: runId, options }: Pick<RunRow, 'id' | 'options'>,
): Promise<PlannedRow[]> {
  const { confidential, numberCheck } = options as Choices;
  const found: PlannedRow[] = [];
  for (let after = 0; confidential && !numberCheck; ) {
    const rows = await read.sql<Row[]>`
      SELECT i.id, i.seq, i.message_id, i.owner_key, f.sha256
      FROM run_item i JOIN run_document f ON f.id = i.document_id JOIN delivery d ON d.id = i.message_id
      WHERE i.run_id = ${runId} AND i.state = 'planned' AND i.seq > ${after} AND f.owner IS NULL
        AND d.redirected_to IS NULL
      ORDER BY i.seq LIMIT ${AT_ONCE}`;
    const digests = [...new Set(rows.map(({ sha256 }) => sha256))];
    const sent = await findSentDocuments(read, runId, digests);
    for (const { id, message_id: messageId, owner_key: key, sha256 } of rows) {
      const owners = sent.get(sha256) ?? [];
      if (owners.length > 0 && !owners.some(({ ownerKey }) => ownerKey === key)) found.push({ id, messageId });
    }
    const end = rows.at(-1);
    if (end === undefined || rows.length < AT_ONCE) return found;
    after = end.seq;
  }
  return found;
}
