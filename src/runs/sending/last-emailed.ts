import type { Tx } from '../../store/transaction.ts';
import { instant, object, orNull, text, textOrNull, yesNo } from '../answer-schema.ts';

/** The newest e-mail of a payroll run that a mail server accepted for a person. */
export interface LastEmailed {
  /** when the server accepted it */
  at: number;
  runId: string;
  runName: string;
  period: string;
  /** in the outbox */
  mailId: string;
  /** name of the document; null: that row had none */
  document: string | null;
  /** a person sent it once more after the run had */
  again: boolean;
}

interface Row {
  owner_key: string;
  run_id: string;
  run_name: string;
  period: string;
  mail_id: string;
  document: string | null;
  accepted_at: number | string;
  again: number;
}

/**
 * By the keys of their numbers; who never got one is not there. It is asked of what is kept for ever: rows, e-mails and
 * results, which the retention setting leaves alone. What the guard led elsewhere, or a second person let go to another
 * address, did not reach the person.
 */
export async function lastEmailed(read: Tx, ownerKeys: readonly string[]): Promise<Map<string, LastEmailed>> {
  const asked = [...new Set(ownerKeys)].filter((key) => key !== '');
  const newest = new Map<string, LastEmailed>();
  if (asked.length === 0) return newest;
  const rows = await read.sql<Row[]>`
    SELECT i.owner_key, i.run_id, r.name AS run_name, r.period, d.id AS mail_id, f.name AS document, d.accepted_at, 0 AS again
    FROM run_item i JOIN delivery d ON d.id = i.message_id JOIN run r ON r.id = i.run_id
      LEFT JOIN run_document f ON f.id = i.document_id
    WHERE i.owner_key IN (${() => asked}) AND i.message_id IS NOT NULL AND d.accepted_at IS NOT NULL
      AND d.redirected_to IS NULL
    UNION ALL
    SELECT i.owner_key, i.run_id, r.name, r.period, d.id, f.name, d.accepted_at, 1
    FROM run_item i JOIN attempt a ON a.delivery_id = i.message_id AND a.kind = 'person' AND a.verdict = 'resend'
      JOIN delivery d ON d.id = a.detail JOIN run r ON r.id = i.run_id
      LEFT JOIN run_document f ON f.id = i.document_id
    WHERE i.owner_key IN (${() => asked}) AND i.message_id IS NOT NULL AND d.accepted_at IS NOT NULL
      AND d.redirected_to IS NULL
      AND EXISTS (SELECT 1 FROM recipient o JOIN recipient n ON n.address_key = o.address_key
        WHERE o.delivery_id = i.message_id AND n.delivery_id = d.id AND n.state = 'accepted')`;
  for (const row of rows) {
    const at = Number(row.accepted_at);
    if (at <= (newest.get(row.owner_key)?.at ?? 0)) continue;
    newest.set(row.owner_key, lastOf(row, at));
  }
  return newest;
}

function lastOf(row: Row, at: number): LastEmailed {
  return {
    at,
    runId: row.run_id,
    runName: row.run_name,
    period: row.period,
    mailId: row.mail_id,
    document: row.document,
    again: Number(row.again) === 1,
  };
}

export const lastEmailedAnswer = orNull(
  object(
    {
      at: { ...instant, description: 'When the mail server accepted it; milliseconds since 1970' },
      runId: text,
      runName: text,
      period: text,
      mailId: { ...text, description: 'In the outbox' },
      document: { ...textOrNull, description: 'Name of its document' },
      again: { ...yesNo, description: 'A person sent it once more after the run had' },
    },
    { description: 'The newest e-mail of any payroll run that a mail server accepted for this person; null: none' },
  ),
);
