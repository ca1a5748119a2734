import { isPostgres } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';

/**
 * A session whose process is silent for this long is none: its connection ended with the process. Renewed three times as
 * often while it lives. After a kill the others wait for it.
 */
export const SESSION_MS = 9_000;

/**
 * A provider allows so many connections, however many processes there are: each session has a row, and without one it
 * claims nothing. Call it where the connector's pace is locked, so that two never take the last place together. On
 * SQLite one process owns the file and counts by itself.
 */
export async function holdSession(
  tx: Tx,
  ask: { connectorId: string; token: string; most: number; now: number },
): Promise<boolean> {
  if (!isPostgres(tx)) return true;
  const { connectorId, token, most, now } = ask;
  const [others] = await tx.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM sending_session
    WHERE connector_id = ${connectorId} AND id <> ${token} AND until_at > ${now}`;
  if (Number(others?.n ?? 0) >= most) return false;
  await tx.sql`
    INSERT INTO sending_session (id, connector_id, until_at) VALUES (${token}, ${connectorId}, ${now + SESSION_MS})
    ON CONFLICT (id) DO UPDATE SET until_at = EXCLUDED.until_at`;
  return true;
}

export async function renewSession(tx: Tx, token: string, now: number): Promise<void> {
  if (isPostgres(tx)) await tx.sql`UPDATE sending_session SET until_at = ${now + SESSION_MS} WHERE id = ${token}`;
}

/** Its connection is closed; and those of processes that were killed are forgotten. */
export async function endSession(tx: Tx, token: string, now: number): Promise<void> {
  if (isPostgres(tx)) await tx.sql`DELETE FROM sending_session WHERE id = ${token} OR until_at < ${now - SESSION_MS}`;
}
