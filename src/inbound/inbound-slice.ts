import { hostname } from 'node:os';
import type { Caller, Route } from '../http/route.ts';
import { openReceivedReader, type ReceivedReader } from '../mail/received-thread.ts';
import type { ReceivedForRule } from '../sdk/index.ts';
import { conversationRoutes } from './conversations/conversation.routes.ts';
import { joinSent, leaveSent } from './conversations/join-conversation.ts';
import { type MessagePlace, sourceOf } from './conversations/show-message.ts';
import { dueMailboxes } from './cursor.store.ts';
import type { InboundDeps } from './inbound-deps.ts';
import { lookAtMailbox } from './look-at-mailbox.ts';
import { mailboxRoutes } from './mailbox.routes.ts';
import { assertMay, assertMayRead, receivedRoutes } from './received.routes.ts';
import { receivedForRule } from './received-for-rule.ts';
import { INBOUND_PACE, type SyncDeps } from './sync-deps.ts';
import { createSyncWorker } from './sync-worker.ts';

export interface InboundSlice {
  routes: Route[];
  /** what a rule sees of a received e-mail; undefined: it is not stored any more */
  readForRule(id: string): Promise<ReceivedForRule | undefined>;
  /** what answers to received messages are made of */
  received: Received;
  /** reads inboxes in this process until `stop` */
  start(): void;
  stop(): Promise<void>;
}

export interface Received {
  reader: Pick<ReceivedReader, 'read' | 'view' | 'file'>;
  assertMayRead(mailboxId: string, caller: Caller): Promise<void>;
  source(place: MessagePlace): Promise<Buffer>;
  joins: typeof joinSent;
  leaves: typeof leaveSent;
}

const EVERY_MS = 2_000;
const AT_ONCE = 4;

/**
 * What comes in: reports of mail servers about what a connector sent, which are looked for in its inbox; and whole messages
 * of the mailboxes that somebody wants read.
 */
export function createInboundSlice(deps: InboundDeps): InboundSlice {
  const syncDeps = syncDepsOf(deps);
  const worker = createSyncWorker(syncDeps);
  const viewer = openReceivedReader(deps.readMs);
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
    routes: [
      ...mailboxRoutes(deps),
      ...receivedRoutes(syncDeps, worker.wake),
      ...conversationRoutes({
        store: deps.store,
        clock: deps.clock,
        viewer,
        assertMayRead: (request) => assertMay(syncDeps, request),
      }),
    ],
    readForRule: (id) => receivedForRule({ store: deps.store, reader: viewer }, id),
    received: {
      reader: viewer,
      assertMayRead: (id, caller) => assertMayRead(syncDeps, id, caller),
      source: (place) => sourceOf(deps, place),
      joins: joinSent,
      leaves: leaveSent,
    },
    start: () => {
      reading ??= loop();
      worker.start();
    },
    stop: async () => {
      ended.abort();
      await Promise.all([reading, worker.stop(), viewer.close()]);
    },
  };
}

function syncDepsOf({ store, clock, log, egress, ...ports }: InboundDeps): SyncDeps {
  const { openConnector, markProblematic, assertMay, recordReport, proved } = ports;
  return {
    ...{ store, clock, log, egress, processName: `${hostname()} ${process.pid}` },
    pace: { ...INBOUND_PACE, ...ports.pace },
    reader: openReceivedReader(ports.readMs),
    connectors: { open: openConnector, markProblematic, assertMay },
    outbox: { recordReport, proved },
    received: ports.received,
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
