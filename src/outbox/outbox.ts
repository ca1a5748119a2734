import type { Route } from '../http/route.ts';
import type { HeldMail, MailCause, PlannedMail } from '../sdk/index.ts';
import type { Tx } from '../store/transaction.ts';
import { resumeCopies } from './copies/copy-queue.ts';
import { type Report, type ReportOutcome, type ReportPlace, recordReport } from './decisions/bounces.ts';
import {
  awaitApproval,
  cancelEvent,
  endDeclined,
  holdConnectors,
  releaseConnector,
  releaseEvent,
  takeBack,
} from './decisions/decisions.ts';
import { applyRights } from './decisions/rights.ts';
import { Dispatcher } from './deliver/dispatcher.ts';
import { changeGate, type Gate, readGate } from './deliver/gate.ts';
import { resumeConnector } from './deliver/pace.ts';
import type { OutboxDeps } from './deps.ts';
import { type EndedMails, endedMails } from './ended/ended-mails.ts';
import { type Enqueued, insertPrepared, type PreparedMail, prepare } from './enqueue/enqueue.ts';
import { openGuardMemory } from './enqueue/guard-memory.ts';
import { limitRoutes } from './limits/limit.routes.ts';
import { outboxRoutes } from './list/outbox.routes.ts';
import { type OutboxMetrics, outboxMetrics } from './metrics.ts';
import { provedAccepted } from './proof/proved.ts';
import { moveQueued, type OtherSender } from './runs/move-queued.ts';
import { type RunMails, runMails } from './runs/run-mails.ts';
import { newWorkCounts } from './work-counts.ts';
import type { WorkerRole } from './worker-role.ts';

export interface Outbox {
  routes: Route[];
  /** with the caller's open transaction, where there is one */
  prepare(mail: PlannedMail | HeldMail, cause: MailCause, tx?: Tx): Promise<PreparedMail>;
  /** in the caller's transaction; call `wake` after it has committed */
  insert(tx: Tx, mails: PreparedMail[]): Promise<Enqueued[]>;
  /** the mails of the event, just inserted in this transaction, wait until a person lets them go */
  awaitApproval(tx: Tx, eventId: string): Promise<void>;
  release(tx: Tx, eventId: string): Promise<void>;
  cancel(tx: Tx, eventId: string, reason: string): Promise<void>;
  /** whoever wrote it takes it back, in their transaction; answers the state in which that is too late */
  takeBack(tx: Tx, id: string, by: string): Promise<string | undefined>;
  /** its performer does not send it; why is told with it */
  endDeclined(tx: Tx, of: { id: string; by: string; reason: string }): Promise<void>;
  /** a connector was tested well or changed: its queue goes on at once */
  rearm(connectorId: string): Promise<void>;
  /** Who may use which connector has changed: mails are held or let go. In the caller's transaction. */
  applyRights(tx: Tx): Promise<void>;
  /** what these connectors have not sent yet waits; the reason is told with each mail */
  holdConnectors(tx: Tx, connectorIds: readonly string[], reason: string): Promise<void>;
  /** the other way round: what waits for them takes its turn */
  releaseConnectors(tx: Tx, connectorIds: readonly string[]): Promise<void>;
  /** what follows from the ends of mails is told by these */
  ended: EndedMails;
  /** the mails of payroll runs */
  runs: RunMails;
  wake(): void;
  /** queued mails of a connector that does not work go through another one, where their rules allow it */
  moveQueued(connectorId: string, other: OtherSender): Promise<number>;
  /** guard or stop, changed in this transaction; when it resolves nothing is sent under the old ones any more */
  changeGate<T>(change: (tx: Tx) => Promise<T>): Promise<T>;
  readGate(): Promise<Gate>;
  /** what a mail server says of a mail after it was accepted */
  recordReport(place: ReportPlace, report: Report): Promise<ReportOutcome>;
  /** a message that was received proves that an uncertain mail was accepted */
  proved(tx: Tx, id: string, detail: string): Promise<boolean>;
  metrics(): Promise<OutboxMetrics>;
  /** starts sending in this process, or the part of it that is its role */
  start(role?: WorkerRole): Promise<void>;
  stop(): Promise<void>;
}

export function createOutbox(deps: OutboxDeps): Outbox {
  deps.counts ??= newWorkCounts();
  const dispatcher = new Dispatcher(deps);
  const { doorbell } = deps.store;
  const wake = () => {
    dispatcher.wake();
    doorbell.ring();
  };
  const guards = openGuardMemory(deps);
  return {
    routes: [...outboxRoutes(deps, wake), ...limitRoutes(deps, wake)],
    prepare: (mail, cause, tx) => prepare({ ...deps, guards }, mail, cause, tx),
    insert: insertPrepared,
    awaitApproval: (tx, eventId) => awaitApproval(tx, eventId, deps.clock.now()),
    release: (tx, eventId) => releaseEvent(tx, eventId, deps.clock.now()),
    cancel: (tx, eventId, reason) => cancelEvent(tx, eventId, reason, deps.clock.now()),
    takeBack: (tx, id, by) => takeBack(deps, tx, { id, by }),
    endDeclined: (tx, of) => endDeclined(deps, tx, of),
    rearm: async (connectorId) => {
      await deps.store.grouped((tx) => goOn(deps, tx, connectorId));
      wake();
    },
    applyRights: (tx) => applyRights(deps, tx),
    releaseConnectors: async (tx, ids) => {
      for (const id of ids) await goOn(deps, tx, id);
    },
    holdConnectors: (tx, ids, reason) => holdConnectors(tx, ids, reason, deps.clock.now()),
    ended: endedMails,
    runs: runMails(deps),
    wake,
    changeGate: async (change) => {
      const changed = await changeGate(deps.store, deps.clock.now(), change);
      guards.forget();
      wake();
      return changed;
    },
    readGate: () => readGate(deps.store.read, deps),
    moveQueued: async (connectorId, other) => {
      const moved = await moveQueued(deps, connectorId, other);
      if (moved > 0) wake();
      return moved;
    },
    recordReport: (place, report) => recordReport(deps, place, report),
    proved: (tx, id, detail) => provedAccepted(tx, { id, detail, data: { detail } }, deps.clock.now()),
    metrics: () => outboxMetrics(deps),
    start: async (role) => {
      await dispatcher.start(role);
      if (await doorbell.listen(() => dispatcher.wake())) return;
      deps.log.warn(
        {},
        'the database tells no processes of new work (PgBouncer pooling transactions?): work is looked for each second',
      );
    },
    stop: () => dispatcher.stop(),
  };
}

async function goOn(deps: OutboxDeps, tx: Tx, connectorId: string): Promise<void> {
  const now = deps.clock.now();
  await resumeConnector(tx, connectorId);
  await releaseConnector(tx, connectorId, { now, deadlineMs: deps.policy.deadlineMs });
  await resumeCopies(tx, connectorId, now);
}
