import type { Route } from '../http/route.ts';
import type { Tx } from '../store/transaction.ts';
import { draftRoutes } from './draft.routes.ts';
import { deleteDraftsOf } from './draft.store.ts';
import type { DraftDeps } from './draft-deps.ts';
import { sweepDrafts } from './sweep-drafts.ts';
import { taskRoutes } from './tasks/task.routes.ts';
import { giveBackTasksOf } from './tasks/task.store.ts';

export interface DraftSlice {
  routes: Route[];
  /** now and then: what is over is deleted */
  sweep(): Promise<number>;
  /** in the transaction that deletes a person */
  forget(tx: Tx, personId: string): Promise<void>;
}

/** E-mails that people write: begun, saved, sent by way of the outbox, and taken back. */
export function createDraftSlice<Prepared>(deps: DraftDeps<Prepared>): DraftSlice {
  return {
    routes: [...draftRoutes(deps), ...taskRoutes(deps)],
    sweep: () => sweepDrafts(deps),
    forget: async (tx, personId) => {
      await deleteDraftsOf(tx, personId);
      await giveBackTasksOf(tx, personId);
    },
  };
}
