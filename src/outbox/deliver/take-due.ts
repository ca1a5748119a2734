import { isPostgres, returned } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';

interface Taking {
  connectorId: string;
  token: string;
  /** e-mails at most */
  count: number;
  now: number;
  /** end of the lease */
  until: number;
}

/**
 * Takes due mails of one connector. While payroll runs send through it, each run has its share and single e-mails have
 * theirs: a reset of a password does not wait behind fifty thousand payslips, nor a small run behind a large one.
 * Otherwise, and for what a share leaves, the oldest come first. Answers their ids.
 */
export async function takeDue(tx: Tx, taking: Taking): Promise<string[]> {
  const runs = await tx.sql<{ id: string }[]>`SELECT id FROM run WHERE state IN ('released', 'sending')`;
  if (runs.length === 0) return takeOldest(tx, taking, '');
  const shares = shuffled(['run_id IS NULL', ...runs.map(({ id }) => `run_id = '${id.replaceAll("'", "''")}'`)]);
  const taken: string[] = [];
  for (const [index, share] of shares.entries()) {
    const open = taking.count - taken.length;
    if (open <= 0) return taken;
    const count = Math.ceil(open / (shares.length - index));
    taken.push(...(await takeOldest(tx, { ...taking, count }, `AND ${share}`)));
  }
  if (taken.length === taking.count) return taken;
  return [...taken, ...(await takeOldest(tx, { ...taking, count: taking.count - taken.length }, ''))];
}

async function takeOldest(tx: Tx, { connectorId, token, count, now, until }: Taking, share: string): Promise<string[]> {
  const skipLocked = isPostgres(tx) ? 'FOR UPDATE SKIP LOCKED' : '';
  const rows = returned<{ id: string }>(
    await tx.sql`
      UPDATE delivery SET state = 'sending', lease_token = ${token}, due_at = ${until},
        attempts = attempts + 1, detail = 'Being sent.', updated_at = ${now}
      WHERE id IN (
        SELECT id FROM delivery WHERE state = 'queued' AND connector_id = ${connectorId} ${() => share} AND due_at <= ${now}
        ORDER BY due_at LIMIT ${count} ${() => skipLocked})
      RETURNING id`,
  );
  return rows.map((row) => row.id);
}

/** Where a pace grants one e-mail at a time, chance gives each share its turns. */
function shuffled<T>(list: T[]): T[] {
  return list
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
