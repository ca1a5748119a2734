import type { JsonSchema } from '../sdk/index.ts';

const object = (properties: Record<string, JsonSchema>, title?: string): JsonSchema => ({
  ...(title === undefined ? {} : { title }),
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const flag = { type: 'boolean' };
const count = { type: 'integer' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const person: JsonSchema = {
  type: 'object',
  required: ['address'],
  properties: { name: text, address: text },
};
const people = { type: 'array', items: person };
const kind = { enum: ['new', 'reply', 'reply_all', 'forward'] };
const state = { enum: ['open', 'sent'], description: 'sent: handed to the outbox; `delivery` says what became of it' };
const delivery = {
  ...object({ state: text, detail: text }),
  type: ['object', 'null'],
  description: 'Of its e-mail; null while it is open',
};
const about = {
  mailboxId: { ...textOrNull, description: 'The mailbox of the message that it is about' },
  answersId: { ...textOrNull, description: 'The message that it is about' },
};

export const DRAFT = object(
  {
    id: text,
    ...{ kind, state, ...about },
    from: { ...textOrNull, description: 'One of /me/senders; null: none is chosen' },
    ...{ to: people, cc: people, bcc: people, subject: text },
    html: { ...text, description: 'Sanitised; without signature and quoted message' },
    ...{ signature: flag, quote: flag },
    attachments: {
      type: 'array',
      items: object({ file: text, name: text, contentType: text, size: { ...count, description: 'Bytes' } }),
    },
    others: {
      type: 'array',
      description: 'Others who are answering the same message',
      items: object({ messageId: text, name: text, since: instant, changedAt: instant }),
    },
    outboxId: { ...textOrNull, description: 'Its e-mail in the outbox' },
    delivery,
    task: {
      ...object({
        performer: { enum: ['user', 'group'], description: 'group: it can be given back' },
        confidential: { ...flag, description: 'Addressees and sender are as the rule says' },
        files: {
          type: 'array',
          items: text,
          description: 'Of a confidential e-mail: names of the files that go along as the rule made them',
        },
        sender: { ...object({ id: text, displayName: text, address: text }), type: ['object', 'null'] },
      }),
      type: ['object', 'null'],
      description: 'What a rule made for you to send, with the sender that it chose; null: nothing of a rule',
    },
    version: count,
    changedAt: instant,
  },
  'Draft',
);

export const DRAFTS = object(
  {
    items: {
      type: 'array',
      items: object({ id: text, kind, state, subject: text, to: people, ...about, delivery, changedAt: instant }),
    },
  },
  'DraftList',
);

export const SENDERS = object(
  {
    items: {
      type: 'array',
      items: object({
        id: text,
        displayName: text,
        address: text,
        name: { ...text, description: 'Beside the address in From; empty: none' },
        own: { ...flag, description: 'false: it belongs to the organisation' },
        isDefault: flag,
        problem: { ...textOrNull, description: 'Why it cannot send now; null: it can' },
        signature: { ...textOrNull, description: 'Below e-mails from it; null: none is wanted' },
      }),
    },
  },
  'SenderList',
);

export const TASKS = object({
  items: {
    type: 'array',
    items: object({
      id: text,
      state: { enum: ['open', 'taken'] },
      performer: object({ kind: { enum: ['user', 'group'] }, name: text }),
      takenBy: { ...textOrNull, description: 'Who has taken it' },
      mine: { ...flag, description: 'You have taken it' },
      ...{ subject: text, to: people },
      rule: object({ id: textOrNull, name: textOrNull }),
      instanceId: { ...textOrNull, description: 'Of the record' },
      createdAt: instant,
    }),
  },
});
