import type { MailKind } from '../mail/mail-kind.ts';
import { insertProof } from '../store/proof-record.ts';
import { isPostgres } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';

interface Answer {
  /** the e-mail of the outbox that it answers */
  about: string;
  /** mail, or what a program wrote: auto_reply, bulk */
  kind: MailKind;
  /** of its bytes as they were received */
  sha256: string;
  /** when its server got it (INTERNALDATE), epoch milliseconds */
  receivedAt: number;
}

/** Somebody who knows a Message-ID may answer without end; beyond so many the proof of an e-mail only grows. */
const MOST_ANSWERS = 1_000;

/**
 * In the transaction that says that the message was read, so the same one is recorded once. Its bytes may be in a second
 * mailbox, or come again with another UID after the first one was forgotten: they are the same answer.
 */
export async function proveAnswer(tx: Tx, { about, kind, sha256, receivedAt }: Answer, now: number): Promise<void> {
  // Two processes that read the same bytes from two mailboxes: the second one sees what the first one wrote.
  if (isPostgres(tx)) await tx.sql`SELECT id FROM delivery WHERE id = ${about} FOR UPDATE`;
  const known = await tx.sql<{ data: string }[]>`
    SELECT data FROM proof_record WHERE subject = ${about} AND kind = 'answer' LIMIT ${MOST_ANSWERS}`;
  const isKnown = known.some(({ data }) => (JSON.parse(data) as { sha256?: unknown }).sha256 === sha256);
  if (isKnown || known.length === MOST_ANSWERS) return;
  await insertProof(tx, [{ subject: about, kind: 'answer', at: now, data: { kind, sha256, receivedAt } }]);
}
