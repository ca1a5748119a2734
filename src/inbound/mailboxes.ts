import type { MailboxSettings } from '../../schemas/mailbox-settings.gen.ts';
import { AppError } from '../sdk/index.ts';
import { type MailboxRow, MailboxTable } from '../store/tables/mailbox.table.ts';
import type { Tx } from '../store/transaction.ts';
import { findMailbox } from './mailbox.store.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'store' | 'clock'>;

/** Who asks: the owner of own mailboxes, and whether the organisation's are shown, too. */
export interface Reader {
  id: string;
  shared: boolean;
}

export interface MailboxView {
  id: string;
  displayName: string;
  own: boolean;
  read: MailboxRow['read'];
  markAsRead: boolean;
  firstDays: number;
  /** e.g. 2026-10-01 */
  readFrom: string | null;
  everyMinutes: number;
  authServer: string;
  state: MailboxRow['state'];
  problem: string;
  syncedAt: number | null;
  provenAt: number | null;
  /** connections in a row that did not last */
  failures: number;
  /** when it is looked at next */
  dueAt: number;
  /** the process that reads it now */
  process: string | null;
  counts: { stored: number; read: number; quarantined: number; dropped: number };
}

interface NamedRow {
  id: string;
  display_name: string;
  owner_id: string | null;
}

/** Those that the reader may know of, by name. */
export async function listMailboxes(deps: Deps, reader: Reader): Promise<MailboxView[]> {
  const rows = await deps.store.read.sql<NamedRow[]>`
    SELECT m.id, c.display_name, c.owner_id FROM mailbox m JOIN connector c ON c.id = m.id
    WHERE (c.owner_id = ${reader.id} OR (c.owner_id IS NULL AND ${reader.shared}))
    ORDER BY c.display_name, m.id LIMIT 500`;
  const views: MailboxView[] = [];
  for (const row of rows) views.push(await viewOf(deps, row));
  return views;
}

/** NOT_FOUND for what the reader may not know of. */
export async function getMailbox(deps: Deps, id: string, reader: Reader): Promise<MailboxView> {
  const [named] = await deps.store.read.sql<NamedRow[]>`
    SELECT m.id, c.display_name, c.owner_id FROM mailbox m JOIN connector c ON c.id = m.id
    WHERE m.id = ${id} AND (c.owner_id = ${reader.id} OR (c.owner_id IS NULL AND ${reader.shared}))`;
  if (named === undefined) throw notFound();
  return viewOf(deps, named);
}

/** Whoever has it reads it now, at the latest after a second. STATE where it is not read at all. */
export async function syncNow(deps: Deps, id: string, reader: Reader): Promise<MailboxView> {
  const { read, own } = await getMailbox(deps, id, reader);
  if (read === 'off') {
    throw new AppError('STATE', 'This mailbox is not read. Change it to read "relevant" or "inbox" first.');
  }
  if (own && !(await isWanted(deps.store.read, id))) {
    throw new AppError('STATE', 'This account is not read. Connect it, and switch on that its e-mail is read, first.');
  }
  await deps.store.write((tx) => tx.getRepository(MailboxTable).update({ id }, { dueAt: deps.clock.now() }));
  return getMailbox(deps, id, reader);
}

/** What is read from now on. What was passed over before is read again where more is wanted: the window is looked at anew. */
export async function changeMailbox(
  deps: Deps,
  { id, settings }: { id: string; settings: MailboxSettings },
  reader: Reader,
): Promise<MailboxView> {
  const before = await getMailbox(deps, id, reader);
  const { readFrom, ...others } = settings;
  const from = readFrom === undefined ? {} : { readFrom: readFrom === null ? null : Date.parse(readFrom) };
  const isOther = <Key extends 'read' | 'readFrom' | 'firstDays'>(key: Key) =>
    settings[key] !== undefined && settings[key] !== before[key];
  const wantsMore = (isOther('read') && settings.read !== 'off') || isOther('readFrom') || isOther('firstDays');
  // Whoever wants it from now on does not mean what was read long ago.
  const marks = settings.markAsRead === true && !before.markAsRead ? await lastMessage(deps.store.read, id) : {};
  // Without its lease a reading under the old settings cannot write any more how far it came.
  const begins = { state: (settings.read ?? before.read) === 'off' ? 'none' : 'waiting', problem: '' } as const;
  const free = { dueAt: deps.clock.now(), leaseToken: null, leaseUntil: null };
  const again = { ...begins, ...free, ...(wantsMore ? { lastUid: 0, seenAt: null } : {}) };
  await deps.store.write((tx) =>
    tx.getRepository(MailboxTable).update({ id }, { ...others, ...from, ...marks, ...again }),
  );
  return getMailbox(deps, id, reader);
}

async function lastMessage(read: Tx, id: string): Promise<{ markedUid: number }> {
  const [row] = await read.sql<{ last_uid: number | string }[]>`SELECT last_uid FROM mailbox WHERE id = ${id}`;
  return { markedUid: Number(row?.last_uid ?? 0) };
}

/** Its owner wants e-mail of this account read. */
async function isWanted(read: Tx, id: string): Promise<boolean> {
  const rows = await read.sql<unknown[]>`SELECT 1 FROM email_account WHERE id = ${id} AND read_email AND connected`;
  return rows.length > 0;
}

export interface MessageLine {
  id: string;
  state: string;
  problem: string | null;
  kind: string | null;
  size: number;
  receivedAt: number;
  /** the e-mail of the outbox that it is about */
  outboxId: string | null;
}

/** Newest first, and no word of what is in them. */
export async function listMessages(
  deps: Deps,
  { id, state, before, limit }: { id: string; state: string; before: string | undefined; limit: number },
  reader: Reader,
): Promise<MessageLine[]> {
  await getMailbox(deps, id, reader);
  const rows = await deps.store.read.sql<Record<string, string | number | null>[]>`
    SELECT id, state, problem, kind, size, received_at, delivery_id FROM inbound_message
    WHERE mailbox_id = ${id} AND state = ${state} AND id < ${before ?? '~'} ORDER BY id DESC LIMIT ${limit}`;
  return rows.map((row) => ({
    ...{ id: String(row['id']), state: String(row['state']), problem: row['problem'] as string | null },
    ...{ kind: row['kind'] as string | null, size: Number(row['size']), receivedAt: Number(row['received_at']) },
    outboxId: row['delivery_id'] as string | null,
  }));
}

async function viewOf(
  { store, clock }: Deps,
  { id, display_name: displayName, owner_id: owner }: NamedRow,
): Promise<MailboxView> {
  const row = await findMailbox(store.read, id);
  if (row === undefined) throw notFound();
  const counted = await store.read.sql<{ state: string; n: number | string }[]>`
    SELECT state, COUNT(*) AS n FROM inbound_message WHERE mailbox_id = ${id} GROUP BY state`;
  const counts = { stored: 0, read: 0, quarantined: 0, dropped: 0 };
  for (const { state, n } of counted) Object.assign(counts, { [state]: Number(n) });
  const { markAsRead, firstDays, everyMinutes, authServer, state, problem, syncedAt, provenAt } = row;
  const readFrom = row.readFrom === null ? null : new Date(row.readFrom).toISOString().slice(0, 10);
  const settings = { read: row.read, markAsRead, firstDays, readFrom, everyMinutes, authServer };
  const isOwned = row.leaseToken !== null && (row.leaseUntil ?? 0) > clock.now();
  const how = { failures: row.failures, dueAt: row.dueAt, process: isOwned ? row.leaseBy : null };
  return { id, displayName, own: owner !== null, ...settings, state, problem, syncedAt, provenAt, ...how, counts };
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no mailbox with this id. One appears when its connector was tested well.');
}
