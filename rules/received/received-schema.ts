import type { JsonSchema } from '../../src/sdk/index.ts';

/** The name under which rules see the received e-mail. */
export const EMAIL = 'email';

const text = (title: string) => ({ type: ['string', 'null'], title });
const count = (title: string) => ({ type: 'integer', title });
const yesNo = (title: string) => ({ type: 'boolean', title });
const person = (title: string) => ({
  type: 'object',
  format: 'person',
  title,
  properties: { name: text(`${title}: name`), address: text(`${title}: address`) },
});
const people = (title: string) => ({
  type: 'array',
  title,
  items: { type: 'object', properties: { name: text('Name'), address: text('Address') } },
});
const verdict = (title: string) => ({
  type: 'string',
  title,
  enum: ['none', 'pass', 'fail', 'softfail', 'neutral', 'policy', 'temperror', 'permerror', 'unknown'],
});

/** The facts of a rule on received e-mail. Everything but `received` and `contact` is the word of whoever wrote it. */
export const RECEIVED_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    [EMAIL]: {
      type: 'object',
      title: 'E-mail',
      properties: {
        id: text('Id'),
        from: person('From'),
        replyTo: person('Reply-To'),
        to: people('To'),
        cc: people('Cc'),
        subject: text('Subject'),
        text: text('Text'),
        sent: { type: ['string', 'null'], format: 'date-time', title: 'Date' },
        received: { type: 'string', format: 'date-time', title: 'Received' },
        automatic: yesNo('Made by a program'),
        messageId: text('Message-ID'),
        references: { type: 'array', title: 'References', items: { type: 'string' } },
        attachmentCount: count('Number of attachments'),
        attachments: {
          type: 'array',
          title: 'Attachments',
          items: {
            type: 'object',
            properties: { name: text('Name'), type: text('Type'), size: count('Bytes') },
          },
        },
        contact: {
          type: 'object',
          title: 'Contact',
          properties: {
            known: yesNo('Is a contact'),
            id: text('Contact: id'),
            name: text('Contact: name'),
            company: text('Contact: company'),
          },
        },
        conversation: {
          type: 'object',
          title: 'Conversation',
          properties: { id: text('Conversation: id'), first: yesNo('First e-mail of the conversation') },
        },
        authentication: {
          type: 'object',
          title: 'Authentication',
          properties: { dkim: verdict('DKIM'), spf: verdict('SPF'), dmarc: verdict('DMARC') },
        },
      },
    },
  },
};
