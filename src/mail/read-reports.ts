import { AppError } from '../sdk/index.ts';
import { mayBeReport } from './delivery-report.ts';
import type { ImapSession } from './imap-session.ts';
import { parseMime } from './mime-parse.ts';

/** How far a folder was read. Numbers as decimal text: UIDVALIDITY and UIDs have 32 bits (RFC 9051, 2.3.1.1). */
export interface FolderCursor {
  uidValidity: string;
  lastUid: number;
}

export interface NewReports {
  cursor: FolderCursor;
  /** messages that were looked at */
  seen: number;
  /** at most the first MiB of each: what is returned with a report stands behind it */
  reports: { uid: number; raw: Buffer }[];
}

const LARGEST_REPORT = 1024 * 1024;
/** So that one look ends, however much came in; the next one goes on behind it. */
const MOST_AT_ONCE = 500;

/**
 * The delivery reports that came into a folder behind the cursor; without one, or when the folder was made anew, those since
 * `since`. Reads headers of all new messages and the bodies of reports only; nothing is marked as read.
 */
export async function readReports(
  session: ImapSession,
  folder: string,
  { cursor, since }: { cursor: FolderCursor | undefined; since: Date },
): Promise<NewReports> {
  return session.run(async (client) => {
    const opened = await client.mailboxOpen(folder, { readOnly: true });
    try {
      const uidValidity = String(opened.uidValidity);
      const goesOn = cursor?.uidValidity === uidValidity;
      const from = goesOn ? cursor.lastUid : 0;
      const found = await client.search(goesOn ? { uid: `${from + 1}:*` } : { since }, { uid: true });
      if (!Array.isArray(found)) throw new AppError('MAIL_PROTOCOL', 'The mail server did not answer the search.');
      // "n:*" names the last message also when its UID is below n.
      const uids = found
        .filter((uid) => uid > from)
        .sort((a, b) => a - b)
        .slice(0, MOST_AT_ONCE);
      const all = uids.length < MOST_AT_ONCE;
      const newest = goesOn || !all ? (uids.at(-1) ?? from) : Math.max(uids.at(-1) ?? 0, Number(opened.uidNext) - 1);
      const reports: NewReports['reports'] = [];
      for (const uid of await likelyReports(client, uids)) {
        const message = await client.fetchOne(String(uid), { source: { maxLength: LARGEST_REPORT } }, { uid: true });
        if (message !== false && message?.source) reports.push({ uid, raw: message.source });
      }
      return { cursor: { uidValidity, lastUid: newest }, seen: uids.length, reports };
    } finally {
      await client.mailboxClose();
    }
  });
}

async function likelyReports(client: ImapSession['client'], uids: readonly number[]): Promise<number[]> {
  if (uids.length === 0) return [];
  const likely: number[] = [];
  for await (const { uid, headers } of client.fetch(
    uids.join(','),
    { uid: true, headers: ['content-type'] },
    { uid: true },
  )) {
    const type = parseMime(headers ?? Buffer.alloc(0)).header('content-type') ?? '';
    if (mayBeReport(type)) likely.push(uid);
  }
  return likely.sort((a, b) => a - b);
}
