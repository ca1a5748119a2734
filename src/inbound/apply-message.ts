import type { ReceivedMail } from '../mail/read-received.ts';
import type { Tx } from '../store/transaction.ts';
import { countReport } from './cursor.store.ts';
import type { SyncDeps } from './sync-deps.ts';

/** The report goes to the e-mail that it is about, before the message counts as read: twice is once. False: ask again soon. */
export async function applyReport(deps: SyncDeps, mailboxId: string, { report }: ReceivedMail): Promise<boolean> {
  if (report === null) return true;
  const account = await deps.connectors.open(mailboxId, 'read');
  const place = { connectorId: mailboxId, address: account.from.address };
  const outcome = await deps.outbox.recordReport(place, report);
  if (outcome === 'recorded') await countReport(deps.store, mailboxId);
  return outcome !== 'early';
}

/**
 * The mail of the outbox that a message is about: the one that a report names, or that it answers. Whoever answers one has
 * it, and its Message-ID is nobody's to guess, so an answer proves that an uncertain mail was accepted.
 */
export async function findAbout(deps: SyncDeps, tx: Tx, mail: ReceivedMail): Promise<string | undefined> {
  const { report } = mail;
  if (report) {
    const { messageId = '', mailId = '', envelopeId = '' } = report.about;
    const [named] = await tx.sql<{ id: string }[]>`
      SELECT id FROM message WHERE id IN (${envelopeId}, ${mailId}) OR message_id = ${messageId} LIMIT 1`;
    return named?.id;
  }
  const ids = [...new Set([...mail.inReplyTo, ...mail.references])];
  if (ids.length === 0) return undefined;
  const rows = await tx.sql<{ id: string; message_id: string }[]>`
    SELECT id, message_id FROM message WHERE message_id IN (${() => ids})`;
  for (const { id } of rows) await deps.outbox.proved(tx, id, 'An answer names its Message-ID: the recipient has it.');
  // The one that is answered, before those that the conversation began with.
  return (rows.find((row) => mail.inReplyTo.includes(row.message_id)) ?? rows.at(-1))?.id;
}
