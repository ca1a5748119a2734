import type { Route } from '../http/route.ts';
import { tellChanges } from './alerts.ts';
import { bounceRateRoutes } from './bounce-rates.routes.ts';
import { type BounceRates, createBounceRates } from './bounce-rates.ts';
import { remindOfConsents } from './consent-reminders.ts';
import { findDefaultSender } from './default-sender.ts';
import { healthRoutes } from './health.routes.ts';
import type { HealthDeps } from './health-deps.ts';
import { mailHoursRoutes } from './mail-hours.routes.ts';
import { probeProblematic } from './probe.ts';
import { deliverWebhooks } from './webhook.ts';

export interface HealthSlice {
  routes: Route[];
  bounceRates: BounceRates;
  /** watches connectors in this process until `stop` */
  start(): void;
  stop(): Promise<void>;
}

const EVERY_MS = 2_000;

export function createHealthSlice<Prepared>(given: HealthDeps<Prepared>): HealthSlice {
  // What the outbox prepares goes back to it as it came.
  const deps = given as unknown as HealthDeps;
  const ended = new AbortController();
  let watching: Promise<void> | undefined;
  const parts = [
    () => tellChanges(deps),
    () => remindOfConsents(deps),
    () => moveQueues(deps),
    () => deliverWebhooks(deps, ended.signal),
    () => probeProblematic(deps, ended.signal),
  ];
  const loop = async () => {
    while (!ended.signal.aborted) {
      for (const part of parts) {
        // One that fails must not keep the others from their work.
        await part().catch((error: unknown) => deps.log.error({ err: error }, 'health: trying again'));
      }
      await deps.clock.sleep(EVERY_MS, ended.signal);
    }
  };
  const bounceRates = createBounceRates(deps);
  return {
    bounceRates,
    routes: [...healthRoutes(deps), ...mailHoursRoutes(deps), ...bounceRateRoutes(bounceRates)],
    start: () => {
      watching ??= loop();
    },
    stop: async () => {
      ended.abort();
      await watching;
    },
  };
}

/** What waits for a connector that does not work goes through the default sender where its rule allows it. */
async function moveQueues(deps: HealthDeps): Promise<void> {
  const rows = await deps.store.read.sql<{ id: string }[]>`
    SELECT c.id FROM connector c WHERE c.state = 'problematic' AND EXISTS (
      SELECT 1 FROM delivery d WHERE d.connector_id = c.id AND d.state = 'queued')`;
  for (const { id } of rows) {
    const sender = await findDefaultSender(deps, [id]);
    if (sender === undefined) continue;
    const { defaultMailbox } = await deps.loadSenderSettings();
    const moved = await deps.outbox.moveQueued(id, { sender, replyTo: defaultMailbox.replyTo });
    if (moved > 0)
      deps.log.warn({ connectorId: id, to: sender.id, moved }, 'queued e-mails go through the default sender');
  }
}
