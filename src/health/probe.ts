import { returned } from '../store/sql.ts';
import type { HealthDeps } from './health-deps.ts';

/** Each of these tries can lock the account, or needs a person. */
const SLOW = [
  'SIGN_IN_REFUSED',
  'APP_PASSWORD_NEEDED',
  'PASSWORD_SIGN_IN_OFF',
  'SIGN_IN_BLOCKED',
  'SIGN_IN_NEEDED',
  'ADDRESS_NOT_ALLOWED',
];

interface Probed {
  id: string;
  /** of somebody's own mailbox */
  owner_id: string | null;
}

interface Due extends Probed {
  failures: number | string | null;
}

/**
 * The circuit, half open: a problematic connector whose pause is over gets one Test connection. Well: it is active again
 * and its queue goes on. Else the pause grows. So it recovers also when nothing is queued for it.
 */
export async function probeProblematic(deps: HealthDeps, signal: AbortSignal): Promise<void> {
  const now = deps.clock.now();
  const due = await deps.store.read.sql<Due[]>`
    SELECT c.id, c.owner_id, p.failures FROM connector c LEFT JOIN connector_pace p ON p.connector_id = c.id
    WHERE c.state = 'problematic' AND (p.paused_until IS NULL OR p.paused_until <= ${now})`;
  for (const { failures, ...of } of due) {
    if (signal.aborted) return;
    await probe(deps, of, Number(failures ?? 0) + 1, signal);
  }
}

async function probe(
  deps: HealthDeps,
  { id, owner_id: owner }: Probed,
  nth: number,
  signal: AbortSignal,
): Promise<void> {
  const { pausesMs, signInPausesMs } = deps.policy;
  if (!(await pause(deps, id, nth, nthOf(pausesMs, nth)))) return;
  try {
    const report = await deps.test(id, owner, signal);
    if (report.ok) return;
    const isSlow = report.steps.some(({ ok, code }) => ok === false && SLOW.includes(code ?? ''));
    if (isSlow) await extend(deps, id, nthOf(signInPausesMs, nth));
  } catch (error) {
    // A test that cannot even begin (a lost key, one that runs already) is tried again after the pause.
    deps.log.info({ err: error, connectorId: id }, 'connector could not be probed');
  }
}

function nthOf(delays: readonly number[], n: number): number {
  return delays[Math.min(n, delays.length) - 1] ?? 60_000;
}

/** Before the test: of several processes one probes, and no worker tries meanwhile. */
async function pause(deps: HealthDeps, id: string, nth: number, ms: number): Promise<boolean> {
  const now = deps.clock.now();
  return deps.store.write(async (tx) => {
    await tx.sql`
      INSERT INTO connector_pace (connector_id, failures, minute_at, minute_count, day_at, day_count)
      VALUES (${id}, 0, 0, 0, 0, 0) ON CONFLICT (connector_id) DO NOTHING`;
    const rows = returned<{ connector_id: string }>(
      await tx.sql`
        UPDATE connector_pace SET paused_until = ${now + ms}, failures = ${nth}
        WHERE connector_id = ${id} AND (paused_until IS NULL OR paused_until <= ${now}) RETURNING connector_id`,
    );
    return rows.length === 1;
  });
}

async function extend(deps: HealthDeps, id: string, ms: number): Promise<void> {
  const until = deps.clock.now() + ms;
  await deps.store.write((tx) => tx.sql`UPDATE connector_pace SET paused_until = ${until} WHERE connector_id = ${id}`);
}
