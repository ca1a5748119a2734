import { parseAddress } from '../../sdk/index.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Choices } from '../run-options.ts';
import type { RowProblem } from './problems.ts';

/** The newest confidential e-mail that a mail server accepted for a person. */
export interface LastAddress {
  address: string;
  /** when the server accepted it */
  at: number;
  runName: string;
}

interface Row {
  owner_key: string;
  address: string;
  rule_id: string;
  accepted_at: number | string;
  run_name: string;
}

/**
 * By the keys of the persons' numbers: what this rule sent last, else what any did. Two companies in one installation may have
 * the same numbers, and rules of their own. What the guard led elsewhere, came back or was refused counts for nothing.
 */
export async function findLastAddresses(
  read: Tx,
  ruleId: string,
  ownerKeys: readonly string[],
): Promise<Map<string, LastAddress>> {
  const asked = [...new Set(ownerKeys)].filter((key) => key !== '');
  const newest = new Map<string, LastAddress & { own: boolean }>();
  if (asked.length === 0) return newest;
  const rows = await read.sql<Row[]>`
    SELECT i.owner_key, i.address, r.rule_id, r.name AS run_name, d.accepted_at
    FROM run_item i JOIN delivery d ON d.id = i.message_id JOIN message m ON m.id = i.message_id JOIN run r ON r.id = i.run_id
    WHERE i.owner_key IN (${() => asked}) AND i.message_id IS NOT NULL AND d.state = 'accepted'
      AND d.accepted_at IS NOT NULL AND d.redirected_to IS NULL AND m.confidential
      AND NOT EXISTS (SELECT 1 FROM recipient n
        WHERE n.delivery_id = d.id AND n.kind = 'to' AND n.state <> 'accepted')`;
  for (const row of rows) {
    const found = { address: row.address, at: Number(row.accepted_at), runName: row.run_name };
    const own = row.rule_id === ruleId;
    const before = newest.get(row.owner_key);
    const isNewer = before === undefined || (own === before.own ? found.at > before.at : own);
    if (isNewer) newest.set(row.owner_key, { ...found, own });
  }
  return newest;
}

/** Whether a run looks at the address of last time: contacts say by themselves what is right. */
export function looksBack({ confidential, registered }: Choices): boolean {
  return confidential && registered !== 'contacts';
}

/** Equal for two spellings of one address. */
export function confirmedKey(address: string): string {
  const parsed = parseAddress(address);
  return ('problem' in parsed ? address.trim() : parsed.address).toLowerCase();
}

/** Another address than last time that nobody has confirmed. */
export function changedProblem(
  { owner, address, confirmedAddress, confirmedFrom }: RunItemRow,
  last: LastAddress | undefined,
): RowProblem[] {
  const now = confirmedKey(address);
  if (last === undefined || confirmedKey(last.address) === now) return [];
  // It was said of this change only.
  if (
    confirmedAddress === now &&
    confirmedFrom !== null &&
    confirmedKey(confirmedFrom) === confirmedKey(last.address)
  ) {
    return [];
  }
  const day = new Date(last.at).toISOString().slice(0, 10);
  const message = `The last document of ${owner} went to another address: ${last.address}, on ${day} (run "${last.runName}"). Confirm if the address has changed.`;
  return [{ kind: 'changed_address', message }];
}
