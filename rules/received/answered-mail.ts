import type { AnsweredMail, JsonObject } from '../../src/sdk/index.ts';
import { EMAIL } from './received-schema.ts';

const MOST_REFERENCES = 20;
/** Folded or not, no client needs longer ids, and they come from outside. */
const LONGEST_ID = 500;

/** The e-mail that a rule answers, as its facts have it; undefined for rules of other triggers. */
export function answeredMail(trigger: object, facts: JsonObject): AnsweredMail | undefined {
  if ((trigger as { kind?: unknown }).kind !== 'email-received') return undefined;
  const email = facts[EMAIL] as { from?: { address?: string }; messageId?: string; references?: string[] } | undefined;
  const ids = [...(email?.references ?? []), email?.messageId ?? ''].filter(isId);
  // The first one, where the conversation began, and the newest (RFC 5322, section 3.6.4).
  const references = ids.length <= MOST_REFERENCES ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MOST_REFERENCES)];
  const messageId = isId(email?.messageId) ? email.messageId : undefined;
  return { from: email?.from?.address ?? '', references, ...(messageId && { messageId }) };
}

function isId(text: unknown): text is string {
  return typeof text === 'string' && text.length <= LONGEST_ID && /^<[^\s<>]+>$/.test(text);
}
