import { createHash } from 'node:crypto';
import type { ImapSession } from '../mail/imap-session.ts';
import { type InboxHead, listUids, markAsRead, openInbox, readHeads, readWhole } from '../mail/inbox-reader.ts';
import { newId } from '../sdk/index.ts';
import { PLAIN_BYTES, sealedId, storeContent } from '../store/content.ts';
import type { MailboxRow } from '../store/tables/mailbox.table.ts';
import { insertTaken, type Taken } from './insert-taken.ts';
import { chooseKept, type KeptFor } from './keep-message.ts';
import { changeOwned } from './mailbox.store.ts';
import type { SyncDeps } from './sync-deps.ts';

const DAY_MS = 24 * 3_600_000;
const MARKED_AT_ONCE = 500;

/** The mailbox of this very lease. */
export interface OwnedMailbox {
  session: ImapSession;
  folder: string;
  token: string;
  signal: AbortSignal;
  /** messages were stored: somebody may read them meanwhile */
  stored(): void;
}

/**
 * Reads what is new, page by page: the messages of a page and how far the mailbox was read are one transaction, so a
 * process that is killed goes on where it was, and nothing is stored twice. Answers how many messages were taken.
 */
export async function syncMailbox(deps: SyncDeps, row: MailboxRow, owned: OwnedMailbox): Promise<number> {
  const { session, folder, token } = owned;
  // Before the server is asked: what comes while this is stored has a UID above.
  const seenAt = deps.clock.now();
  const { uidValidity, uidNext } = await openInbox(session, folder, { readOnly: !row.markAsRead });
  const isSame = row.uidValidity === uidValidity;
  if (row.uidValidity !== null && !isSame) await forgetMarked(deps, row, token);
  const known = isSame && row.lastUid > 0;
  // Other UIDs count now: look at a window again, and know by its bytes what is stored already.
  const from = known ? { above: row.lastUid } : { since: firstInstant(row, deps.clock.now()) };
  if (row.markAsRead && known) await markStored(deps, row, owned, uidValidity);
  // Nothing got a UID since (RFC 9051, section 2.3.1.1): no need to search.
  const isUnchanged = known && uidNext > 0 && uidNext <= row.lastUid + 1;
  const uids = isUnchanged ? [] : await listUids(session, from);
  const taken = await takePages(deps, row, owned, { uidValidity, uids, cameAfter: isSame ? row.seenAt : null });
  if (owned.signal.aborted) return taken;
  const lastUid = known ? {} : { lastUid: Math.max(uidNext - 1, uids.at(-1) ?? 0) };
  const now = deps.clock.now();
  await deps.store.grouped((tx) =>
    changeOwned(tx, row.id, token, { uidValidity, ...lastUid, seenAt, syncedAt: now, provenAt: now }),
  );
  return taken;
}

interface Page {
  uidValidity: string;
  uids: number[];
  cameAfter: number | null;
}

/** While a page is stored the beginnings of the next one are fetched. */
async function takePages(deps: SyncDeps, row: MailboxRow, owned: OwnedMailbox, all: Page) {
  const { uidValidity, uids } = all;
  const pages: Page[] = [];
  for (let at = 0; at < uids.length; at += deps.pace.pageSize) {
    pages.push({ ...all, uids: uids.slice(at, at + deps.pace.pageSize) });
  }
  let taken = 0;
  let heads = pages[0] === undefined ? [] : await headsOf(deps, row, owned, pages[0]);
  for (const [index, page] of pages.entries()) {
    if (owned.signal.aborted) return taken;
    const messages = await takeKept(deps, row, owned, heads);
    const next = pages[index + 1];
    [heads] = await Promise.all([
      next === undefined ? [] : headsOf(deps, row, owned, next),
      storePage(deps, row, owned, { page, messages }),
    ]);
    if (row.markAsRead) await markStored(deps, row, owned, uidValidity);
    taken += messages.length;
    if (messages.length > 0) owned.stored();
  }
  return taken;
}

/** Of those that are not here yet: after a change of the settings the window is read anew, and most of it is. */
async function headsOf(deps: SyncDeps, { id }: MailboxRow, { session }: OwnedMailbox, page: Page) {
  const stored = await storedUids(deps, id, page);
  const missing = page.uids.filter((uid) => !stored.has(uid));
  return missing.length === 0 ? [] : readHeads(session, missing);
}

async function takeKept(deps: SyncDeps, row: MailboxRow, { session }: OwnedMailbox, heads: readonly InboxHead[]) {
  const kept = await chooseKept(deps.store, row, heads);
  const messages: Taken[] = [];
  for (const head of heads) {
    const keptFor = kept.get(head.uid);
    if (keptFor !== undefined) messages.push(await take(deps, session, head, keptFor));
  }
  return messages;
}

async function storePage(
  deps: SyncDeps,
  row: MailboxRow,
  { token }: OwnedMailbox,
  { page: { uidValidity, uids, cameAfter }, messages }: { page: Page; messages: Taken[] },
): Promise<void> {
  const now = deps.clock.now();
  // Sealed before: it takes no turn of the database.
  const sealed = messages.map((one) => ({ ...one, bytes: one.bytes && sealOne(deps, one.id, one.bytes) }));
  await deps.store.write(async (tx) => {
    await insertTaken(tx, { mailboxId: row.id, uidValidity, messages: sealed, now, cameAfter });
    const lastUid = uids.at(-1) ?? row.lastUid;
    const leaseUntil = now + deps.pace.leaseMs;
    await changeOwned(tx, row.id, token, { uidValidity, lastUid, seenAt: cameAfter, provenAt: now, leaseUntil });
  });
}

function sealOne({ store }: SyncDeps, id: string, bytes: Buffer): Buffer {
  return store.content.seal(sealedId(id), 0, bytes);
}

async function storedUids(
  { store }: SyncDeps,
  mailboxId: string,
  { uidValidity, uids }: Page,
): Promise<ReadonlySet<number>> {
  const rows = await store.read.sql<{ uid: number | string }[]>`
    SELECT uid FROM inbound_message WHERE mailbox_id = ${mailboxId} AND uid_validity = ${uidValidity}
      AND uid IN (${() => uids})`;
  return new Set(rows.map(({ uid }) => Number(uid)));
}

/** From when on a mailbox is read that was never read. */
function firstInstant({ readFrom, firstDays }: MailboxRow, now: number): number {
  return readFrom ?? now - firstDays * DAY_MS;
}

/** Other UIDs count: how far was marked says nothing about them. */
async function forgetMarked({ store }: SyncDeps, { id }: MailboxRow, token: string): Promise<void> {
  await store.grouped((tx) => changeOwned(tx, id, token, { markedUid: 0 }));
}

/**
 * Marks in the mailbox what is stored here for somebody to read; not what only looks like a report, which may be dropped
 * again. How far that came is stored, so a process that is killed before goes on here.
 */
async function markStored(
  { store }: SyncDeps,
  row: MailboxRow,
  { session, token }: OwnedMailbox,
  uidValidity: string,
): Promise<void> {
  const [mailbox] = await store.read.sql<{ marked_uid: number | string }[]>`
    SELECT marked_uid FROM mailbox WHERE id = ${row.id}`;
  const stored = await store.read.sql<{ uid: number | string; kept_for: string }[]>`
    SELECT uid, kept_for FROM inbound_message WHERE mailbox_id = ${row.id} AND uid_validity = ${uidValidity}
      AND uid > ${Number(mailbox?.marked_uid ?? 0)} ORDER BY uid LIMIT ${MARKED_AT_ONCE}`;
  const last = stored.at(-1);
  if (last === undefined) return;
  const wanted = stored.filter((one) => one.kept_for !== 'report' || row.read === 'inbox');
  await markAsRead(
    session,
    wanted.map(({ uid }) => Number(uid)),
  );
  await store.grouped((tx) => changeOwned(tx, row.id, token, { markedUid: Number(last.uid) }));
}

async function take(deps: SyncDeps, session: ImapSession, head: InboxHead, keptFor: KeptFor): Promise<Taken> {
  const id = newId(deps.clock.now());
  if (head.size > deps.pace.mostBytes) {
    const problem = `It has ${head.size} bytes; only its beginning was stored.`;
    return { id, head, keptFor, size: head.size, sha256: digest(head.head), bytes: head.head, problem };
  }
  if (head.size < PLAIN_BYTES) {
    const pieces: Buffer[] = [];
    for await (const piece of readWhole(session, head)) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    // The server may have said less than there is.
    if (bytes.length < PLAIN_BYTES) {
      return { id, head, keptFor, size: bytes.length, sha256: digest(bytes), bytes, problem: null };
    }
  }
  // Before its row: what a crash leaves without one is swept later.
  const stored = await storeContent(deps.store, sealedId(id), readWhole(session, head));
  return { id, head, keptFor, ...stored, bytes: undefined, problem: null };
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
