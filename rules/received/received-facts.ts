import type { JsonObject, ReceivedForRule } from '../../src/sdk/index.ts';
import { EMAIL } from './received-schema.ts';

/** What a rule sees of a received e-mail: rules/received/received-schema.ts. */
export function receivedFacts(mail: ReceivedForRule): JsonObject {
  const { authentication, contact, conversation } = mail;
  const nobody = { name: null, address: null };
  return {
    [EMAIL]: {
      id: mail.id,
      from: mail.from[0] === undefined ? nobody : answerable(mail.from[0]),
      replyTo: mail.replyTo[0] === undefined ? nobody : answerable(mail.replyTo[0]),
      to: mail.to.map(answerable),
      cc: mail.cc.map(answerable),
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

const LONGEST_NAME = 200;

/** A name that an e-mail can be addressed to, whatever was written: nobody stays without an answer for it. */
function answerable({ name, address }: { name: string; address: string }): JsonObject {
  const line = name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  // By code points: half of one is no text.
  const shown = line.length <= LONGEST_NAME ? line : `${[...line].slice(0, LONGEST_NAME / 2).join('')}…`;
  return { name: shown, address };
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
