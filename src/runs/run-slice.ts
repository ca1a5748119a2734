import type { Route } from '../http/route.ts';
import { itemRoutes } from './item.routes.ts';
import { RunKeeper } from './keeper.ts';
import { createPlanner } from './planner.ts';
import { runRoutes } from './run.routes.ts';
import type { RunDeps } from './run-deps.ts';

/** Payroll runs, put together. */
export interface RunSlice {
  routes: Route[];
  /** a mail of a run failed: resolves when it is known whether the run goes on */
  mailFailed(runId: string): Promise<void>;
  /** goes on with what is planned and sent in this process */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createRunSlice(deps: RunDeps): RunSlice {
  const planner = createPlanner(deps);
  const keeper = new RunKeeper(deps, planner);
  const of = { deps, planner, keeper };
  return {
    routes: [...runRoutes(of), ...itemRoutes(of)],
    mailFailed: (runId) => keeper.mailFailed(runId),
    start: () => keeper.start(),
    stop: async () => {
      await keeper.stop();
      await planner.stop();
      await deps.intake.close();
    },
  };
}
