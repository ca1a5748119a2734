import { createHash } from 'node:crypto';
import type { Tx } from '../../store/transaction.ts';

const PAGE = 2_000;

/**
 * SHA-256 over the planned mails of a run in the order of its rows: for each the id of the row and the SHA-256 of its
 * bytes. Whoever approves it approves every byte.
 */
export function planHash(mails: Iterable<{ item: string; sha256: string }>): string {
  const hash = createHash('sha256');
  for (const { item, sha256 } of mails) hash.update(`${item} ${sha256}\n`);
  return hash.digest('hex');
}

/** The hash of what is stored now, with how many mails it is over. Not inside a unit of work. */
export async function hashOfRun(read: Tx, runId: string): Promise<{ hash: string; mails: number }> {
  const hash = createHash('sha256');
  let mails = 0;
  for (let after = 0; ; ) {
    const rows = await read.sql<{ id: string; seq: number; sha256: string | null }[]>`
      SELECT i.id, i.seq, m.sha256 FROM run_item i JOIN message m ON m.id = i.message_id
      WHERE i.run_id = ${runId} AND i.state = 'planned' AND i.seq > ${after} ORDER BY i.seq LIMIT ${PAGE}`;
    for (const { id, sha256 } of rows) hash.update(`${id} ${sha256 ?? ''}\n`);
    mails += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return { hash: hash.digest('hex'), mails };
    after = last.seq;
    // SQLite answers at once: other requests have their turn between two pages.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
