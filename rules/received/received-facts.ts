import type { JsonObject, ReceivedForRule } from '../../src/sdk/index.ts';
import { EMAIL } from './received-schema.ts';

/** What a rule sees of a received e-mail: rules/received/received-schema.ts. */
export function receivedFacts(mail: ReceivedForRule): JsonObject {
  const { authentication, contact, conversation } = mail;
  const nobody = { name: null, address: null };
  return {
    [EMAIL]: {
      id: mail.id,
      from: mail.from[0] === undefined ? nobody : { ...mail.from[0] },
      replyTo: mail.replyTo[0] === undefined ? nobody : { ...mail.replyTo[0] },
      to: mail.to.map((one) => ({ ...one })),
      cc: mail.cc.map((one) => ({ ...one })),
      subject: mail.subject,
      text: mail.text,
      sent: mail.sentAt === null ? null : isoOf(mail.sentAt),
      received: isoOf(mail.receivedAt),
      automatic: mail.kind !== 'mail',
      messageId: mail.messageId,
      references: mail.references,
      attachmentCount: mail.attachments.length,
      attachments: mail.attachments.map(({ filename, contentType, size }) => {
        return { name: filename, type: contentType, size };
      }),
      contact: { known: contact !== null, ...(contact ?? { id: null, name: null, company: null }) },
      conversation: { ...conversation },
      authentication: { ...authentication },
    },
  };
}

/** What is kept with the event. What the e-mail says is sealed with the message, and stands nowhere else. */
export function withoutText(facts: JsonObject): JsonObject {
  const email = facts[EMAIL];
  if (typeof email !== 'object' || email === null || Array.isArray(email)) return facts;
  return { ...facts, [EMAIL]: { ...email, text: null } };
}

/** A Date may name a year that no calendar has. */
function isoOf(at: number): string | null {
  return Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString();
}
