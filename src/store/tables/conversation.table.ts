import { EntitySchema } from 'typeorm';
import { id, instant, integer, text } from '../columns.ts';

/** Messages of one mailbox that answer each other. */
export interface ConversationRow {
  id: string;
  mailboxId: string;
  /** its newest message and when the server got that */
  lastMessageId: string;
  lastAt: number;
  messages: number;
}

/** A Message-ID that belongs to a conversation: of a message, or named by one. */
export interface ConversationIdRow {
  /** SHA-256 of mailbox and Message-ID */
  id: string;
  conversationId: string;
  messageId: string;
}

export const ConversationTable = new EntitySchema<ConversationRow>({
  name: 'conversation',
  columns: {
    id: id(),
    mailboxId: text('mailbox_id'),
    lastMessageId: text('last_message_id'),
    lastAt: instant('last_at'),
    messages: integer(),
  },
  indices: [{ name: 'conversation_mailbox', columns: ['mailboxId', 'lastAt', 'id'] }],
});

export const ConversationIdTable = new EntitySchema<ConversationIdRow>({
  name: 'conversation_id',
  columns: {
    id: id(),
    conversationId: text('conversation_id'),
    messageId: text('message_id'),
  },
  indices: [{ name: 'conversation_id_conversation', columns: ['conversationId'] }],
});
