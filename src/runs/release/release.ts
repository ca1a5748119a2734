import { AppError } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { isPostgres } from '../../store/sql.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { type Author, changeRun } from '../change-run.ts';
import { changedRows } from '../plan/changed-rows.ts';
import { misdirectedRows } from '../plan/misdirected-rows.ts';
import { suppressedRows, unregisteredRows } from '../plan/plan-again.ts';
import { dropUploads, getRun } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import { mayReschedule } from '../run-view.ts';
import { moveMails } from '../sending/move-mails.ts';
import { hashOfRun } from './lock.ts';
import { assertGuardOfPlan } from './release-guard.ts';
import { assertMayRelease } from './release-right.ts';
import { timeOfRelease } from './release-time.ts';

/** Now, or at a time by the clock of the run's zone; the send window counts besides. */
export async function releaseRun(deps: RunDeps, id: string, at: string | undefined, author: Author): Promise<RunRow> {
  const stored = await hashOfRun(deps.store.read, id);
  const suppressed = await suppressedRows(deps.store.read, id);
  const before = await getRun(deps.store.read, id);
  const unregistered = await unregisteredRows(deps, deps.store.read, before);
  const others = await countReleased(deps.store.read);
  const changed = await changedRows(deps.store.read, before);
  const misdirected = await misdirectedRows(deps.store.read, before);
  const ask = { id, author, from: ['approved'] as const, otherwise: 'Only an approved run can be released.' };
  const released = await changeRun(deps, ask, async (run, tx) => {
    assertApproved(run, stored);
    assertNoneSuppressed(suppressed);
    assertAllRegistered(unregistered);
    assertNoneChanged(changed);
    assertNoneMisdirected(misdirected);
    await assertAlone(tx, others);
    await assertGuardOfPlan(deps, tx, id);
    await assertMayRelease(deps, tx, id, author.id);
    const now = deps.clock.now();
    const releaseAt = timeOfRelease(run, at, now);
    await dropUploads(tx, id);
    return { state: 'released', stateReason: '', releasedAt: now, releasedBy: author.name, releaseAt };
  });
  return waiting(deps, released);
}

/**
 * Another time for a run that was released and of which nothing has left; the same rules, and a record of its own. An
 * address that was suppressed since stops nobody else: its e-mail is held when its turn comes.
 */
export async function rescheduleRun(
  deps: RunDeps,
  id: string,
  at: string | undefined,
  author: Author,
): Promise<RunRow> {
  const stored = await hashOfRun(deps.store.read, id);
  const otherwise = 'Only a run that was released and has not begun can be given another time.';
  const ask = { id, author, from: ['released'] as const, otherwise };
  const released = await changeRun(deps, ask, async (run, tx) => {
    if (!mayReschedule(run)) throw new AppError('STATE', `${otherwise} Something of this one was let go already.`);
    assertApproved(run, stored);
    await assertGuardOfPlan(deps, tx, id);
    await assertMayRelease(deps, tx, id, author.id);
    const now = deps.clock.now();
    const releaseAt = timeOfRelease(run, at, now);
    const data = { from: run.state, to: run.state, by: author.name, planHash: run.planHash, releaseAt };
    await insertProof(tx, [{ subject: id, kind: 'run', at: now, data }]);
    return { stateReason: '', releasedAt: now, releasedBy: author.name, releaseAt };
  });
  return waiting(deps, released);
}

/** Its mails are not given up before its time, however long ago the plan was made. */
async function waiting(deps: RunDeps, run: RunRow): Promise<RunRow> {
  if (run.releaseAt !== run.releasedAt) await moveMails(deps, run, 'wait');
  return run;
}

function assertApproved({ approvedHash, planHash }: RunRow, { hash }: { hash: string }): void {
  if (approvedHash === hash && planHash === hash) return;
  throw new AppError('CONFLICT', 'What is stored is not what was approved. Plan the run again.');
}

export function assertNoneSuppressed({ length: rows }: readonly unknown[]): void {
  if (rows === 0) return;
  const sentence = `${rowsHave(rows)} an address that gets no e-mail since the plan was made. Plan the run again.`;
  throw new AppError('STATE', sentence, { details: { rows } });
}

/** By the contacts as they are now. */
export function assertAllRegistered({ length: rows }: readonly unknown[]): void {
  if (rows === 0) return;
  const sentence = `${rowsHave(rows)} an address that its contact does not have any more. Plan the run again.`;
  throw new AppError('STATE', sentence, { details: { rows } });
}

/** By what was sent or released since the plan was made. */
export function assertNoneChanged({ length: rows }: readonly unknown[]): void {
  if (rows === 0) return;
  const sentence = `${rowsHave(rows)} another address than last time: another run for the same people was sent or released since the plan was made. Plan the run again.`;
  throw new AppError('STATE', sentence, { details: { rows } });
}

/** By the documents that were sent or released since the plan was made. */
export function assertNoneMisdirected({ length: rows }: readonly unknown[]): void {
  if (rows === 0) return;
  const sentence = `${rowsHave(rows)} the document of another person: another run with it was sent or released since the plan was made. Plan the run again.`;
  throw new AppError('STATE', sentence, { details: { rows } });
}

async function countReleased(read: Tx): Promise<number> {
  const [row] = await read.sql<{ n: number | string }[]>`SELECT COUNT(*) AS n FROM run WHERE released_at IS NOT NULL`;
  return Number(row?.n ?? 0);
}

/** What another run does was looked at before this transaction: one that was released in between was not seen. */
async function assertAlone(tx: Tx, before: number): Promise<void> {
  if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(hashtext('mailrule release of a run'))`;
  if ((await countReleased(tx)) <= before) return;
  throw new AppError(
    'CONFLICT',
    'Another run was released in this moment, perhaps for the same people. Release again.',
  );
}

export function rowsHave(count: number): string {
  return count === 1 ? '1 row has' : `${count} rows have`;
}
