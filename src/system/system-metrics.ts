import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricFamily } from '../http/metrics.ts';
import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';

interface Deps {
  store: Store;
  clock: Clock;
}

const RESOLUTION_MS = 10;
const NS_PER_S = 1e9;

/** Connectors, mailboxes and the switch that stops sending, as the database has them; the same in every process. */
export async function systemFamilies({ store, clock }: Deps): Promise<MetricFamily[]> {
  const { read } = store;
  const now = clock.now();
  const states = await read.sql<{ state: string; n: number | string }[]>`
    SELECT state, COUNT(*) AS n FROM connector GROUP BY state`;
  const [paused] = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM connector_pace WHERE paused_until > ${now}`;
  const [lag] = await read.sql<{ at: number | string | null }[]>`
    SELECT MIN(COALESCE(proven_at, created_at)) AS at FROM mailbox WHERE read <> 'off' AND state <> 'none'`;
  const [stop] = await read.sql<{ value: string }[]>`SELECT value FROM setting WHERE key = 'sending-stop'`;
  const stopped = stop !== undefined && (JSON.parse(stop.value) as { stopped: object | null }).stopped !== null;
  const lagMs = lag?.at ? now - Number(lag.at) : 0;
  const byState = new Map(states.map(({ state, n }) => [state, Number(n)]));
  const connectors = ['active', 'problematic', 'inactive', 'incomplete'].map((state) => ({
    labels: { state },
    value: byState.get(state) ?? 0,
  }));
  return [
    { name: 'mailrule_connectors', help: 'Connectors by state.', type: 'gauge', samples: connectors },
    gauge('mailrule_connectors_paused', 'Connectors that wait after refusals.', Number(paused?.n ?? 0)),
    gauge(
      'mailrule_mailbox_silence_seconds',
      'Longest time since a read mailbox last answered.',
      Math.round(lagMs / 1000),
    ),
    gauge('mailrule_sending_stopped', '1 while all sending is stopped.', stopped ? 1 : 0),
  ];
}

/** How late the event loop of this process comes: the worst hundredth since the last question. */
export function openLoopDelay(): { family(): MetricFamily; stop(): void } {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return {
    family: () => {
      const worst = Math.max(0, histogram.percentile(99) / NS_PER_S - RESOLUTION_MS / 1000);
      histogram.reset();
      return gauge('mailrule_event_loop_delay_seconds', 'How late the event loop comes, 99th percentile.', worst);
    },
    stop: () => void histogram.disable(),
  };
}

function gauge(name: string, help: string, value: number): MetricFamily {
  return { name, help, type: 'gauge', samples: [{ value }] };
}
