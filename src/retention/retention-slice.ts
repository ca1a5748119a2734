import type { Route } from '../http/route.ts';
import { purgeDue, type RetentionDeps } from './purge.ts';
import { retentionRoutes } from './retention.routes.ts';

export interface RetentionSlice {
  routes: Route[];
  /** deletes what is due in this process, until `stop` */
  start(): void;
  /** resolves when the last batch is through */
  stop(): Promise<void>;
}

const EVERY_MS = 5 * 60_000;

export function createRetentionSlice(deps: RetentionDeps): RetentionSlice {
  const ended = new AbortController();
  let purging: Promise<void> | undefined;
  const loop = async () => {
    while (!ended.signal.aborted) {
      try {
        const purged = await purgeDue(deps, ended.signal);
        if (purged.mails + purged.files + purged.received > 0)
          deps.log.info(purged, 'contents deleted by the retention setting');
      } catch (error) {
        deps.log.error({ err: error }, 'what is due could not be deleted, trying again');
      }
      await deps.clock.sleep(EVERY_MS, ended.signal);
    }
  };
  return {
    routes: retentionRoutes(deps),
    start: () => {
      purging ??= loop();
    },
    stop: async () => {
      ended.abort();
      await purging;
    },
  };
}
