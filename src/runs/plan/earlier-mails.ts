import type { Tx } from '../../store/transaction.ts';
import { grouped } from './grouped.ts';

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

/** One row's question. `key` names exactly its data, `occasion` the person, rule and period. */
export interface EarlierQuestion {
  itemId: string;
  key: string;
  occasion: string;
}

interface EarlierRow {
  item_id: string;
  occasion: string;
  id: string;
  message_id: string;
  idempotency_key: string;
  state: string;
  accepted_at: number | string | null;
  redirected_to: string | null;
  run_name: string;
}

const SENT = ['accepted'];
const OVER = ['failed', 'cancelled', 'bounced'];

/**
 * By the id of the row. Asked again in the transaction that stores the mails: two runs may be planned at the same time.
 */
export async function findEarlier(read: Tx, of: readonly EarlierQuestion[]): Promise<Map<string, EarlierAnswer>> {
  const occasions = of.map(({ occasion }) => occasion);
  const rows =
    occasions.length === 0
      ? []
      : await read.sql<EarlierRow[]>`
          SELECT i.id AS item_id, i.occasion, m.id, m.message_id, m.idempotency_key, d.state, d.accepted_at, d.redirected_to,
            r.name AS run_name
          FROM run_item i JOIN message m ON m.id = i.message_id JOIN delivery d ON d.id = i.message_id
            JOIN run r ON r.id = i.run_id
          WHERE i.occasion IN (${() => occasions})`;
  const copies = await findCopies(read, rows);
  const newestFirst = [...rows, ...copies].sort((a, b) => (a.id < b.id ? 1 : -1));
  const byOccasion = grouped(newestFirst.map((row) => [row.occasion, row]));
  return new Map(of.map((question) => [question.itemId, answer(question, byOccasion.get(question.occasion) ?? [])]));
}

/** What persons sent again of those that did not arrive: it is the same e-mail of the same data. */
async function findCopies(read: Tx, rows: readonly EarlierRow[]): Promise<EarlierRow[]> {
  const over = rows.filter(isOver);
  if (over.length === 0) return [];
  const found = await read.sql<(Omit<EarlierRow, 'item_id' | 'occasion' | 'run_name'> & { copy_of: string })[]>`
    SELECT m.copy_of, m.id, m.message_id, m.idempotency_key, d.state, d.accepted_at, d.redirected_to
    FROM message m JOIN delivery d ON d.id = m.id WHERE m.copy_of IN (${() => over.map(({ id }) => id)})`;
  return over.flatMap((row) =>
    found
      .filter((copy) => copy.copy_of === row.id)
      .map(({ copy_of: _, ...copy }) => ({ ...row, ...copy, idempotency_key: row.idempotency_key })),
  );
}

function answer({ itemId, key }: EarlierQuestion, rows: readonly EarlierRow[]): EarlierAnswer {
  const live = rows.filter((row) => row.item_id !== itemId && !isOver(row));
  const open = live.find(({ state }) => !SENT.includes(state));
  if (open) return { kind: 'undecided', message: undecided(open) };
  const same = live.find((row) => row.idempotency_key === key);
  if (same) return { kind: 'already_sent', at: same.accepted_at === null ? null : Number(same.accepted_at) };
  const [last] = live;
  return last ? { kind: 'none', replaces: { id: last.id, messageId: last.message_id } } : { kind: 'none' };
}

/** The person did not get it, and will not. What went to the address of a guard did not go to the person. */
function isOver({ state, redirected_to: redirectedTo }: EarlierRow): boolean {
  return OVER.includes(state) || (redirectedTo !== null && SENT.includes(state));
}

function undecided({ state, run_name: name }: EarlierRow): string {
  if (state === 'uncertain') {
    return `The run "${name}" may or may not have sent it. Decide about that e-mail in the outbox first.`;
  }
  return `The run "${name}" has an e-mail for this person and period that has not left yet. Let it finish, or cancel it.`;
}
