import type { ReceivedMail } from '../mail/read-received.ts';
import { toAppError } from '../sdk/index.ts';
import { deletePieces, wholeOf } from '../store/content.ts';
import { isPostgres, returned } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { applyReport, findAbout } from './apply-message.ts';
import { joinConversation, type Spoken } from './conversations/join-conversation.ts';
import { linkContacts } from './link-contacts.ts';
import { searchTextOf } from './search-text.ts';
import type { ReadMail, SyncDeps } from './sync-deps.ts';

interface StoredRow {
  id: string;
  mailbox_id: string;
  content_id: string;
  kept_for: string;
  received_at: number | string;
  stored_at: number | string;
  uid: number | string;
  read: string;
}

const AT_ONCE = 20;
/** A message has at most 50 MB: 200 pieces. */
const MOST_PIECES = 400;

/**
 * Reads stored messages, oldest first, until none is left. Several processes may do so: the first one that writes counts.
 * What cannot be read is set aside with the reason, and the next one is read.
 */
export async function readStored(deps: SyncDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const rows = await deps.store.read.sql<StoredRow[]>`
      SELECT i.id, i.mailbox_id, i.content_id, i.kept_for, i.received_at, i.stored_at, i.uid, m.read FROM inbound_message i
      JOIN mailbox m ON m.id = i.mailbox_id WHERE i.state = 'stored' ORDER BY i.id LIMIT ${AT_ONCE}`;
    if (rows.length === 0) return;
    let isEarly = false;
    for (const row of rows) {
      if (signal.aborted) return;
      if (!(await readOne(deps, row, signal))) isEarly = true;
    }
    // The same ones would come again at once.
    if (isEarly) return;
  }
}

/** False when it has to be asked again: the e-mail that it is about is just being sent. */
async function readOne(deps: SyncDeps, row: StoredRow, signal: AbortSignal): Promise<boolean> {
  const outcome = await parse(deps, row);
  // The thread was ended with the process, not by the message.
  if (signal.aborted) return true;
  if ('mail' in outcome && !(await applyReport(deps, row.mailbox_id, outcome.mail))) return false;
  const follow = await deps.store.write(async (tx) => {
    if (!(await take(tx, row.id))) return undefined;
    if ('problem' in outcome) {
      await tx.sql`UPDATE inbound_message SET state = 'quarantined', problem = ${outcome.problem} WHERE id = ${row.id}`;
      return undefined;
    }
    const { mail } = outcome;
    const about = await findAbout(deps, tx, mail);
    const { from, to, cc, inReplyTo, references, attachments, report } = mail;
    const parsed = JSON.stringify({ from, to, cc, inReplyTo, references, attachments, report });
    await tx.sql`
      UPDATE inbound_message SET state = 'read', kind = ${mail.kind}, message_id = ${mail.messageId},
        from_address = ${from[0]?.address ?? null}, subject = ${mail.subject}, parsed = ${wellFormed(parsed)},
        delivery_id = ${about ?? null}, sent_at = ${mail.sentAt} WHERE id = ${row.id}`;
    // It looked like a report about a mail of ours, and is none: not ours to keep where only those are read.
    if (about === undefined && row.kept_for === 'report' && row.read !== 'inbox') {
      await drop(tx, row);
      return undefined;
    }
    const conversation = await joinConversation(tx, spokenOf(row, mail));
    await linkContacts(tx, { id: row.id, mailboxId: row.mailbox_id, receivedAt: Number(row.received_at) }, mail);
    await tx.sql`
      UPDATE inbound_message SET conversation_id = ${conversation}, search_text = ${searchTextOf(mail)} WHERE id = ${row.id}`;
    return deps.received?.(tx, readMailOf(row, mail));
  });
  follow?.();
  return true;
}

function readMailOf(row: StoredRow, { kind, from }: ReceivedMail): ReadMail {
  const { id, mailbox_id: mailboxId } = row;
  const times = { receivedAt: Number(row.received_at), storedAt: Number(row.stored_at) };
  return { id, mailboxId, kind, from: from[0]?.address ?? '', ...times };
}

/** A report belongs to the conversation of the e-mail that it is about. */
function spokenOf({ id, mailbox_id: mailboxId, received_at: at, uid }: StoredRow, mail: ReceivedMail): Spoken {
  const { messageId, inReplyTo, references, report } = mail;
  const messageIds = [...references, ...inReplyTo, report?.about.messageId, messageId];
  return {
    id,
    mailboxId,
    receivedAt: Number(at),
    uid: Number(uid),
    messageIds: messageIds.filter((one) => typeof one === 'string'),
  };
}

async function parse(deps: SyncDeps, row: StoredRow) {
  try {
    const raw = await wholeOf(deps.store.content.read(row.content_id));
    return await deps.reader.read(raw);
  } catch (error) {
    const { code, message } = toAppError(error);
    // Bytes that do not open; anything else is trouble of the moment, and is tried again.
    if (code === 'SECRET_KEY' || code === 'NOT_FOUND') return { problem: message };
    throw error;
  }
}

/** True for the first one that comes. */
async function take(tx: Tx, id: string): Promise<boolean> {
  const lock = isPostgres(tx) ? 'FOR UPDATE' : '';
  const rows = returned<unknown>(
    await tx.sql`SELECT id FROM inbound_message WHERE id = ${id} AND state = 'stored' ${() => lock}`,
  );
  return rows.length === 1;
}

async function drop(tx: Tx, { id, content_id: contentId }: StoredRow): Promise<void> {
  await deletePieces(tx, contentId, { from: 0, count: MOST_PIECES });
  await tx.sql`
    UPDATE inbound_message SET state = 'dropped', content_id = NULL, subject = NULL, from_address = NULL, parsed = NULL,
      message_id = NULL WHERE id = ${id}`;
}

/** PostgreSQL takes no half surrogate pairs, which a broken encoding may leave. */
function wellFormed(json: string): string {
  return json.replace(/\\ud[89a-f][0-9a-f]{2}/gi, '\ufffd').replaceAll('\\u0000', '');
}
