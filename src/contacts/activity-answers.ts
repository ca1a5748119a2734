import type { JsonSchema } from '../sdk/index.ts';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const flag = { type: 'boolean' };

const object = (properties: Record<string, JsonSchema>): JsonSchema & { properties: Record<string, JsonSchema> } => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const orNull = (schema: JsonSchema): JsonSchema => ({ ...schema, type: ['object', 'null'] });
const people = { type: 'array', items: object({ name: text, address: text }) };

const ACTIVITY = object({
  id: text,
  direction: { enum: ['sent', 'received'] },
  at: { type: 'integer', description: 'Milliseconds since 1970' },
  subject: text,
  from: people,
  to: people,
  cc: people,
  closed: { ...flag, description: 'The subject is not for this reader: it is of a payroll run, or confidential' },
  purged: { ...flag, description: 'The retention setting took away what it says' },
  kind: {
    enum: ['mail', 'bounce', 'delay', 'report', 'complaint', 'auto_reply', 'bulk', null],
    description: 'Of a received one',
  },
  attachments: { type: 'integer', description: 'Of a received one' },
  mailbox: orNull(object({ id: text, name: text })),
  conversationId: { ...textOrNull, description: 'Where it is read, in its mailbox' },
  outboxId: { ...textOrNull, description: 'Of a sent one' },
  state: { ...textOrNull, description: 'How the delivery of a sent one stands' },
  instance: orNull(object({ id: text, form: text, formName: text, number: textOrNull })),
});

export const ACTIVITIES: JsonSchema = {
  title: 'ActivityList',
  ...object({
    items: { type: 'array', items: ACTIVITY },
    next: { ...textOrNull, description: '`after` of the next page; null: this is the last one' },
  }),
};
