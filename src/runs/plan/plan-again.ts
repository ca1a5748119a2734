import { ownerKey, unregisteredOf } from '../../sdk/index.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { RunDeps } from '../run-deps.ts';
import { asksContacts, type Choices } from '../run-options.ts';
import { changedRows, type PlannedRow } from './changed-rows.ts';
import { grouped } from './grouped.ts';
import { misdirectedRows } from './misdirected-rows.ts';

const AT_ONCE = 500;

/** Rows with problems, and those whose recipient may not get it since or is another one than last time, and those with the document of another person, are looked at anew by the next plan. */
export async function planProblemsAgain(
  deps: Pick<RunDeps, 'outbox' | 'findRegistered'>,
  tx: Tx,
  run: Pick<RunRow, 'id' | 'ruleId' | 'options'>,
): Promise<void> {
  const runId = run.id;
  await tx.sql`UPDATE run_item SET state = 'waiting' WHERE run_id = ${runId} AND state = 'problem'`;
  const all = [
    ...(await suppressedRows(tx, runId)),
    ...(await unregisteredRows(deps, tx, run)),
    ...(await changedRows(tx, run)),
    ...(await misdirectedRows(tx, run)),
  ];
  const rows = [...new Map(all.map((row) => [row.id, row])).values()];
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
export async function suppressedRows(read: Tx, runId: string): Promise<PlannedRow[]> {
  const rows = await read.sql<{ id: string; message_id: string }[]>`
    SELECT DISTINCT i.id, i.message_id FROM run_item i JOIN recipient r ON r.delivery_id = i.message_id
      JOIN suppression s ON s.address_key = LOWER(r.address) AND s.removed_at IS NULL
    WHERE i.run_id = ${runId} AND i.state = 'planned' ORDER BY i.id`;
  return rows.map(({ id, message_id: messageId }) => ({ id, messageId }));
}

/** Planned rows with a recipient that the contact of the person does not have any more, of a run that asks contacts. */
export async function unregisteredRows(
  { findRegistered }: Pick<RunDeps, 'findRegistered'>,
  read: Tx,
  { id: runId, options }: Pick<RunRow, 'id' | 'options'>,
): Promise<PlannedRow[]> {
  const choices = options as Choices;
  const found: PlannedRow[] = [];
  for (let after = 0; asksContacts(choices); ) {
    const rows = await read.sql<{ id: string; seq: number; owner: string; message_id: string }[]>`
      SELECT i.id, i.seq, i.owner, i.message_id FROM run_item i JOIN delivery d ON d.id = i.message_id
      WHERE i.run_id = ${runId} AND i.state = 'planned' AND i.seq > ${after} AND d.redirected_to IS NULL
      ORDER BY i.seq LIMIT ${AT_ONCE}`;
    const registered = await findRegistered(
      read,
      rows.map(({ owner }) => owner),
    );
    const recipients = await recipientsOf(
      read,
      rows.map((row) => row.message_id),
    );
    for (const { id, owner, message_id: messageId } of rows) {
      const fence = { owner, permitted: choices.permitted };
      const to = recipients.get(messageId) ?? [];
      if (unregisteredOf(registered.get(ownerKey(owner)), fence, to).length > 0) found.push({ id, messageId });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return found;
    after = last.seq;
  }
  return found;
}

async function recipientsOf(read: Tx, messageIds: readonly string[]): Promise<Map<string, string[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await read.sql<{ delivery_id: string; address: string }[]>`
    SELECT delivery_id, address FROM recipient WHERE delivery_id IN (${() => [...messageIds]})`;
  return grouped(rows.map(({ delivery_id: id, address }) => [id, address]));
}
