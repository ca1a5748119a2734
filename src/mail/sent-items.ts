import { encodePath } from 'imapflow/lib/tools.js';
import { AppError } from '../sdk/index.ts';
import type { ImapSession } from './imap-session.ts';

export interface FiledCopy {
  /** decimal; absent where the server has no UIDPLUS (RFC 4315) */
  uidValidity?: string;
  uid?: string;
}

export type SentLookup = { found: true; uid: string; uidValidity: string } | { found: false };

interface ImapNode {
  type?: string;
  value?: unknown;
  section?: ImapNode[];
}

/** imapflow's command interface; it is not in its published types. */
interface CommandClient {
  exec(
    command: string,
    attributes: unknown[],
    options?: object,
  ): Promise<{ response: { attributes?: ImapNode[] }; next(): void }>;
}

/**
 * Files copies (each given in pieces) with \Seen, several in one command where the server offers MULTIAPPEND (RFC 3502): all of them or none.
 * Rejects with details.answered = true when the server said no: then nothing was filed. Any other error leaves open
 * whether the copies are there; look before trying again.
 */
export async function appendSent(session: ImapSession, folder: string, copies: Buffer[][]): Promise<FiledCopy[]> {
  if (copies.length > 1 && !session.has('MULTIAPPEND')) {
    throw new AppError('INTERNAL', 'The server cannot take several copies in one command.');
  }
  return session.run(async (client) => {
    const target = { type: 'ATOM', value: encodePath(client, folder) };
    try {
      // With LITERAL+ the pieces go out as they are (literal-plus.ts); otherwise imapflow asks before each copy.
      const [literals, options] = session.has('LITERAL+') ? [[], { copies }] : [copies.flatMap(asLiteral), {}];
      const answer = await (client as unknown as CommandClient).exec('APPEND', [target, ...literals], options);
      const filed = appendUids(answer.response.attributes, copies.length);
      answer.next();
      return filed;
    } catch (thrown) {
      const refusal = thrown as { responseStatus?: string; responseText?: string; serverResponseCode?: string };
      if (refusal.responseStatus !== 'NO' && refusal.responseStatus !== 'BAD') throw thrown;
      throw new AppError(
        'MAIL_REFUSED',
        `The server refused to file the copy: ${refusal.responseText ?? 'no reason given'}`,
        {
          cause: thrown,
          details: { answered: true, server: refusal.responseText ?? '', imapCode: refusal.serverResponseCode ?? '' },
        },
      );
    }
  });
}

function asLiteral(pieces: Buffer[]): unknown[] {
  const value = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  return [[{ type: 'ATOM', value: '\\Seen' }], { type: 'LITERAL', value }];
}

/** How a mail of ours is known in a folder: by its Message-ID, or, where the provider replaced that, by our own header. */
export interface MailMarks {
  /** with angle brackets */
  messageId: string;
  /** X-Mailrule-Id */
  id: string;
}

const MARKS = ['message-id', 'x-microsoft-original-message-id', 'x-mailrule-id'];

/**
 * Is there a message with exactly this Message-ID? The folder is opened afresh, because a mailbox that is already open
 * does not show what another session has added. SEARCH HEADER matches substrings, so the header itself is compared.
 * Rejects when the look-up itself failed; "not found" is no proof that a mail was not accepted.
 */
export async function findInFolder(session: ImapSession, folder: string, marks: MailMarks): Promise<SentLookup> {
  return session.run(async (client) => {
    const opened = await client.mailboxOpen(folder, { readOnly: true });
    try {
      const wanted = (name: string) => (name === 'x-mailrule-id' ? marks.id : marks.messageId);
      const query = { or: MARKS.map((name) => ({ header: { [name]: wanted(name) } })) };
      const uids = await client.search(query, { uid: true });
      if (!Array.isArray(uids)) throw new AppError('MAIL_PROTOCOL', 'The mail server did not answer the search.');
      for (const uid of uids.slice(-20)) {
        const message = await client.fetchOne(String(uid), { headers: MARKS }, { uid: true });
        if (message && MARKS.some((name) => headerIs(message.headers, name, wanted(name)))) {
          return { found: true, uid: String(uid), uidValidity: String(opened.uidValidity) };
        }
      }
      return { found: false };
    } finally {
      await client.mailboxClose();
    }
  });
}

/** What the server has under these UIDs; read in a folder that is opened afresh. Rejects when the reading itself failed. */
export async function readCopies(
  session: ImapSession,
  folder: string,
  uids: readonly string[],
): Promise<{ uidValidity: string; copies: Map<string, ReadCopy> }> {
  return session.run(async (client) => {
    const opened = await client.mailboxOpen(folder, { readOnly: true });
    try {
      const copies = new Map<string, ReadCopy>();
      const query = { uid: true, size: true, headers: ['message-id', 'x-mailrule-id'] };
      for await (const { uid, size, headers } of client.fetch(uids.join(','), query, { uid: true })) {
        const messageId = headerValue(headers, 'message-id') ?? '';
        copies.set(String(uid), { messageId, mailId: headerValue(headers, 'x-mailrule-id') ?? '', size: size ?? 0 });
      }
      return { uidValidity: String(opened.uidValidity), copies };
    } finally {
      await client.mailboxClose();
    }
  });
}

/** A message of ours as it lies in a folder. */
export interface ReadCopy {
  /** with angle brackets, as the server has it */
  messageId: string;
  /** X-Mailrule-Id */
  mailId: string;
  /** bytes (RFC822.SIZE) */
  size: number;
}

function headerIs(headers: Buffer | undefined, name: string, wanted: string): boolean {
  return headerValue(headers, name) === wanted;
}

function headerValue(headers: Buffer | undefined, name: string): string | undefined {
  const unfolded = (headers?.toString('latin1') ?? '').replace(/\r\n(?=[ \t])/g, '');
  const line = unfolded.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

/** [APPENDUID <uidvalidity> <uid set>]; with MULTIAPPEND the set lists the uids in the order of the messages. */
function appendUids(attributes: ImapNode[] | undefined, count: number): FiledCopy[] {
  const section = attributes?.[0]?.section ?? [];
  const [name, uidValidity, set] = section.map((node) => String(node.value ?? ''));
  const uids = name?.toUpperCase() === 'APPENDUID' ? expandSet(set ?? '', count) : [];
  return Array.from({ length: count }, (_, index) => {
    const uid = uids[index];
    return uid === undefined || !uidValidity ? {} : { uidValidity, uid };
  });
}

function expandSet(set: string, most: number): string[] {
  const uids: string[] = [];
  for (const part of set.split(',')) {
    const [from, to] = part.split(':').map(Number);
    if (!Number.isSafeInteger(from) || from === undefined) return [];
    for (let uid = from; uid <= (to ?? from) && uids.length < most; uid += 1) uids.push(String(uid));
  }
  return uids;
}
