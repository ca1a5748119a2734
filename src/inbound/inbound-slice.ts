import type { Route } from '../http/route.ts';
import { dueMailboxes } from './cursor.store.ts';
import type { InboundDeps } from './inbound-deps.ts';
import { lookAtMailbox } from './look-at-mailbox.ts';
import { mailboxRoutes } from './mailbox.routes.ts';

export interface InboundSlice {
  routes: Route[];
  /** reads inboxes in this process until `stop` */
  start(): void;
  stop(): Promise<void>;
}

const EVERY_MS = 2_000;
const AT_ONCE = 4;

/** What mail servers say about e-mails later: reports that lie in the inboxes of the connectors that sent them. */
export function createInboundSlice(deps: InboundDeps): InboundSlice {
  const ended = new AbortController();
  const { signal } = ended;
  let reading: Promise<void> | undefined;
  const loop = async () => {
    while (!signal.aborted) {
      await lookAtAll(deps, signal).catch((error: unknown) => deps.log.error({ err: error }, 'inboxes: trying again'));
      await deps.clock.sleep(EVERY_MS, signal);
    }
  };
  return {
    routes: mailboxRoutes(deps),
    start: () => {
      reading ??= loop();
    },
    stop: async () => {
      ended.abort();
      await reading;
    },
  };
}

/** A mailbox that does not answer keeps its turn for a while; the others have theirs meanwhile. */
async function lookAtAll(deps: InboundDeps, signal: AbortSignal): Promise<void> {
  const due = await dueMailboxes(deps.store, deps.clock.now());
  const turn = async () => {
    for (let id = due.shift(); id !== undefined && !signal.aborted; id = due.shift()) {
      await lookAtMailbox(deps, id, { signal });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
}
