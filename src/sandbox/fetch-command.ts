import { bodySection, bodyStructure } from './body-structure.ts';
import { envelope } from './envelope.ts';
import type { Message } from './folder.ts';
import type { FolderView } from './folder-view.ts';
import type { ImapSession } from './imap-session.ts';
import { pickMessages, viewOf } from './picked-messages.ts';
import { type Argument, isWord, itemsOf, textOf } from './wire.ts';

const FAST = ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'];
const MACROS: Readonly<Record<string, string[]>> = {
  FAST,
  ALL: [...FAST, 'ENVELOPE'],
  FULL: [...FAST, 'ENVELOPE', 'BODY'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function internalDate(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2);
  return `"${day}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000"`;
}

export function flagList(message: Message): string {
  return `FLAGS (${[...message.flags].join(' ')})`;
}

const ITEMS: Readonly<Record<string, (message: Message) => string>> = {
  UID: (message) => `UID ${message.uid}`,
  FLAGS: flagList,
  INTERNALDATE: (message) => `INTERNALDATE ${internalDate(message.receivedAt)}`,
  'RFC822.SIZE': (message) => `RFC822.SIZE ${message.raw.length}`,
  ENVELOPE: (message) => `ENVELOPE ${envelope(message.mime)}`,
  BODYSTRUCTURE: (message) => `BODYSTRUCTURE ${bodyStructure(message.mime, true)}`,
  BODY: (message) => `BODY ${bodyStructure(message.mime, false)}`,
  MODSEQ: (message) => `MODSEQ (${message.modseq})`,
};

const SECTION = /^BODY(\.PEEK)?\[(.*)\](?:<(\d+)\.(\d+)>)?$/s;

interface Content {
  name: string;
  bytes: Buffer;
  /** Reading it marks the message as read. */
  marks: boolean;
}

function contentItem(message: Message, item: string): Content | undefined {
  if (item === 'RFC822') return { name: item, bytes: message.raw, marks: true };
  if (item === 'RFC822.HEADER') return { name: item, bytes: message.mime.head, marks: false };
  if (item === 'RFC822.TEXT') return { name: item, bytes: message.mime.body, marks: true };
  const section = SECTION.exec(item);
  if (section === null) return undefined;
  const [, peek, spec = '', start, count] = section;
  const whole = bodySection(message.mime, spec);
  const bytes = start === undefined ? whole : whole.subarray(Number(start), Number(start) + Number(count));
  return { name: `BODY[${spec}]${start === undefined ? '' : `<${start}>`}`, bytes, marks: peek === undefined };
}

function contentBytes({ name, bytes }: Content): Buffer {
  return Buffer.concat([Buffer.from(`${name} {${bytes.length}}\r\n`, 'latin1'), bytes]);
}

function fetchOne(session: ImapSession, view: FolderView, message: Message, items: readonly string[]): Buffer[] {
  let marks = false;
  const out = items.map((item) => {
    const content = contentItem(message, item);
    if (content === undefined) return Buffer.from(ITEMS[item]?.(message) ?? `${item} NIL`, 'latin1');
    marks ||= content.marks;
    return contentBytes(content);
  });
  if (marks && !view.readOnly && !message.flags.has('\\Seen')) {
    view.folder.setFlags(message, [...message.flags, '\\Seen']);
    view.folder.changed({ kind: 'flags', messages: [message], by: session });
    out.push(Buffer.from(flagList(message), 'latin1'));
  }
  return out;
}

function wantedItems(argument: Argument | undefined, byUid: boolean, withModseq: boolean): string[] {
  const words = itemsOf(argument).map((item) => textOf(item).toUpperCase());
  const items = (words.length === 1 ? MACROS[words[0] ?? ''] : undefined) ?? words;
  return [
    ...(byUid && !items.includes('UID') ? ['UID'] : []),
    ...items,
    ...(withModseq && !items.includes('MODSEQ') ? ['MODSEQ'] : []),
  ];
}

/** FETCH and UID FETCH, with CHANGEDSINCE of RFC 7162. */
export async function fetchMessages(session: ImapSession, args: Argument[], byUid: boolean): Promise<string> {
  const view = viewOf(session);
  const modifiers = args[2] === undefined ? [] : itemsOf(args[2]);
  const since = isWord(modifiers[0], 'CHANGEDSINCE') ? Number(textOf(modifiers[1])) : undefined;
  const items = wantedItems(args[1], byUid, since !== undefined);
  for (const [message, sequence] of pickMessages(view, textOf(args[0]), byUid)) {
    if (since !== undefined && message.modseq <= since) continue;
    const parts = fetchOne(session, view, message, items);
    const spaced = parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(' '), part]));
    session.send(Buffer.concat([Buffer.from(`* ${sequence} FETCH (`), ...spaced, Buffer.from(')\r\n')]));
    await session.drained();
  }
  return 'OK done';
}
