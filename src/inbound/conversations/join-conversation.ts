import { createHash } from 'node:crypto';
import { insertRows, isPostgres } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';

/** One message as conversations see it. */
export interface Spoken {
  id: string;
  mailboxId: string;
  receivedAt: number;
  /** decides between messages of one second: INTERNALDATE knows no less (RFC 9051, section 2.3.3) */
  uid: number;
  /** its own Message-ID and those that it names (RFC 5322, section 3.6.4); none: it begins a conversation of its own */
  messageIds: readonly string[];
}

const MOST_IDS = 200;

/**
 * Puts a message into the conversation of the messages that it answers or that answer it, whichever came first; several
 * that it connects become one. By Message-IDs only: two mails of one subject may have nothing to do with each other.
 * Answers the id of the conversation.
 */
export async function joinConversation(
  tx: Tx,
  { id, mailboxId, receivedAt, uid, messageIds }: Spoken,
): Promise<string> {
  // Two messages of one mailbox that are read at the same time must see each other.
  if (isPostgres(tx)) await tx.sql`SELECT id FROM mailbox WHERE id = ${mailboxId} FOR UPDATE`;
  const ids = new Map([...new Set(messageIds)].slice(-MOST_IDS).map((one) => [keyOf(mailboxId, one), one]));
  const known = await conversationsOf(tx, [...ids.keys()]);
  const [conversation = id, ...others] = known;
  if (others.length > 0) await becomeOne(tx, conversation, others);
  const rows = [...ids].map(([key, messageId]) => ({ id: key, conversation_id: conversation, message_id: messageId }));
  await insertRows(tx, 'conversation_id', rows, 'id');
  const last = { last_message_id: id, last_at: receivedAt };
  if (known.length === 0) {
    await insertRows(tx, 'conversation', [{ id, mailbox_id: mailboxId, ...last, messages: 1 }]);
    return id;
  }
  await tx.sql`UPDATE conversation SET messages = messages + 1 WHERE id = ${conversation}`;
  await tx.sql`
    UPDATE conversation SET last_message_id = ${id}, last_at = ${receivedAt}
    WHERE id = ${conversation} AND (last_at < ${receivedAt} OR (last_at = ${receivedAt}
      AND ${uid} > (SELECT uid FROM inbound_message m WHERE m.id = last_message_id)))`;
  return conversation;
}

/** An e-mail of ours stands with the message that it is about. Nothing where that one is gone. */
export async function joinSent(
  tx: Tx,
  { mailboxId, answersId, messageId }: { mailboxId: string; answersId: string; messageId: string },
): Promise<void> {
  const [row] = await tx.sql<{ conversation_id: string | null }[]>`
    SELECT conversation_id FROM inbound_message WHERE id = ${answersId} AND mailbox_id = ${mailboxId}`;
  if (!row?.conversation_id) return;
  const joined = { id: keyOf(mailboxId, messageId), conversation_id: row.conversation_id, message_id: messageId };
  await insertRows(tx, 'conversation_id', [joined], 'id');
}

/** It was taken back. */
export async function leaveSent(
  tx: Tx,
  { mailboxId, messageId }: { mailboxId: string; messageId: string },
): Promise<void> {
  await tx.sql`DELETE FROM conversation_id WHERE id = ${keyOf(mailboxId, messageId)}`;
}

/** The oldest one first: ids are ordered by time. */
async function conversationsOf(tx: Tx, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await tx.sql<{ conversation_id: string }[]>`
    SELECT DISTINCT conversation_id FROM conversation_id WHERE id IN (${() => [...keys]}) ORDER BY conversation_id`;
  return rows.map(({ conversation_id: conversation }) => conversation);
}

async function becomeOne(tx: Tx, conversation: string, others: readonly string[]): Promise<void> {
  const all = [conversation, ...others];
  await tx.sql`UPDATE conversation_id SET conversation_id = ${conversation} WHERE conversation_id IN (${() => [...others]})`;
  await tx.sql`UPDATE inbound_message SET conversation_id = ${conversation} WHERE conversation_id IN (${() => [...others]})`;
  const [last] = await tx.sql<{ last_message_id: string; last_at: number | string }[]>`
    SELECT last_message_id, last_at FROM conversation WHERE id IN (${() => all}) ORDER BY last_at DESC LIMIT 1`;
  const [count] = await tx.sql<{ n: number | string }[]>`
    SELECT SUM(messages) AS n FROM conversation WHERE id IN (${() => all})`;
  await tx.sql`DELETE FROM conversation WHERE id IN (${() => [...others]})`;
  await tx.sql`
    UPDATE conversation SET messages = ${Number(count?.n ?? 0)}, last_message_id = ${last?.last_message_id ?? ''},
      last_at = ${Number(last?.last_at ?? 0)} WHERE id = ${conversation}`;
}

function keyOf(mailboxId: string, messageId: string): string {
  return createHash('sha256').update(`${mailboxId}\n${messageId}`).digest('hex');
}
