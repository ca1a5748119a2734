import type { Route } from '../http/route.ts';
import type { HeldMail, MailCause, PlannedMail } from '../sdk/index.ts';
import type { Tx } from '../store/transaction.ts';
import { cancelEvent, releaseConnector, releaseEvent } from './decisions.ts';
import type { OutboxDeps } from './deps.ts';
import { Dispatcher } from './dispatcher.ts';
import { type Enqueued, insertPrepared, type PreparedMail, prepare } from './enqueue.ts';
import { type OutboxMetrics, outboxMetrics } from './metrics.ts';
import { outboxRoutes } from './outbox.routes.ts';
import { resumeConnector } from './pace.ts';
import { type RunMails, runMails } from './run-mails.ts';

export interface Outbox {
  routes: Route[];
  /** with the caller's open transaction, where there is one */
  prepare(mail: PlannedMail | HeldMail, cause: MailCause, tx?: Tx): Promise<PreparedMail>;
  /** in the caller's transaction; call `wake` after it has committed */
  insert(tx: Tx, mails: PreparedMail[]): Promise<Enqueued[]>;
  release(tx: Tx, eventId: string): Promise<void>;
  cancel(tx: Tx, eventId: string, reason: string): Promise<void>;
  /** a connector was tested well or changed: its queue goes on at once */
  rearm(connectorId: string): Promise<void>;
  /** the mails of payroll runs */
  runs: RunMails;
  wake(): void;
  metrics(): Promise<OutboxMetrics>;
  /** starts sending in this process */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createOutbox(deps: OutboxDeps): Outbox {
  const dispatcher = new Dispatcher(deps);
  const wake = () => dispatcher.wake();
  return {
    routes: outboxRoutes(deps, wake),
    prepare: (mail, cause, tx) => prepare(deps, mail, cause, tx),
    insert: insertPrepared,
    release: (tx, eventId) => releaseEvent(tx, eventId, deps.clock.now()),
    cancel: (tx, eventId, reason) => cancelEvent(tx, eventId, reason, deps.clock.now()),
    rearm: async (connectorId) => {
      await deps.store.grouped(async (tx) => {
        await resumeConnector(tx, connectorId);
        await releaseConnector(tx, connectorId, deps.clock.now());
      });
      wake();
    },
    runs: runMails(deps),
    wake,
    metrics: () => outboxMetrics(deps),
    start: () => dispatcher.start(),
    stop: () => dispatcher.stop(),
  };
}
