import type { ReceivedMail } from '../mail/read-received.ts';
import { type Mailbox, parseAddress, sameAddress } from '../sdk/index.ts';

const MOST_REFERENCES = 50;
const RE = /^(?:\s*(?:re|aw|sv|antw|odp|rif)\s*(?:\[\d{1,4}\])?\s*:)+\s*/i;
const FORWARDED = /^(?:\s*(?:fwd?|wg|tr)\s*(?:\[\d{1,4}\])?\s*:)+\s*/i;

type Original = Pick<ReceivedMail, 'messageId' | 'inReplyTo' | 'references'>;

/** "Re:" once, whatever the mail programs of earlier answers call it. */
export function answerSubject(subject: string): string {
  return `Re: ${subject.replace(RE, '').trim()}`.trim();
}

export function forwardSubject(subject: string): string {
  return `Fwd: ${subject.replace(FORWARDED, '').trim()}`.trim();
}

/**
 * In-Reply-To and References of an answer (RFC 5322, section 3.6.4): those of the original, or the one that it names in
 * In-Reply-To, and its own Message-ID last. Of a very long conversation the first and the newest are kept.
 */
export function answerIds({ messageId, inReplyTo, references }: Original): {
  inReplyTo?: string;
  references?: string[];
} {
  if (messageId === null) return {};
  const [only, ...others] = inReplyTo;
  const earlier = references.length > 0 ? references : only !== undefined && others.length === 0 ? [only] : [];
  const all = [...new Set([...earlier.filter((id) => id !== messageId), messageId])];
  const kept = all.length > MOST_REFERENCES ? [...all.slice(0, 1), ...all.slice(1 - MOST_REFERENCES)] : all;
  return { inReplyTo: messageId, references: kept };
}

type People = Pick<ReceivedMail, 'from' | 'to' | 'cc' | 'replyTo'>;

/**
 * To whom an answer goes: Reply-To before From (RFC 5322, section 3.6.2). A message of one's own is answered to those who
 * got it. With `all` the others are in Cc, each once, without one's own addresses.
 */
export function answerTo(
  mail: People,
  { own, all }: { own: readonly string[]; all: boolean },
): { to: Mailbox[]; cc: Mailbox[] } {
  const isOwn = ({ address }: Mailbox) => own.some((one) => sameAddress(one, address));
  const writer = usable(mail.replyTo).length > 0 ? usable(mail.replyTo) : usable(mail.from);
  const isOwnMail = writer.length > 0 && writer.every(isOwn);
  const to = isOwnMail ? usable(mail.to).filter((one) => !isOwn(one)) : writer;
  if (!all) return { to: once(to, []), cc: [] };
  const kept = once(
    to.filter((one) => !isOwn(one)),
    [],
  );
  const rest = isOwnMail ? usable(mail.cc) : [...usable(mail.to), ...usable(mail.cc)];
  const cc = once(
    rest.filter((one) => !isOwn(one)),
    kept,
  );
  return kept.length === 0 ? { to: once(to, []), cc } : { to: kept, cc };
}

/** Groups without addresses and what is no address are nobody to write to. */
function usable(people: readonly { name: string; address: string }[]): Mailbox[] {
  return people.flatMap(({ name, address }) => {
    const parsed = parseAddress(address);
    if (!('address' in parsed)) return [];
    return [name === '' ? { address: parsed.address } : { name, address: parsed.address }];
  });
}

function once(people: readonly Mailbox[], before: readonly Mailbox[]): Mailbox[] {
  const kept: Mailbox[] = [];
  for (const one of people) {
    if (![...before, ...kept].some(({ address }) => sameAddress(address, one.address))) kept.push(one);
  }
  return kept;
}
