import { count, listOf, object, orNull, text, textOrNull } from '../answer-schema.ts';

const mailbox = { type: 'object', required: ['address'], properties: { name: text, address: text } };
/** The finished e-mail of a row. */
export const runItemMailAnswer = object(
  {
    id: { ...text, description: 'In the outbox' },
    sender: orNull(
      object({
        connectorId: text,
        connectorName: text,
        reason: text,
        reasonText: { ...text, description: 'Why this connector sends, in one sentence' },
      }),
    ),
    from: { ...mailbox, type: ['object', 'null'] },
    to: listOf(mailbox),
    cc: listOf(mailbox),
    bcc: listOf(mailbox),
    subject: text,
    text: textOrNull,
    attachments: listOf(object({ filename: text, contentType: text, size: { ...count, description: 'Bytes' } })),
    frame: { ...textOrNull, description: 'Path below /api of a page with the HTML body; null without one' },
  },
  { title: 'RunItemMail' },
);
