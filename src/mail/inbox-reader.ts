import { AppError } from '../sdk/index.ts';
import type { ImapSession } from './imap-session.ts';

/** Of each message at first: small ones are whole by then, and a header line of 5 MB stays where it is. */
export const HEAD_BYTES = 32 * 1024;
const STEP_BYTES = 1024 * 1024;

/** The beginning of a message in a folder. */
export interface InboxHead {
  uid: number;
  /** bytes of the whole message */
  size: number;
  /** INTERNALDATE, epoch milliseconds */
  receivedAt: number;
  isDraft: boolean;
  head: Buffer;
}

/** Opens it anew, also when it is open: what another session added shows, and whether its UIDs still count. */
export function openInbox(
  session: ImapSession,
  folder: string,
  { readOnly }: { readOnly: boolean },
): Promise<{ uidValidity: string; uidNext: number }> {
  return session.run(async (client) => {
    const opened = await client.mailboxOpen(folder, { readOnly });
    return { uidValidity: String(opened.uidValidity), uidNext: Number(opened.uidNext) };
  });
}

/** UIDs in their order: those above one, or those that arrived since an instant. */
export function listUids(session: ImapSession, from: { above: number } | { since: number }): Promise<number[]> {
  return session.run(async (client) => {
    // "n:*" always names the last message, also where its UID is below n.
    const query = 'above' in from ? { uid: `${from.above + 1}:*` } : { since: new Date(from.since) };
    const uids = await client.search(query, { uid: true });
    if (!Array.isArray(uids)) throw new AppError('MAIL_PROTOCOL', 'The mail server did not answer the search.');
    return uids.filter((uid) => !('above' in from) || uid > from.above).sort((a, b) => a - b);
  });
}

/** What was deleted meanwhile is not in the answer. */
export function readHeads(session: ImapSession, uids: readonly number[]): Promise<InboxHead[]> {
  return session.run(async (client) => {
    const heads: InboxHead[] = [];
    const query = {
      uid: true,
      size: true,
      flags: true,
      internalDate: true,
      // Gmail marks drafts by a label; asked for where it is offered only.
      labels: client.capabilities.has('X-GM-EXT-1'),
      source: { start: 0, maxLength: HEAD_BYTES },
    };
    for await (const one of client.fetch(uids.join(','), query, { uid: true })) {
      if (one.source === undefined) continue;
      const receivedAt = new Date(one.internalDate ?? 0).getTime();
      heads.push({
        uid: one.uid,
        size: one.size ?? one.source.length,
        receivedAt: Number.isNaN(receivedAt) ? 0 : receivedAt,
        isDraft: isDraft(one),
        // Its own memory: a page of heads must not live for as long as one of them.
        head: Buffer.from(one.source),
      });
    }
    return heads.sort((a, b) => a.uid - b.uid);
  });
}

/** By the flag (RFC 9051, section 2.3.2), or by Gmail's label of the same name, which has quotes or none. */
export function isDraft({
  flags,
  labels,
}: {
  flags?: Set<string> | undefined;
  labels?: Set<string> | undefined;
}): boolean {
  const isMark = (name: string) => /^"?\\{1,2}Drafts?"?$/i.test(name);
  return [...(flags ?? []), ...(labels ?? [])].some(isMark);
}

/** The whole of a message piece by piece; each piece is one command with its own deadline. */
export async function* readWhole(session: ImapSession, { uid, head, size }: InboxHead): AsyncGenerator<Buffer> {
  yield head;
  for (let start = head.length; head.length >= HEAD_BYTES && start < size; ) {
    const query = { uid: true, source: { start, maxLength: STEP_BYTES } };
    const one = await session.run((client) => client.fetchOne(String(uid), query, { uid: true }));
    const piece = one ? one.source : undefined;
    // Deleted meanwhile, or shorter than the server said.
    if (piece === undefined || piece.length === 0) return;
    start += piece.length;
    yield piece;
  }
}

export async function markAsRead(session: ImapSession, uids: readonly number[]): Promise<void> {
  if (uids.length === 0) return;
  await session.run((client) => client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true }));
}
