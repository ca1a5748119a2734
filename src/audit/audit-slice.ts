import type { Audit, Route } from '../http/route.ts';
import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { auditRoutes } from './audit.routes.ts';
import { appendAudit } from './audit.store.ts';
import { beginAudit, endAudit, settleAudit } from './open-audit.store.ts';

/** Keeps who did what, and answers it. `operations`: of the whole API, for what each of them does. */
export function createAuditSlice({ store, clock, operations }: { store: Store; clock: Clock; operations: Route[] }): {
  routes: Route[];
  audit: Audit;
  /** Makes records of what dead processes had begun. */
  settle(): Promise<void>;
} {
  const summaryOf = (action: string) => operations.find(({ id }) => id === action)?.summary ?? action;
  return {
    routes: auditRoutes({ store, summaryOf }),
    audit: {
      begin: (entry) => beginAudit(store, entry, clock.now()),
      end: async (entry, begun) => {
        if (entry === undefined && begun === undefined) return;
        await store.write(async (tx) => {
          if (entry !== undefined) await appendAudit(tx, entry, clock.now());
          if (begun !== undefined) await endAudit(tx, begun);
        });
      },
    },
    settle: () => settleAudit(store, clock.now()),
  };
}
