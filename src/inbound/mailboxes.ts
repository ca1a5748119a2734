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
  authServer: string;
  state: MailboxRow['state'];
  problem: string;
  syncedAt: number | null;
  provenAt: number | null;
  counts: { stored: number; read: number; quarantined: number; dropped: number };
}

interface NamedRow {
  id: string;
  display_name: string;
  owner_id: string | null;
}

/** Those that the reader may know of, by name. */
export async function listMailboxes({ store }: Deps, reader: Reader): Promise<MailboxView[]> {
  const rows = await store.read.sql<NamedRow[]>`
    SELECT m.id, c.display_name, c.owner_id FROM mailbox m JOIN connector c ON c.id = m.id
    WHERE (c.owner_id = ${reader.id} OR (c.owner_id IS NULL AND ${reader.shared}))
    ORDER BY c.display_name, m.id LIMIT 500`;
  const views: MailboxView[] = [];
  for (const row of rows) views.push(await viewOf(store.read, row));
  return views;
}

/** NOT_FOUND for what the reader may not know of. */
export async function getMailbox({ store }: Deps, id: string, reader: Reader): Promise<MailboxView> {
  const [named] = await store.read.sql<NamedRow[]>`
    SELECT m.id, c.display_name, c.owner_id FROM mailbox m JOIN connector c ON c.id = m.id
    WHERE m.id = ${id} AND (c.owner_id = ${reader.id} OR (c.owner_id IS NULL AND ${reader.shared}))`;
  if (named === undefined) throw notFound();
  return viewOf(store.read, named);
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
  const wantsMore = settings.read !== undefined && settings.read !== before.read && settings.read !== 'off';
  // Without its lease a reading under the old settings cannot write any more how far it came.
  const begins = { state: (settings.read ?? before.read) === 'off' ? 'none' : 'waiting', problem: '' } as const;
  const free = { dueAt: deps.clock.now(), leaseToken: null, leaseUntil: null };
  const again = { ...begins, ...free, ...(wantsMore ? { lastUid: 0 } : {}) };
  await deps.store.write((tx) => tx.getRepository(MailboxTable).update({ id }, { ...settings, ...again }));
  return getMailbox(deps, id, reader);
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

async function viewOf(read: Tx, { id, display_name: displayName, owner_id: owner }: NamedRow): Promise<MailboxView> {
  const row = await findMailbox(read, id);
  if (row === undefined) throw notFound();
  const counted = await read.sql<{ state: string; n: number | string }[]>`
    SELECT state, COUNT(*) AS n FROM inbound_message WHERE mailbox_id = ${id} GROUP BY state`;
  const counts = { stored: 0, read: 0, quarantined: 0, dropped: 0 };
  for (const { state, n } of counted) Object.assign(counts, { [state]: Number(n) });
  const { markAsRead, firstDays, authServer, state, problem, syncedAt, provenAt } = row;
  const settings = { read: row.read, markAsRead, firstDays, authServer };
  return { id, displayName, own: owner !== null, ...settings, state, problem, syncedAt, provenAt, counts };
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no mailbox with this id. One appears when its connector was tested well.');
}
