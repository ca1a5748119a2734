import { AppError, idPrefix } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';

/** Whose records a bundle holds. */
export type ProofScope = { run: string } | { message: string } | { from: number; to: number | null };

/** Ids of the subjects, the run itself first, then messages from the oldest on; in pages. */
export async function* subjectsOf(
  store: Store,
  scope: ProofScope,
  size: number,
): AsyncGenerator<string[], void, undefined> {
  if ('message' in scope) return yield [await existing(store, scope)];
  if ('run' in scope) yield [await existing(store, scope)];
  for (let after = ''; ; ) {
    const ids = 'run' in scope ? await ofRun(store, scope.run, after, size) : await ofTime(store, scope, after, size);
    if (ids.length > 0) yield ids;
    if (ids.length < size) return;
    after = ids.at(-1) ?? after;
  }
}

async function existing({ read }: Store, scope: { run: string } | { message: string }): Promise<string> {
  const rows =
    'run' in scope
      ? await read.sql<{ id: string }[]>`SELECT id FROM run WHERE id = ${scope.run}`
      : await read.sql<{ id: string }[]>`SELECT id FROM message WHERE id = ${scope.message}`;
  const [row] = rows;
  if (row) return row.id;
  throw new AppError('NOT_FOUND', `There is no ${'run' in scope ? 'payroll run' : 'e-mail'} with this id.`);
}

async function ofRun({ read }: Store, runId: string, after: string, size: number): Promise<string[]> {
  const rows = await read.sql<{ id: string }[]>`
    SELECT id FROM message WHERE run_id = ${runId} AND id > ${after} ORDER BY id LIMIT ${size}`;
  return rows.map(({ id }) => id);
}

/** Ids begin with the time at which they were made (RFC 9562, section 5.7). */
async function ofTime(
  { read }: Store,
  { from, to }: { from: number; to: number | null },
  after: string,
  size: number,
): Promise<string[]> {
  const first = after > idPrefix(from) ? after : idPrefix(from);
  const rows = await read.sql<{ id: string }[]>`
    SELECT id FROM message WHERE id > ${first} AND id < ${to === null ? 'g' : idPrefix(to)} ORDER BY id LIMIT ${size}`;
  return rows.map(({ id }) => id);
}

/** The chain as it stands: its last place, and how many of its places have no record any more. */
export async function chainState({ read }: Store): Promise<{ seq: number; hash: string; missing: number }> {
  const [head] = await read.sql<{ seq: number; hash: string }[]>`
    SELECT seq, hash FROM proof_record WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1`;
  if (head === undefined) return { seq: -1, hash: '', missing: 0 };
  const [count] = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM proof_record WHERE seq <= ${head.seq}`;
  return { seq: head.seq, hash: head.hash, missing: head.seq + 1 - Number(count?.n ?? 0) };
}
