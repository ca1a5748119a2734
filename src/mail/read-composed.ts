import type { Mailbox } from '../sdk/index.ts';
import { contentOf, decodeWords, type MimePart, parseMime } from './mime-parse.ts';

/** What a person reads in a message that composeMail made. */
export interface ComposedParts {
  from: Mailbox | null;
  html: string | null;
  text: string | null;
  attachments: { filename: string; contentType: string; size: number }[];
}

/** From the very bytes that are sent; for our own messages, not for what others write. */
export function readComposed(raw: Buffer): ComposedParts {
  const message = parseMime(raw);
  const leaves = leavesOf(message);
  const body = (type: string) => leaves.find((part) => part.contentType.value === type && !isAttachment(part));
  const [html, text] = [body('text/html'), body('text/plain')];
  return {
    from: mailboxOf(message.header('from')),
    html: html ? contentOf(html).toString('utf8') : null,
    text: text ? contentOf(text).toString('utf8') : null,
    attachments: leaves.filter(isAttachment).map((part) => ({
      filename: decodeWords(part.contentType.parameters['name'] ?? ''),
      contentType: part.contentType.value,
      size: contentOf(part).length,
    })),
  };
}

function leavesOf(part: MimePart): MimePart[] {
  return part.contentType.value.startsWith('multipart/') ? part.parts.flatMap(leavesOf) : [part];
}

function isAttachment(part: MimePart): boolean {
  return part.header('content-disposition')?.toLowerCase().startsWith('attachment') ?? false;
}

function mailboxOf(header: string | undefined): Mailbox | null {
  if (header === undefined) return null;
  const [, phrase = '', address = header] = /^(.*)<([^>]*)>$/.exec(header) ?? [];
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(phrase.trim())?.[1]?.replace(/\\(.)/g, '$1');
  const name = quoted ?? decodeWords(phrase.trim());
  return name === '' ? { address } : { name, address };
}
