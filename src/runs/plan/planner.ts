import { AppError, newId } from '../../sdk/index.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import { moveRun } from '../change-run.ts';
import { dropLease, getRun, lockRun, takeLease } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import type { Choices } from '../run-options.ts';
import { LEASE_MS, type PlanJob, PlanStopped } from './plan-job.ts';
import { planRun } from './plan-run.ts';

/** Plans runs in the background of this process, each by one process at a time. */
export interface Planner {
  /** Resolves when the run is planned, was stopped, or another process has it. Never rejects. */
  plan(runId: string): Promise<void>;
  stop(): Promise<void>;
}

export function createPlanner(deps: RunDeps): Planner {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const plan = (runId: string): Promise<void> => {
    const before = running.get(runId) ?? Promise.resolve();
    const work = before.then(() => (stopping.signal.aborted ? undefined : planOnce(deps, runId, stopping.signal)));
    const done: Promise<void> = work.finally(() => {
      if (running.get(runId) === done) running.delete(runId);
    });
    running.set(runId, done);
    return done;
  };
  return {
    plan,
    stop: async () => {
      stopping.abort();
      await Promise.all(running.values());
    },
  };
}

async function planOnce(deps: RunDeps, id: string, signal: AbortSignal): Promise<void> {
  const token = newId();
  try {
    const now = deps.clock.now();
    const taken = await deps.store.write((tx) => takeLease(tx, { id, token, now, until: now + LEASE_MS }));
    if (!taken) return;
    const run = await getRun(deps.store.read, id);
    await planWith(deps, run, token, signal);
  } catch (error) {
    if (error instanceof PlanStopped) await deps.store.write((tx) => dropLease(tx, { id, token }));
    // The lease ends by itself: whoever looks next goes on where this stopped.
    else deps.log.error({ err: error, runId: id }, 'a run could not be planned, trying again later');
  }
}

/** A file or a choice that cannot be used ends the planning with its sentence. */
async function planWith(deps: RunDeps, run: RunRow, token: string, signal: AbortSignal): Promise<void> {
  try {
    const choices = run.options as Choices;
    const rule = await deps.rules.openRule(run.ruleId, { confidential: choices.confidential });
    const job: PlanJob = { deps, run, choices, rule, token, signal };
    await planRun(job);
  } catch (error) {
    if (!(error instanceof AppError) || error.retryable || error.code === 'INTERNAL') throw error;
    deps.log.warn({ runId: run.id, code: error.code }, 'a run cannot be planned');
    await deps.store.write(async (tx) => {
      const now = await lockRun(tx, run.id);
      if (now.state !== 'planning' || now.lease !== token) return;
      const change = { state: 'draft', stateReason: error.message, step: '', lease: null, leaseUntil: null } as const;
      await moveRun(tx, now, change, { by: null, at: deps.clock.now() });
    });
  }
}
