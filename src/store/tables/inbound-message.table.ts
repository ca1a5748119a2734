import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalInstant, optionalJson, optionalText, text } from '../columns.ts';

/** stored: waits to be read; read: its meaning is known; quarantined: it could not be read, `problem` says why; dropped: it was of no concern */
export type InboundState = 'stored' | 'read' | 'quarantined' | 'dropped';

/** mail: somebody wrote it; the others are made by programs (RFC 3464, RFC 5965, RFC 3834) */
export type InboundKind = 'mail' | 'bounce' | 'delay' | 'report' | 'complaint' | 'auto_reply' | 'bulk';

/** One message of a mailbox. Its bytes stay when it is deleted there. */
export interface InboundMessageRow {
  id: string;
  mailboxId: string;
  uidValidity: string;
  uid: number;
  state: InboundState;
  problem: string | null;
  /** why it was taken: report, reply, contact, inbox */
  keptFor: string;
  contentId: string | null;
  size: number;
  sha256: string;
  /** when the server got it (INTERNALDATE) */
  receivedAt: number;
  storedAt: number;
  /** our clock: the inbox was seen without it; null: it may have been there for long when it was read */
  cameAfter: number | null;
  kind: InboundKind | null;
  /** with angle brackets, as it says; anybody can write any */
  messageId: string | null;
  fromAddress: string | null;
  subject: string | null;
  /** from, to, cc, inReplyTo, references, attachments */
  parsed: Record<string, unknown> | null;
  /** the e-mail of the outbox that it is about */
  deliveryId: string | null;
  sentAt: number | null;
  /** null until it is read */
  conversationId: string | null;
  /** subject, people and names of files, in small letters */
  searchText: string | null;
}

export const InboundMessageTable = new EntitySchema<InboundMessageRow>({
  name: 'inbound_message',
  columns: {
    id: id(),
    mailboxId: text('mailbox_id'),
    uidValidity: text('uid_validity'),
    uid: instant(),
    state: text(),
    problem: optionalText(),
    keptFor: text('kept_for'),
    contentId: optionalText('content_id'),
    size: integer(),
    sha256: text(),
    receivedAt: instant('received_at'),
    storedAt: instant('stored_at'),
    cameAfter: optionalInstant('came_after'),
    kind: optionalText(),
    messageId: optionalText('message_id'),
    fromAddress: optionalText('from_address'),
    subject: optionalText(),
    parsed: optionalJson(),
    deliveryId: optionalText('delivery_id'),
    sentAt: optionalInstant('sent_at'),
    conversationId: optionalText('conversation_id'),
    searchText: optionalText('search_text'),
  },
  indices: [
    { name: 'inbound_message_place', columns: ['mailboxId', 'uidValidity', 'uid'], unique: true },
    { name: 'inbound_message_digest', columns: ['mailboxId', 'sha256'] },
    { name: 'inbound_message_mailbox', columns: ['mailboxId', 'state', 'id'] },
    { name: 'inbound_message_conversation', columns: ['conversationId', 'id'], where: '"conversation_id" IS NOT NULL' },
    { name: 'inbound_message_stored', columns: ['id'], where: `"state" = 'stored'` },
    { name: 'inbound_message_content', columns: ['contentId'], where: '"content_id" IS NOT NULL' },
    { name: 'inbound_message_delivery', columns: ['deliveryId'], where: '"delivery_id" IS NOT NULL' },
  ],
});
