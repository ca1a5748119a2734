import { authResults } from '../mail/auth-results.ts';
import type { ReceivedReader } from '../mail/received-thread.ts';
import { AppError, addressKey, type ReceivedForRule } from '../sdk/index.ts';
import { wholeOf } from '../store/content.ts';
import type { Store } from '../store/store.ts';

interface MessageRow {
  id: string;
  mailbox_id: string;
  content_id: string | null;
  kind: string | null;
  received_at: number | string;
  conversation_id: string | null;
  auth_server: string | null;
}

/**
 * What a rule sees of a message that was read. Undefined: it is not stored any more. STATE with the reason for one that
 * cannot be read now; it could when it came.
 */
export async function receivedForRule(
  { store, reader }: { store: Store; reader: ReceivedReader },
  id: string,
): Promise<ReceivedForRule | undefined> {
  const [row] = await store.read.sql<MessageRow[]>`
    SELECT i.id, i.mailbox_id, i.content_id, i.kind, i.received_at, i.conversation_id, m.auth_server
    FROM inbound_message i LEFT JOIN mailbox m ON m.id = i.mailbox_id WHERE i.id = ${id} AND i.state = 'read'`;
  if (row === undefined || row.content_id === null) return undefined;
  const answer = await reader.read(await wholeOf(store.content.read(row.content_id)));
  if ('problem' in answer) throw new AppError('STATE', answer.problem);
  const { mail } = answer;
  const { from, replyTo, to, cc, subject, text, messageId, attachments, sentAt } = mail;
  return {
    ...{ id, kind: row.kind ?? mail.kind, from, replyTo, to, cc, subject, text, messageId, attachments, sentAt },
    references: [...new Set([...mail.references, ...mail.inReplyTo])],
    receivedAt: Number(row.received_at),
    contact: await contactOf(store, from[0]?.address ?? ''),
    conversation: await conversationOf(store, row, mail.references.length + mail.inReplyTo.length > 0),
    authentication: authResults(mail.authentication, row.auth_server ?? ''),
  };
}

/** Two contacts may share an address: the older one is told. */
async function contactOf(store: Store, address: string): Promise<ReceivedForRule['contact']> {
  if (address === '') return null;
  const [contact] = await store.read.sql<{ id: string; name: string; company: string | null }[]>`
    SELECT c.id, c.name, c.company FROM contact_address a JOIN contact c ON c.id = a.contact_id
    WHERE a.address_key = ${addressKey(address)} ORDER BY c.id LIMIT 1`;
  return contact === undefined ? null : { id: contact.id, name: contact.name, company: contact.company };
}

/** The first one answers nothing, and nothing came before it. */
async function conversationOf(
  store: Store,
  { id, conversation_id: conversation }: MessageRow,
  answers: boolean,
): Promise<ReceivedForRule['conversation']> {
  if (conversation === null) return { id, first: !answers };
  const [earlier] = await store.read.sql<unknown[]>`
    SELECT 1 FROM inbound_message WHERE conversation_id = ${conversation} AND id < ${id} LIMIT 1`;
  return { id: conversation, first: !answers && earlier === undefined };
}
