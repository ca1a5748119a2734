import type { Route } from '../http/route.ts';
import type { Tx } from '../store/transaction.ts';
import { draftRoutes } from './drafts/draft.routes.ts';
import { ownerRoutes } from './owner.routes.ts';
import { passwordRoutes } from './passwords/password.routes.ts';
import { createPlanner } from './plan/planner.ts';
import { confirmRoutes } from './rows/confirm.routes.ts';
import { itemRoutes } from './rows/item.routes.ts';
import { itemMailRoutes } from './rows/item-mail.routes.ts';
import { runRoutes } from './run.routes.ts';
import type { RunDeps } from './run-deps.ts';
import { goOnWith, type TriedAgain } from './runs.ts';
import { tellTakenBack } from './sending/end-reason.ts';
import { RunKeeper } from './sending/keeper.ts';
import { createLiveRuns } from './sending/live-runs.ts';
import { redirectRoutes } from './sending/redirect.routes.ts';

/** Payroll runs, put together. */
export interface RunSlice {
  routes: Route[];
  /** the runs that are under way, small enough to be asked for again and again */
  readLive(): Promise<object>;
  /** a mail of a run failed: resolves when it is known whether the run goes on */
  mailFailed(runId: string): Promise<void>;
  /** a person lets one of its mails be tried again, in this transaction; answers why it has to wait */
  goesOn(tx: Tx, again: TriedAgain): Promise<string | undefined>;
  /** a person took back one of its mails, in this transaction */
  mailTakenBack(tx: Tx, runId: string, by: string): Promise<void>;
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
      ...confirmRoutes(of),
      ...redirectRoutes(deps),
      ...itemMailRoutes(of),
      ...ownerRoutes(deps),
      ...passwordRoutes(deps),
    ],
    readLive: createLiveRuns(deps),
    mailFailed: (runId) => keeper.mailFailed(runId),
    goesOn: (tx, again) => goOnWith(deps, tx, again),
    mailTakenBack: (tx, runId, by) => tellTakenBack(deps, tx, runId, by),
    start: () => keeper.start(),
    stop: async () => {
      await keeper.stop();
      await planner.stop();
      await deps.intake.close();
    },
  };
}
