import type { Route } from '../http/route.ts';
import type { Clock } from '../sdk/index.ts';
import { linkRecords } from './link-records.ts';
import { proofRoutes } from './proof.routes.ts';
import type { SigningKeyDeps } from './signing-key.ts';

export interface ProofSlice {
  routes: Route[];
  /** links new records in this process, until `stop` */
  start(): void;
  /** resolves when the last batch is linked */
  stop(): Promise<void>;
}

const REST_MS = 1_000;

export function createProofSlice(
  deps: SigningKeyDeps & { clock: Clock; log: { error(fields: object, message: string): void } },
): ProofSlice {
  const ended = new AbortController();
  let linking: Promise<void> | undefined;
  const loop = async () => {
    while (!ended.signal.aborted) {
      try {
        await linkRecords(deps.store, ended.signal);
      } catch (error) {
        deps.log.error({ err: error }, 'proof records not linked yet, trying again');
      }
      await deps.clock.sleep(REST_MS, ended.signal);
    }
  };
  return {
    routes: proofRoutes(deps),
    start: () => {
      linking ??= loop();
    },
    stop: async () => {
      ended.abort();
      await linking;
    },
  };
}
