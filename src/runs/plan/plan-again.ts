import type { Tx } from '../../store/transaction.ts';
import type { RunDeps } from '../run-deps.ts';

const AT_ONCE = 500;

/** Rows with problems, and those whose recipient gets no e-mail since, are looked at anew by the next plan. */
export async function planProblemsAgain(deps: Pick<RunDeps, 'outbox'>, tx: Tx, runId: string): Promise<void> {
  await tx.sql`UPDATE run_item SET state = 'waiting' WHERE run_id = ${runId} AND state = 'problem'`;
  const rows = await suppressedRows(tx, runId);
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = rows.slice(at, at + AT_ONCE);
    await deps.outbox.runs.discard(
      tx,
      part.map(({ messageId }) => messageId),
    );
    const ids = part.map(({ id }) => id);
    await tx.sql`
      UPDATE run_item SET state = 'waiting', message_id = NULL, replaces = NULL WHERE id IN (${() => ids})`;
  }
}

/** Planned rows with a recipient whose address was put on the suppression list after the plan was made. */
export async function suppressedRows(read: Tx, runId: string): Promise<{ id: string; messageId: string }[]> {
  const rows = await read.sql<{ id: string; message_id: string }[]>`
    SELECT DISTINCT i.id, i.message_id FROM run_item i JOIN recipient r ON r.delivery_id = i.message_id
      JOIN suppression s ON s.address_key = LOWER(r.address) AND s.removed_at IS NULL
    WHERE i.run_id = ${runId} AND i.state = 'planned' ORDER BY i.id`;
  return rows.map(({ id, message_id: messageId }) => ({ id, messageId }));
}
