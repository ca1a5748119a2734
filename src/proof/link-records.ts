import type { JsonObject } from '../sdk/index.ts';
import { isPostgres } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';
import { recordHash } from './record-hash.ts';

/** Small enough that the event loop is not held up for long. */
const BATCH = 100;

interface OpenRecord {
  n: number;
  subject: string;
  kind: string;
  recorded_at: number | string;
  data: string;
}

interface Link {
  n: number;
  seq: number;
  nth: number;
  hash: string;
}

/**
 * Gives every committed record its place in the chain, in the order in which they were written. One process at a time
 * does it; the writers of records never wait for it.
 */
export async function linkRecords(store: Store, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const [open] = await store.read.sql<unknown[]>`SELECT n FROM proof_record WHERE seq IS NULL LIMIT 1`;
    if (open === undefined) return;
    const linked = await store.write(linkBatch);
    // Elsewhere the event loop wants to turn between two batches.
    if (linked === BATCH) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function linkBatch(tx: Tx): Promise<number> {
  // Two processes would give one place twice. The lock ends with the transaction.
  if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(hashtext('mailrule proof chain'))`;
  const rows = await tx.sql<OpenRecord[]>`
    SELECT n, subject, kind, recorded_at, data FROM proof_record WHERE seq IS NULL ORDER BY n LIMIT ${BATCH}`;
  if (rows.length === 0) return 0;
  const links = await chained(tx, rows);
  await storeLinks(tx, links);
  return rows.length;
}

async function chained(tx: Tx, rows: readonly OpenRecord[]): Promise<Link[]> {
  const [head] = await tx.sql<{ seq: number; hash: string }[]>`
    SELECT seq, hash FROM proof_record WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1`;
  const lastOf = await lastOfSubjects(tx, [...new Set(rows.map(({ subject }) => subject))]);
  let previous = head?.hash ?? null;
  let seq = head === undefined ? 0 : head.seq + 1;
  return rows.map((row) => {
    const { n, subject, kind } = row;
    const last = lastOf.get(subject);
    const nth = last === undefined ? 0 : last.nth + 1;
    const data = JSON.parse(row.data) as JsonObject;
    const previousOfSubject = last?.hash ?? null;
    const hash = recordHash({
      seq,
      subject,
      nth,
      kind,
      at: Number(row.recorded_at),
      data,
      previous,
      previousOfSubject,
    });
    const link = { n, seq, nth, hash };
    lastOf.set(subject, link);
    previous = hash;
    seq += 1;
    return link;
  });
}

async function lastOfSubjects(tx: Tx, subjects: string[]): Promise<Map<string, { nth: number; hash: string }>> {
  const rows = await tx.sql<{ subject: string; nth: number; hash: string }[]>`
    SELECT subject, nth, hash FROM proof_record WHERE subject IN (${() => subjects}) AND nth IS NOT NULL
    ORDER BY subject, nth`;
  return new Map(rows.map(({ subject, nth, hash }) => [subject, { nth, hash }]));
}

/** One statement whose text does not depend on how many there are, so that it is prepared once. */
async function storeLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  const given = JSON.stringify(links);
  if (isPostgres(tx)) {
    await tx.sql`
      UPDATE proof_record r SET seq = v.seq, nth = v.nth, hash = v.hash
      FROM json_to_recordset(${given}::json) AS v(n integer, seq integer, nth integer, hash text)
      WHERE r.n = v.n AND r.seq IS NULL`;
    return;
  }
  await tx.sql`
    UPDATE proof_record SET seq = v.value ->> 'seq', nth = v.value ->> 'nth', hash = v.value ->> 'hash'
    FROM json_each(${given}) AS v WHERE proof_record.n = v.value ->> 'n' AND proof_record.seq IS NULL`;
}
