import { parseAddress } from '../../sdk/index.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Choices } from '../run-options.ts';
import type { RowProblem } from './problems.ts';

/** The newest confidential e-mail that a mail server accepted for a person, or that a released run is about to send. */
export interface LastAddress {
  address: string;
  /** when the server accepted it; of one on its way, when its run was released */
  at: number;
  isOnItsWay: boolean;
  runName: string;
}

interface Row {
  owner_key: string;
  address: string;
  rule_id: string;
  accepted_at: number | string | null;
  released_at: number | string;
  run_name: string;
}

/**
 * By the keys of the persons' numbers: what this rule sent last, else what any did. Two companies in one installation may have
 * the same numbers, and rules of their own. What the guard led elsewhere, came back or was refused counts for nothing. What is
 * released and not sent yet counts: of two runs for the same people the second one sees the first.
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
    SELECT i.owner_key, i.address, r.rule_id, r.name AS run_name, d.accepted_at, r.released_at
    FROM run_item i JOIN delivery d ON d.id = i.message_id JOIN message m ON m.id = i.message_id JOIN run r ON r.id = i.run_id
    WHERE i.owner_key IN (${() => asked}) AND i.message_id IS NOT NULL AND d.redirected_to IS NULL AND m.confidential
      AND (r.state IN ('released', 'sending', 'paused', 'stopped')
          AND d.state IN ('held', 'queued', 'sending', 'dot_pending', 'uncertain')
        OR d.state = 'accepted' AND d.accepted_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM recipient n
          WHERE n.delivery_id = d.id AND n.kind = 'to' AND n.state <> 'accepted'))`;
  for (const row of rows) {
    const isOnItsWay = row.accepted_at === null;
    const at = Number(row.accepted_at ?? row.released_at);
    const found = { address: row.address, at, isOnItsWay, runName: row.run_name };
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
  {
    owner,
    address,
    confirmedAddress,
    confirmedFrom,
  }: Pick<RunItemRow, 'owner' | 'address' | 'confirmedAddress' | 'confirmedFrom'>,
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
  return [{ kind: 'changed_address', message: changedText(owner, last) }];
}

function changedText(owner: string, { address, at, isOnItsWay, runName }: LastAddress): string {
  const day = new Date(at).toISOString().slice(0, 10);
  const what = isOnItsWay
    ? `A document of ${owner} is on its way to another address: ${address} (run "${runName}").`
    : `The last document of ${owner} went to another address: ${address}, on ${day} (run "${runName}").`;
  return `${what} Confirm if the address has changed.`;
}
