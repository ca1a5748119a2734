import type { RunRow } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { keepLease } from '../run.store.ts';
import type { RunDeps, RunRule } from '../run-deps.ts';
import type { Choices } from '../run-options.ts';

export const LEASE_MS = 60_000;

/** The planning of one run by this process, for as long as nobody stops it. */
export interface PlanJob {
  deps: RunDeps;
  run: RunRow;
  choices: Choices;
  rule: RunRule;
  token: string;
  signal: AbortSignal;
}

/** Somebody stopped the planning, another process took over, or this one ends: what is stored so far stays. */
export class PlanStopped extends Error {}

/** Stores one part of the work together with how far it is; throws PlanStopped when it is not ours any more. */
export async function storePart(
  job: PlanJob,
  progress: { step: string; done: number; total: number | null },
  part: (tx: Tx) => Promise<void>,
): Promise<void> {
  if (job.signal.aborted) throw new PlanStopped();
  await job.deps.store.write(async (tx) => {
    const until = job.deps.clock.now() + LEASE_MS;
    // First: it locks the run, so that nobody changes its rows meanwhile.
    if (!(await keepLease(tx, { id: job.run.id, token: job.token, until, ...progress }))) throw new PlanStopped();
    await part(tx);
  });
  // Other requests have their turn between two parts.
  await new Promise((resolve) => setImmediate(resolve));
}
