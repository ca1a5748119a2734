import type { RunRow } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Choices } from '../run-options.ts';
import { changedProblem, findLastAddresses, looksBack } from './changed-address.ts';

const AT_ONCE = 500;

/** A row whose e-mail was planned. */
export interface PlannedRow {
  id: string;
  messageId: string;
}

interface Row {
  id: string;
  seq: number;
  message_id: string;
  owner: string;
  owner_key: string;
  address: string;
  confirmed_address: string | null;
  confirmed_from: string | null;
}

/**
 * Planned rows that go to another address than last time by what is known now: another run for the same people was sent or
 * released since the plan was made, and nobody has confirmed that.
 */
export async function changedRows(
  read: Tx,
  { id: runId, ruleId, options }: Pick<RunRow, 'id' | 'ruleId' | 'options'>,
): Promise<PlannedRow[]> {
  const found: PlannedRow[] = [];
  for (let after = 0; looksBack(options as Choices); ) {
    const rows = await read.sql<Row[]>`
      SELECT i.id, i.seq, i.message_id, i.owner, i.owner_key, i.address, i.confirmed_address, i.confirmed_from
      FROM run_item i JOIN delivery d ON d.id = i.message_id
      WHERE i.run_id = ${runId} AND i.state = 'planned' AND i.seq > ${after} AND d.redirected_to IS NULL
      ORDER BY i.seq LIMIT ${AT_ONCE}`;
    const keys = rows.map(({ owner_key: key }) => key);
    const last = await findLastAddresses(read, ruleId, keys);
    for (const row of rows) {
      const { id, message_id: messageId, owner, address } = row;
      const item = { owner, address, confirmedAddress: row.confirmed_address, confirmedFrom: row.confirmed_from };
      if (changedProblem(item, last.get(row.owner_key)).length > 0) found.push({ id, messageId });
    }
    const end = rows.at(-1);
    if (end === undefined || rows.length < AT_ONCE) return found;
    after = end.seq;
  }
  return found;
}
