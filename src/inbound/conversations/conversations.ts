import { AppError } from '../../sdk/index.ts';
import type { Store } from '../../store/store.ts';
import type { InboundKind } from '../../store/tables/inbound-message.table.ts';
import { searchKey } from '../search-text.ts';

export interface ConversationLine {
  id: string;
  subject: string;
  /** who wrote its newest message */
  from: Person[];
  messages: number;
  lastAt: number;
  kind: InboundKind | null;
  attachments: number;
  /** the retention setting took away what its newest message says */
  purged: boolean;
}

interface Person {
  name: string;
  address: string;
}

export interface Message {
  id: string;
  kind: InboundKind | null;
  subject: string;
  from: Person[];
  to: Person[];
  cc: Person[];
  receivedAt: number;
  sentAt: number | null;
  size: number;
  attachments: { filename: string; contentType: string; size: number }[];
  /** the e-mail of the outbox that it is about */
  outboxId: string | null;
  purged: boolean;
}

/** An e-mail of the outbox that belongs to the conversation. */
export interface SentMessage {
  outboxId: string;
  subject: string;
  from: string;
  createdAt: number;
}

const MOST_MESSAGES = 200;
const MOST_WORDS = 8;

interface Row {
  id: string;
  conversation_id: string;
  subject: string | null;
  parsed: string | object | null;
  kind: InboundKind | null;
  received_at: number | string;
  sent_at: number | string | null;
  size: number;
  content_id: string | null;
  delivery_id: string | null;
}

/** The newest first. `before`: the place of the last one of the page before. Not a right by itself: the caller has asked. */
export async function listConversations(
  store: Store,
  {
    mailboxId,
    before,
    limit,
  }: { mailboxId: string; before: { lastAt: number; id: string } | undefined; limit: number },
): Promise<ConversationLine[]> {
  const end = before ?? { lastAt: Number.MAX_SAFE_INTEGER, id: '' };
  const rows = await store.read.sql<(Row & { messages: number; last_at: number | string })[]>`
    SELECT m.*, c.id AS conversation_id, c.messages, c.last_at FROM conversation c
    JOIN inbound_message m ON m.id = c.last_message_id
    WHERE c.mailbox_id = ${mailboxId} AND (c.last_at < ${end.lastAt} OR (c.last_at = ${end.lastAt} AND c.id < ${end.id}))
    ORDER BY c.last_at DESC, c.id DESC LIMIT ${limit}`;
  return rows.map(lineOf);
}

/** Those with a message in which every word is, newest first. */
export async function searchConversations(
  store: Store,
  { mailboxId, search, limit }: { mailboxId: string; search: string; limit: number },
): Promise<ConversationLine[]> {
  const [
    first,
    second = first,
    third = first,
    fourth = first,
    fifth = first,
    sixth = first,
    seventh = first,
    eighth = first,
  ] = wordsOf(search);
  if (first === undefined) return [];
  const rows = await store.read.sql<(Row & { messages: number; last_at: number | string })[]>`
    SELECT m.*, c.messages, c.last_at FROM conversation c JOIN inbound_message m ON m.id = c.last_message_id
    WHERE c.id IN (
      SELECT i.conversation_id FROM inbound_message i
      WHERE i.mailbox_id = ${mailboxId} AND i.state = 'read' AND i.conversation_id IS NOT NULL
        AND i.search_text LIKE ${first} ESCAPE '!' AND i.search_text LIKE ${second} ESCAPE '!'
        AND i.search_text LIKE ${third} ESCAPE '!' AND i.search_text LIKE ${fourth} ESCAPE '!'
        AND i.search_text LIKE ${fifth} ESCAPE '!' AND i.search_text LIKE ${sixth} ESCAPE '!'
        AND i.search_text LIKE ${seventh} ESCAPE '!' AND i.search_text LIKE ${eighth} ESCAPE '!')
    ORDER BY c.last_at DESC, c.id DESC LIMIT ${limit}`;
  return rows.map(lineOf);
}

/** Its newest messages, the oldest of them first, and the e-mails of ours between them. NOT_FOUND. */
export async function readConversation(
  store: Store,
  { mailboxId, id }: { mailboxId: string; id: string },
): Promise<{ messages: Message[]; sent: SentMessage[] }> {
  const rows = await store.read.sql<Row[]>`
    SELECT * FROM inbound_message WHERE conversation_id = ${id} AND mailbox_id = ${mailboxId} AND state = 'read'
    ORDER BY received_at DESC, uid DESC LIMIT ${MOST_MESSAGES}`;
  if (rows.length === 0) throw new AppError('NOT_FOUND', 'There is no such conversation in this mailbox.');
  const sent = await store.read.sql<Record<string, string | number>[]>`
    SELECT m.id, m.subject, m.from_address, m.created_at FROM message m
    JOIN conversation_id c ON c.message_id = m.message_id
    WHERE c.conversation_id = ${id} ORDER BY m.created_at DESC LIMIT ${MOST_MESSAGES}`;
  return {
    messages: rows.reverse().map(messageOf),
    sent: sent.reverse().map((row) => ({
      ...{ outboxId: String(row['id']), subject: String(row['subject']) },
      ...{ from: String(row['from_address']), createdAt: Number(row['created_at']) },
    })),
  };
}

/** The words that are looked for, each as a LIKE pattern. */
function wordsOf(search: string): string[] {
  const words = searchKey(search)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return words.slice(0, MOST_WORDS).map((word) => `%${word.replace(/[!%_]/g, '!$&')}%`);
}

function lineOf(row: Row & { messages: number; last_at: number | string }): ConversationLine {
  const { subject, from, kind, attachments, purged } = messageOf(row);
  const count = { messages: Number(row.messages), attachments: attachments.length };
  return { id: row.conversation_id, subject, from, ...count, lastAt: Number(row.last_at), kind, purged };
}

function messageOf(row: Row): Message {
  const parsed = typeof row.parsed === 'string' ? JSON.parse(row.parsed) : (row.parsed ?? {});
  const { from = [], to = [], cc = [], attachments = [] } = parsed as Partial<Message>;
  return {
    ...{ id: row.id, kind: row.kind, subject: row.subject ?? '', from, to, cc, attachments, size: row.size },
    receivedAt: Number(row.received_at),
    sentAt: row.sent_at === null ? null : Number(row.sent_at),
    outboxId: row.delivery_id,
    purged: row.content_id === null,
  };
}
