import { object } from '../answer-schema.ts';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const count = { type: 'integer' };
const flag = { type: 'boolean' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const people = { type: 'array', items: object({ name: text, address: text }) };
const kind = { enum: ['mail', 'bounce', 'delay', 'report', 'complaint', 'auto_reply', 'bulk', null] };
const purged = { ...flag, description: 'The retention setting took away what it says' };
const file = { filename: text, contentType: text, size: { ...count, description: 'Bytes' } };

export const CONVERSATIONS = object(
  {
    items: {
      type: 'array',
      items: object({
        id: text,
        subject: { ...text, description: 'Of its newest message, as everything here but the count' },
        from: people,
        messages: count,
        lastAt: instant,
        kind,
        attachments: count,
        purged,
      }),
    },
    next: { ...textOrNull, description: '`before` of the next page; null: this is the last one' },
  },
  'ConversationList',
);

export const CONVERSATION = object(
  {
    id: text,
    messages: {
      type: 'array',
      description: 'At most the newest 200, the oldest of them first',
      items: object({
        id: text,
        kind,
        subject: text,
        from: people,
        to: people,
        cc: people,
        receivedAt: instant,
        sentAt: { type: ['integer', 'null'], description: 'What its writer says, in milliseconds since 1970' },
        size: { ...count, description: 'Bytes' },
        attachments: { type: 'array', items: object(file) },
        outboxId: { ...textOrNull, description: 'The e-mail of the outbox that it is about' },
        purged,
      }),
    },
    sent: {
      type: 'array',
      description: 'E-mails of the outbox that belong to the conversation',
      items: object({ outboxId: text, subject: text, from: text, createdAt: instant }),
    },
    answering: {
      type: 'array',
      description: 'Others who are writing an answer at the moment, and to which message',
      items: object({ messageId: text, name: text, since: instant, changedAt: instant }),
    },
  },
  'Conversation',
);

export const MESSAGE_VIEW = object(
  {
    text: { ...text, description: 'What it says, without any layout' },
    page: { ...textOrNull, description: 'Where its sanitised HTML is, beside this address; null: it has none' },
    cut: { ...flag, description: 'It is longer than what is shown' },
    leftOutPictures: { ...count, description: 'Pictures from elsewhere; they are never fetched' },
    attachments: { type: 'array', items: object({ ...file, inline: flag }) },
  },
  'ReceivedMessageView',
);
