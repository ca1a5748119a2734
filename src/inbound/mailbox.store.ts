import { AppError } from '../sdk/index.ts';
import { insertRows, isPostgres, returned } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type MailboxRow, MailboxTable } from '../store/tables/mailbox.table.ts';
import type { Tx } from '../store/transaction.ts';
import type { SyncDeps } from './sync-deps.ts';

const FIRST_DAYS = 31;
const EVERY_MINUTES = 10;

/** Connectors that have no mailbox yet: the organisation's, and people's own where they want their e-mail read. */
export async function addMissingMailboxes({ store, clock }: Pick<SyncDeps, 'store' | 'clock'>): Promise<void> {
  const missing = await store.read.sql<{ id: string; owner_id: string | null }[]>`
    SELECT c.id, c.owner_id FROM connector c LEFT JOIN email_account a ON a.id = c.id
    WHERE c.state IN ('active', 'problematic') AND (c.owner_id IS NULL OR (a.connected AND a.read_email))
      AND NOT EXISTS (SELECT 1 FROM mailbox m WHERE m.id = c.id) LIMIT 100`;
  if (missing.length === 0) return;
  const now = clock.now();
  const rows = missing.map(({ id, owner_id: owner }) => ({
    ...{ id, read: owner === null ? 'off' : 'relevant', mark_as_read: false, first_days: FIRST_DAYS },
    ...{ every_minutes: EVERY_MINUTES, read_from: null, lease_by: null, marked_uid: 0 },
    ...{ state: 'waiting', problem: '', failures: 0, due_at: now, lease_token: null, lease_until: null },
    ...{ uid_validity: null, last_uid: 0, synced_at: null, proven_at: null, created_at: now },
  }));
  await store.write((tx) => insertRows(tx, 'mailbox', rows, 'id'));
}

/** Of connectors that are gone: nobody reads them any more. What was stored of them stays. */
export async function dropOrphans({ store }: Pick<SyncDeps, 'store'>): Promise<void> {
  const gone = await store.read.sql<{ id: string }[]>`
    SELECT id FROM mailbox m WHERE NOT EXISTS (SELECT 1 FROM connector c WHERE c.id = m.id) LIMIT 100`;
  if (gone.length === 0) return;
  const ids = gone.map(({ id }) => id);
  await store.write((tx) => tx.sql`DELETE FROM mailbox WHERE id IN (${() => ids})`);
}

/** Mailboxes whose time has come: to be connected to, or connected here and to be read again; and those whose owner is gone. */
export async function listDue(store: Store, now: number): Promise<string[]> {
  const rows = await store.read.sql<{ id: string }[]>`
    SELECT id FROM mailbox WHERE due_at <= ${now} OR lease_until <= ${now} ORDER BY due_at LIMIT 500`;
  return rows.map(({ id }) => id);
}

/** One owner in all processes. False when another one has it. */
export async function claimMailbox(
  { store, clock, pace, processName }: Pick<SyncDeps, 'store' | 'clock' | 'pace' | 'processName'>,
  id: string,
  token: string,
): Promise<boolean> {
  const now = clock.now();
  const rows = returned<{ id: string }>(
    await store.write(
      (tx) => tx.sql`
        UPDATE mailbox SET lease_token = ${token}, lease_until = ${now + pace.leaseMs}, lease_by = ${processName}
        WHERE id = ${id} AND (lease_token IS NULL OR lease_until <= ${now}) RETURNING id`,
    ),
  );
  return rows.length === 1;
}

/** What its owner writes about it. LEASE_LOST where it is not the owner any more. */
export async function changeOwned(tx: Tx, id: string, token: string, change: Partial<MailboxRow>): Promise<void> {
  const lock = isPostgres(tx) ? 'FOR UPDATE' : '';
  const owned = await tx.sql<unknown[]>`
    SELECT 1 FROM mailbox WHERE id = ${id} AND lease_token = ${token} ${() => lock}`;
  if (owned.length === 0) {
    throw new AppError('LEASE_LOST', 'Another process reads this mailbox now.');
  }
  await tx.getRepository(MailboxTable).update({ id }, change);
}

export async function findMailbox(read: Tx, id: string): Promise<MailboxRow | undefined> {
  return (await read.getRepository(MailboxTable).findOneBy({ id })) ?? undefined;
}
