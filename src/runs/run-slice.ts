import type { Route } from '../http/route.ts';
import type { Tx } from '../store/transaction.ts';
import { draftRoutes } from './draft.routes.ts';
import { itemRoutes } from './item.routes.ts';
import { itemMailRoutes } from './item-mail.routes.ts';
import { RunKeeper } from './keeper.ts';
import { createLiveRuns } from './live-runs.ts';
import { ownerRoutes } from './owner.routes.ts';
import { passwordRoutes } from './password.routes.ts';
import { createPlanner } from './planner.ts';
import { redirectRoutes } from './redirect.routes.ts';
import { runRoutes } from './run.routes.ts';
import type { RunDeps } from './run-deps.ts';
import { goOnFinished } from './runs.ts';

/** Payroll runs, put together. */
export interface RunSlice {
  routes: Route[];
  /** the runs that are under way, small enough to be asked for again and again */
  readLive(): Promise<object>;
  /** a mail of a run failed: resolves when it is known whether the run goes on */
  mailFailed(runId: string): Promise<void>;
  /** a person lets one of its mails be tried again, in this transaction */
  goesOn(tx: Tx, runId: string, by: string): Promise<void>;
  /** goes on with what is planned and sent in this process */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createRunSlice(deps: RunDeps): RunSlice {
  const planner = createPlanner(deps);
  const keeper = new RunKeeper(deps, planner);
  const of = { deps, planner, keeper };
  return {
    routes: [
      ...runRoutes(of),
      ...draftRoutes(of),
      ...itemRoutes(of),
      ...redirectRoutes(deps),
      ...itemMailRoutes(of),
      ...ownerRoutes(deps),
      ...passwordRoutes(deps),
    ],
    readLive: createLiveRuns(deps),
    mailFailed: (runId) => keeper.mailFailed(runId),
    goesOn: (tx, runId, by) => goOnFinished(deps, tx, runId, by),
    start: () => keeper.start(),
    stop: async () => {
      await keeper.stop();
      await planner.stop();
      await deps.intake.close();
    },
  };
}
