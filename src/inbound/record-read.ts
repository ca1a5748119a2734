import type { ReceivedMail } from '../mail/read-received.ts';
import { deletePieces } from '../store/content.ts';
import { isPostgres, returned } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { proveAnswer } from './answer-proof.ts';
import { findAbout } from './apply-message.ts';
import { joinConversation, type Spoken } from './conversations/join-conversation.ts';
import { linkContacts } from './link-contacts.ts';
import { searchTextOf } from './search-text.ts';
import type { ReadMail, SyncDeps } from './sync-deps.ts';

export interface StoredRow {
  id: string;
  mailbox_id: string;
  content_id: string;
  kept_for: string;
  size: number | string;
  sha256: string;
  received_at: number | string;
  stored_at: number | string;
  came_after: number | string | null;
  uid: number | string;
  read: string;
}

/** A stored message and what was read in it, or why it cannot be. */
export interface ReadOutcome {
  row: StoredRow;
  outcome: { mail: ReceivedMail } | { problem: string };
}

type Follow = (() => void) | undefined;

/** A message has at most 50 MB: 200 pieces. */
const MOST_PIECES = 400;

/**
 * Writes what messages say, in one transaction; those that another process writes are left to it. Answers what to do
 * behind it.
 */
export async function recordRead(deps: SyncDeps, tx: Tx, read: readonly ReadOutcome[]): Promise<Follow[]> {
  const mine = await take(tx, read);
  const follow: Follow[] = [];
  for (const one of read) if (mine.has(one.row.id)) follow.push(await recordOne(deps, tx, one));
  return follow;
}

/**
 * Those that are still unread. No waiting for messages that others have, and mailboxes in one order: batches of two
 * processes that overlap can never wait for each other.
 */
async function take(tx: Tx, read: readonly ReadOutcome[]): Promise<ReadonlySet<string>> {
  const ids = read.map(({ row }) => row.id);
  const lock = isPostgres(tx) ? 'FOR UPDATE SKIP LOCKED' : '';
  const rows = returned<{ id: string }>(
    await tx.sql`SELECT id FROM inbound_message WHERE id IN (${() => ids}) AND state = 'stored' ${() => lock}`,
  );
  if (isPostgres(tx)) {
    const mailboxes = [...new Set(read.map(({ row }) => row.mailbox_id))];
    await tx.sql`SELECT id FROM mailbox WHERE id IN (${() => mailboxes}) ORDER BY id FOR UPDATE`;
  }
  return new Set(rows.map(({ id }) => id));
}

async function recordOne(deps: SyncDeps, tx: Tx, { row, outcome }: ReadOutcome): Promise<Follow> {
  if ('problem' in outcome) {
    await tx.sql`UPDATE inbound_message SET state = 'quarantined', problem = ${outcome.problem} WHERE id = ${row.id}`;
    return undefined;
  }
  const { mail } = outcome;
  const about = await findAbout(deps, tx, mail);
  // It looked like a report about a mail of ours, and is none: not ours to keep where only those are read.
  if (about === undefined && row.kept_for === 'report' && row.read !== 'inbox') {
    await drop(tx, row, mail);
    return undefined;
  }
  if (about !== undefined && mail.report === null) {
    await proveAnswer(tx, answerOf(row, mail.kind, about), deps.clock.now());
  }
  const { from, to, cc, inReplyTo, references, attachments, report } = mail;
  const parsed = JSON.stringify({ from, to, cc, inReplyTo, references, attachments, report });
  const conversation = await joinConversation(tx, spokenOf(row, mail));
  await tx.sql`
    UPDATE inbound_message SET state = 'read', kind = ${mail.kind}, message_id = ${mail.messageId},
      from_address = ${from[0]?.address ?? null}, subject = ${mail.subject}, parsed = ${wellFormed(parsed)},
      delivery_id = ${about ?? null}, sent_at = ${mail.sentAt}, conversation_id = ${conversation},
      search_text = ${searchTextOf(mail)} WHERE id = ${row.id}`;
  await linkContacts(tx, { id: row.id, mailboxId: row.mailbox_id, receivedAt: Number(row.received_at) }, mail);
  return deps.received?.(tx, readMailOf(row, mail));
}

function answerOf({ sha256, received_at: receivedAt }: StoredRow, kind: ReceivedMail['kind'], about: string) {
  return { about, kind, sha256, receivedAt: Number(receivedAt) };
}

function readMailOf(row: StoredRow, { kind, from }: ReceivedMail): ReadMail {
  const { id, mailbox_id: mailboxId } = row;
  const times = { receivedAt: Number(row.received_at), storedAt: Number(row.stored_at) };
  const cameAfter = row.came_after === null ? null : Number(row.came_after);
  return { id, mailboxId, kind, from: from[0]?.address ?? '', ...times, cameAfter };
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

async function drop(tx: Tx, { id, content_id: contentId }: StoredRow, { kind, sentAt }: ReceivedMail): Promise<void> {
  await deletePieces(tx, contentId, { from: 0, count: MOST_PIECES });
  await tx.sql`
    UPDATE inbound_message SET state = 'dropped', kind = ${kind}, sent_at = ${sentAt}, content_id = NULL WHERE id = ${id}`;
}

/** PostgreSQL takes no half surrogate pairs, which a broken encoding may leave. */
function wellFormed(json: string): string {
  return json.replace(/\\ud[89a-f][0-9a-f]{2}/gi, '\ufffd').replaceAll('\\u0000', '');
}
