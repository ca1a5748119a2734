import { createHmac } from 'node:crypto';
import { egressRequest } from '../mail/egress-fetch.ts';
import { returned } from '../store/sql.ts';
import { type AlertSettings, loadAlertSettings, openWebhookSecret } from './alert-settings.ts';
import type { HealthDeps } from './health-deps.ts';
import { webhookProblem } from './webhook-problem.ts';

const MINUTE = 60_000;
const DELAYS_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * 60 * MINUTE, 6 * 60 * MINUTE];

interface DueAlert {
  connector_id: string;
  kind: 'health' | 'consent';
  state: string;
  reason: string;
  /** of a consent: when it ends */
  of_at: number | string | null;
  told_at: number | string;
  webhook_attempts: number;
}

/** Delivers what is due, each signed; a receiver that does not answer is tried again, then given up. */
export async function deliverWebhooks(deps: HealthDeps, signal: AbortSignal): Promise<void> {
  const settings = await loadAlertSettings(deps.store);
  const due = await deps.store.read.sql<DueAlert[]>`
    SELECT connector_id, kind, state, reason, of_at, told_at, webhook_attempts FROM connector_alert
    WHERE webhook_due_at <= ${deps.clock.now()}`;
  for (const alert of due) {
    if (signal.aborted) return;
    if (await take(deps, alert)) await deliver(deps, settings, alert, signal);
  }
}

/** Of several processes one delivers; should it die meanwhile, the next try comes by itself. */
async function take(
  deps: HealthDeps,
  { connector_id: id, kind, webhook_attempts: attempts }: DueAlert,
): Promise<boolean> {
  const next = DELAYS_MS[attempts] === undefined ? null : deps.clock.now() + DELAYS_MS[attempts];
  return deps.store.write(async (tx) => {
    const rows = returned<{ connector_id: string }>(
      await tx.sql`
        UPDATE connector_alert SET webhook_due_at = ${next}, webhook_attempts = ${Number(attempts) + 1}
        WHERE connector_id = ${id} AND kind = ${kind} AND webhook_attempts = ${attempts} AND webhook_due_at IS NOT NULL
        RETURNING connector_id`,
    );
    return rows.length === 1;
  });
}

async function deliver(deps: HealthDeps, settings: AlertSettings, alert: DueAlert, signal: AbortSignal): Promise<void> {
  const { connector_id: id, kind, told_at: toldAt } = alert;
  const problem = await post(deps, settings, alert, signal).catch(webhookProblem);
  // Told anew meanwhile: then that is what is due.
  const told = Number(toldAt);
  await deps.store.write((tx) =>
    problem === undefined
      ? tx.sql`
          UPDATE connector_alert SET webhook_error = NULL, webhook_due_at = NULL
          WHERE connector_id = ${id} AND kind = ${kind} AND told_at = ${told}`
      : tx.sql`
          UPDATE connector_alert SET webhook_error = ${problem}
          WHERE connector_id = ${id} AND kind = ${kind} AND told_at = ${told}`,
  );
  if (problem !== undefined) deps.log.warn({ connectorId: id, problem }, 'webhook not delivered');
}

/** A sentence about what went wrong; undefined: the receiver took it. */
async function post(
  deps: HealthDeps,
  settings: AlertSettings,
  alert: DueAlert,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (settings.webhookUrl === null) return undefined;
  const connector = await deps.findConnector(alert.connector_id);
  const told = {
    event: `connector.${alert.kind === 'consent' ? 'consent_' : ''}${alert.state}`,
    connector: { id: alert.connector_id, displayName: connector?.displayName ?? null },
    reason: alert.reason,
    ...(alert.of_at === null ? {} : { consentEndsAt: new Date(Number(alert.of_at)).toISOString() }),
    at: new Date(Number(alert.told_at)).toISOString(),
  };
  return postSigned(deps, { ...settings, webhookUrl: settings.webhookUrl }, told, signal);
}

/** One signed POST. A sentence about what went wrong; undefined: the receiver took it. */
export async function postSigned(
  deps: HealthDeps,
  settings: AlertSettings & { webhookUrl: string },
  told: object,
  signal: AbortSignal,
): Promise<string | undefined> {
  const body = JSON.stringify(told);
  const headers = {
    'content-type': 'application/json',
    ...signature(openWebhookSecret(settings, deps.secrets), body, deps.clock.now()),
  };
  const { status } = await egressRequest(deps.egress, settings.webhookUrl, { method: 'POST', headers, body, signal });
  return status >= 200 && status < 300 ? undefined : `The receiver answered ${status}.`;
}

/** HMAC SHA-256 over "<seconds>.<body>": the receiver refuses what is old or was changed. */
export function signature(secret: string, body: string, now: number): Record<string, string> {
  const seconds = String(Math.floor(now / 1000));
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'x-mailrule-timestamp': seconds, 'x-mailrule-signature': `sha256=${mac}` };
}
