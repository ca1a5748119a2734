import type { Tx } from '../store/transaction.ts';
import type { RunDeps } from './run-deps.ts';

/** What the same person got, or is to get, from this rule for this period. */
export interface Earlier {
  kind: 'none';
  /** the mail that the new one corrects */
  replaces?: { id: string; messageId: string };
}

export type EarlierAnswer =
  | Earlier
  | { kind: 'already_sent'; at: number | null }
  /** one that may still leave, or may have left */
  | { kind: 'undecided'; message: string };

interface EarlierRow {
  id: string;
  message_id: string;
  state: string;
  accepted_at: number | string | null;
  run_name: string;
  same_key: number;
}

const SENT = ['accepted', 'bounced'];
const OVER = ['failed', 'cancelled'];

/**
 * `key` names exactly these data, `occasion` the person, rule and period. Asked again in the transaction that stores the
 * mail: two runs may be planned at the same time.
 */
export async function findEarlier(
  { store }: Pick<RunDeps, 'store'>,
  of: { key: string; occasion: string; itemId: string },
  tx: Tx = store.read,
): Promise<EarlierAnswer> {
  const rows = await tx.sql<EarlierRow[]>`
    SELECT m.id, m.message_id, d.state, d.accepted_at, r.name AS run_name,
      CASE WHEN m.idempotency_key = ${of.key} THEN 1 ELSE 0 END AS same_key
    FROM run_item i JOIN message m ON m.id = i.message_id JOIN delivery d ON d.id = i.message_id JOIN run r ON r.id = i.run_id
    WHERE i.occasion = ${of.occasion} AND i.id <> ${of.itemId} ORDER BY m.id DESC`;
  const live = rows.filter(({ state }) => !OVER.includes(state));
  const open = live.find(({ state }) => !SENT.includes(state));
  if (open) return { kind: 'undecided', message: undecided(open) };
  const same = live.find((row) => Number(row.same_key) === 1);
  if (same) return { kind: 'already_sent', at: same.accepted_at === null ? null : Number(same.accepted_at) };
  const [last] = live;
  return last ? { kind: 'none', replaces: { id: last.id, messageId: last.message_id } } : { kind: 'none' };
}

function undecided({ state, run_name: name }: EarlierRow): string {
  if (state === 'uncertain') {
    return `The run "${name}" may or may not have sent it. Decide about that e-mail in the outbox first.`;
  }
  return `The run "${name}" has an e-mail for this person and period that has not left yet. Let it finish, or cancel it.`;
}
