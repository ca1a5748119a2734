import { returned } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type MailboxCursorRow, MailboxCursorTable } from '../store/tables/mailbox-cursor.table.ts';

/** Longer than a look takes: one that died is done again after it. */
const LEASE_MS = 5 * 60_000;
/** A report comes within the time that servers go on trying (RFC 5321, 4.5.4.1: four to five days). */
const EXPECTED_MS = 6 * 24 * 3_600_000;

/** Mailboxes of the organisation that sent something in the last days and are to be looked at. Who reads the whole one sees its reports, too. */
export async function dueMailboxes(store: Store, now: number): Promise<string[]> {
  const rows = await store.read.sql<{ id: string }[]>`
    SELECT c.id FROM connector c JOIN connector_pace p ON p.connector_id = c.id
      LEFT JOIN mailbox_cursor m ON m.connector_id = c.id
    WHERE c.owner_id IS NULL AND c.state IN ('active', 'problematic') AND p.proven_at > ${now - EXPECTED_MS}
      AND (m.due_at IS NULL OR m.due_at <= ${now})
      AND NOT EXISTS (SELECT 1 FROM mailbox w WHERE w.id = c.id AND w.state = 'watching' AND w.lease_until > ${now})
    ORDER BY m.due_at LIMIT 100`;
  return rows.map(({ id }) => id);
}

/** Undefined where another process looks at it. `asked`: a person does not wait until it is due. */
export async function claimMailbox(
  store: Store,
  claim: { id: string; token: string; now: number; asked?: boolean },
): Promise<MailboxCursorRow | undefined> {
  const { id, token, now, asked = false } = claim;
  return store.write(async (tx) => {
    await tx.sql`
      INSERT INTO mailbox_cursor (connector_id, last_uid, failures, reports, due_at)
      VALUES (${id}, 0, 0, 0, 0) ON CONFLICT (connector_id) DO NOTHING`;
    const until = now + LEASE_MS;
    const claimed = returned<{ connector_id: string }>(
      asked
        ? await tx.sql`
            UPDATE mailbox_cursor SET lease_token = ${token}, due_at = ${until}
            WHERE connector_id = ${id} AND (lease_token IS NULL OR due_at <= ${now}) RETURNING connector_id`
        : await tx.sql`
            UPDATE mailbox_cursor SET lease_token = ${token}, due_at = ${until}
            WHERE connector_id = ${id} AND due_at <= ${now} RETURNING connector_id`,
    );
    if (claimed.length === 0) return undefined;
    return (await tx.getRepository(MailboxCursorTable).findOneBy({ connectorId: id })) ?? undefined;
  });
}

export interface Looked {
  id: string;
  token: string;
  uidValidity: string;
  lastUid: number;
  found: number;
  checkedAt: number;
  dueAt: number;
}

/** Nothing is written by who lost the lease: the other one's cursor counts. */
export async function saveLook(store: Store, look: Looked): Promise<void> {
  await store.write(
    (tx) => tx.sql`
      UPDATE mailbox_cursor SET uid_validity = ${look.uidValidity}, last_uid = ${look.lastUid}, checked_at = ${look.checkedAt},
        problem = NULL, failures = 0, reports = reports + ${look.found}, due_at = ${look.dueAt}, lease_token = NULL
      WHERE connector_id = ${look.id} AND lease_token = ${look.token}`,
  );
}

export async function saveFailure(
  store: Store,
  failure: { id: string; token: string; problem: string; dueAt: number },
): Promise<void> {
  await store.write(
    (tx) => tx.sql`
      UPDATE mailbox_cursor SET problem = ${failure.problem}, failures = failures + 1, due_at = ${failure.dueAt}, lease_token = NULL
      WHERE connector_id = ${failure.id} AND lease_token = ${failure.token}`,
  );
}

/** One that was found by whoever reads the whole mailbox. */
export async function countReport(store: Store, id: string): Promise<void> {
  await store.write(
    (tx) => tx.sql`
      INSERT INTO mailbox_cursor (connector_id, last_uid, failures, reports, due_at) VALUES (${id}, 0, 0, 1, 0)
      ON CONFLICT (connector_id) DO UPDATE SET reports = mailbox_cursor.reports + 1`,
  );
}

/** There is nothing to read, and nothing wrong with that. */
export async function saveRest(store: Store, rest: { id: string; token: string; dueAt: number }): Promise<void> {
  await store.write(
    (tx) => tx.sql`
      UPDATE mailbox_cursor SET problem = NULL, failures = 0, due_at = ${rest.dueAt}, lease_token = NULL
      WHERE connector_id = ${rest.id} AND lease_token = ${rest.token}`,
  );
}

/** When its mail server last took an e-mail; 0: never. */
export async function lastSent(store: Store, id: string): Promise<number> {
  const rows = await store.read.sql<{ proven_at: number | string | null }[]>`
    SELECT proven_at FROM connector_pace WHERE connector_id = ${id}`;
  return Number(rows[0]?.proven_at ?? 0);
}

/** By name. Of a mailbox that is read as a whole, when that was, where it is later. */
export async function listCursors(store: Store): Promise<(MailboxCursorRow & { displayName: string })[]> {
  const rows = await store.read.getRepository(MailboxCursorTable).find();
  const names = await store.read.sql<{ id: string; display_name: string; synced_at: number | string | null }[]>`
    SELECT c.id, c.display_name, m.synced_at FROM connector c LEFT JOIN mailbox m ON m.id = c.id
    WHERE c.owner_id IS NULL ORDER BY c.display_name_key`;
  return names.flatMap(({ id, display_name: displayName, synced_at: synced }) => {
    const row = rows.find(({ connectorId }) => connectorId === id);
    if (row === undefined) return [];
    const isLater = synced !== null && Number(synced) > (row.checkedAt ?? 0);
    return [{ ...row, ...(isLater ? { checkedAt: Number(synced), problem: null } : {}), displayName }];
  });
}
