import { createHash } from 'node:crypto';
import type { RunConfirmInput } from '../../../schemas/run-confirm.gen.ts';
import { AppError } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { type Author, changeRun, made } from '../change-run.ts';
import { confirmedKey, findLastAddresses } from '../plan/changed-address.ts';
import type { RunDeps } from '../run-deps.ts';
import { PLANNING } from '../runs.ts';
import { FIXABLE, OTHERWISE } from './fix-rows.ts';
import { deleteProblems, updateItems } from './item.store.ts';

const AT_ONCE = 500;

interface Row {
  id: string;
  line: number;
  address: string;
  owner_key: string;
  version: number;
}

/**
 * A person says that these rows go to another address than last time because it has changed. It holds for this address of
 * the row only. The rows are planned again, and whoever confirms cannot approve under four eyes. Answers how many.
 */
export async function confirmAddresses(
  deps: RunDeps,
  runId: string,
  { ids }: RunConfirmInput,
  author: Author,
): Promise<number> {
  let count = 0;
  await changeRun(deps, { id: runId, author, from: FIXABLE, otherwise: OTHERWISE }, async (run, tx) => {
    const rows = await changedRows(tx, runId, ids);
    count = rows.length;
    if (count === 0) throw new AppError('NOT_FOUND', 'No row of the run waits for this; read the list again.');
    for (let at = 0; at < count; at += AT_ONCE) await confirm(deps, tx, run, rows.slice(at, at + AT_ONCE), author);
    return { ...made(run, author), ...PLANNING };
  });
  return count;
}

async function changedRows(tx: Tx, runId: string, ids: readonly string[] | undefined): Promise<Row[]> {
  const rows = await tx.sql<Row[]>`
    SELECT i.id, i.line, i.address, i.owner_key, i.version FROM run_problem p JOIN run_item i ON i.id = p.item_id
    WHERE p.run_id = ${runId} AND p.kind = 'changed_address' AND i.state = 'problem' ORDER BY i.seq`;
  if (ids === undefined) return rows;
  const wanted = new Set(ids);
  return rows.filter(({ id }) => wanted.has(id));
}

async function confirm(
  { clock }: RunDeps,
  tx: Tx,
  { id: runId, ruleId }: RunRow,
  rows: readonly Row[],
  { name: by }: Author,
): Promise<void> {
  const at = clock.now();
  const last = await findLastAddresses(
    tx,
    ruleId,
    rows.map(({ owner_key: key }) => key),
  );
  const fromOf = (row: Row) => last.get(row.owner_key)?.address ?? '';
  const changes = rows.map((row) => {
    const { id, address, version } = row;
    const confirmed = { confirmed_address: confirmedKey(address), confirmed_from: fromOf(row), confirmed_by: by };
    return { id, ...confirmed, state: 'waiting', version: version + 1, updated_at: at };
  });
  const text = 'text' as const;
  const columns = {
    confirmed_address: text,
    confirmed_from: text,
    confirmed_by: text,
    state: text,
    version: 'integer',
    updated_at: 'bigint',
  };
  await deleteProblems(
    tx,
    rows.map(({ id }) => id),
  );
  await updateItems(tx, columns as Parameters<typeof updateItems>[1], changes);
  const records = rows.map((row) => {
    const data = { row: row.id, line: row.line, by, from: digestOf(fromOf(row)), to: digestOf(row.address) };
    return { subject: runId, kind: 'confirmed_address' as const, at, data };
  });
  await insertProof(tx, records);
}

function digestOf(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('hex');
}
