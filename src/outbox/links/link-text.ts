import { AppError, escapeHtml, type MailDraft, sizeText, withHtmlAtEnd } from '../../sdk/index.ts';
import { linkWords } from './link-words.ts';
import { hashOfToken, type MadeLink } from './mail-links.ts';

/** Of quoted-printable (RFC 2045, 6.7): a line is broken here and goes on. It may stand between any two characters. */
const SOFT_BREAK = '(?:=\\r\\n)?';
const TOKEN = `(?:[0-9a-f]${SOFT_BREAK}){64}`;
const digits = (count: number) => `(?:[0-9]${SOFT_BREAK}){${count}}`;
const DAY = [digits(4), digits(2), digits(2)].join(`-${SOFT_BREAK}`);
/** A token, and the day that stands close behind it. */
const TOKEN_AND_DAY = new RegExp(`(${TOKEN})([\\s\\S]{1,60}?)(${DAY})`, 'g');

const NOT_RENEWED = 'A link of this e-mail cannot be made anew. Let its rule make a new e-mail instead.';

/** The draft with a paragraph for each link: name, size, address, last day. Nothing but the day stands behind the token. */
export function withLinks(draft: MailDraft, publicUrl: string, links: readonly MadeLink[]): MailDraft {
  if (links.length === 0) return draft;
  const words = linkWords(draft.html);
  const told = links.map(({ name, token, lastDay, row }) => {
    return {
      what: `${name} (${sizeText(row.size)})`,
      url: `${publicUrl}/api/links/${token}`,
      until: `${words.until} ${lastDay}`,
    };
  });
  const { html, text } = draft;
  const paragraphs = told.map(
    ({ what, url, until }) =>
      `<p>${escapeHtml(what)}: <a href="${escapeHtml(url)}">${words.download}</a> ${until} (UTC)</p>`,
  );
  const lines = told.map(({ what, url, until }) => `${what}:\n${url}\n${until} (UTC)`);
  return {
    ...draft,
    ...(html !== undefined && { html: withHtmlAtEnd(html, paragraphs.join('')) }),
    ...((text !== undefined || html === undefined) && { text: [text ?? '', ...lines].join('\n\n').trim() }),
  };
}

/**
 * The bytes of a mail with other tokens and days in the places of the old ones, everything else as it was. `links`: by
 * the hash of the token that each replaces. STATE when one of them does not stand in the mail.
 */
export function renewLinks(whole: Buffer, links: ReadonlyMap<string, Pick<MadeLink, 'token' | 'lastDay'>>): Buffer {
  if (links.size === 0) return whole;
  const renewed = new Set<string>();
  // Latin-1: one character for each byte, there and back.
  const text = whole.toString('latin1').replace(TOKEN_AND_DAY, (found, token: string, between: string, day: string) => {
    const hash = hashOfToken(token.replaceAll('=\r\n', ''));
    const link = links.get(hash);
    if (link === undefined) return found;
    renewed.add(hash);
    return inPlaceOf(token, link.token) + between + inPlaceOf(day, link.lastDay);
  });
  if (renewed.size < links.size) {
    throw new AppError('STATE', NOT_RENEWED);
  }
  return Buffer.from(text, 'latin1');
}

/**
 * The bytes of a mail with another token wherever the one with this hash stands: in its header and its text. STATE when it
 * stands nowhere.
 */
export function renewToken(whole: Buffer, old: string, token: string): Buffer {
  let renewed = false;
  const text = whole.toString('latin1').replace(new RegExp(TOKEN, 'g'), (found) => {
    if (hashOfToken(found.replaceAll('=\r\n', '')) !== old) return found;
    renewed = true;
    return inPlaceOf(found, token);
  });
  if (!renewed) throw new AppError('STATE', NOT_RENEWED);
  return Buffer.from(text, 'latin1');
}

/** As long as the old one, and broken in the same places. */
function inPlaceOf(old: string, text: string): string {
  let at = 0;
  return old.replace(/=\r\n|[0-9a-f-]/g, (part) => (part === '=\r\n' ? part : text.charAt(at++)));
}
