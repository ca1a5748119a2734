import type { OutboxDeps } from './deps.ts';
import { newWorkCounts, type WorkCounts } from './work-counts.ts';

export interface OutboxMetrics {
  /** deliveries by state, open ones only */
  open: Record<string, number>;
  /** Sent copies not yet filed */
  copiesOpen: number;
  /** open, due for more than ten minutes, and their connector is not paused: must be 0 */
  overdue: number;
  /** age of the oldest waiting e-mail, in seconds */
  oldestSeconds: number;
  /** of this process */
  work: WorkCounts;
}

const OVERDUE_MS = 10 * 60_000;

export async function outboxMetrics(deps: OutboxDeps): Promise<OutboxMetrics> {
  const now = deps.clock.now();
  const { read } = deps.store;
  const states = await read.sql<{ state: string; n: number | string; oldest: number | string }[]>`
    SELECT state, COUNT(*) AS n, MIN(created_at) AS oldest FROM delivery WHERE due_at IS NOT NULL GROUP BY state`;
  const copies = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM sent_copy WHERE due_at IS NOT NULL`;
  const overdue = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM delivery d WHERE d.due_at < ${now - OVERDUE_MS} AND NOT EXISTS (
      SELECT 1 FROM connector_pace p WHERE p.connector_id = d.connector_id AND p.paused_until > ${now - OVERDUE_MS})`;
  const waiting = states.filter((row) => row.state === 'queued' || row.state === 'sending');
  const oldest = Math.min(now, ...waiting.map((row) => Number(row.oldest)));
  return {
    open: Object.fromEntries(states.map((row) => [row.state, Number(row.n)])),
    copiesOpen: Number(copies[0]?.n ?? 0),
    overdue: Number(overdue[0]?.n ?? 0),
    oldestSeconds: Math.round((now - oldest) / 1000),
    work: deps.counts ?? newWorkCounts(),
  };
}
