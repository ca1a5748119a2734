import { type AlertsChange, alertsChangeSchema } from '../../schemas/alerts.gen.ts';
import type { Route, RouteRequest } from '../http/route.ts';
import type { JsonSchema } from '../sdk/index.ts';
import { ALERTS_KEY, findAlertSettings, loadAlertSettings, NO_ALERTS, parseAlerts } from './alert-settings.ts';
import type { HealthDeps } from './health-deps.ts';
import { administratorsOf } from './told-people.ts';
import { tryAlerts } from './try-alerts.ts';

const textOrNull = { type: ['string', 'null'] };
const instantOrNull = { type: ['integer', 'null'], description: 'Milliseconds since 1970' };
const object = (title: string, properties: Record<string, JsonSchema>): JsonSchema => ({
  ...(title === '' ? {} : { title }),
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const line = object('', {
  id: { type: 'string' },
  displayName: { type: 'string' },
  state: { enum: ['incomplete', 'inactive', 'active', 'problematic'] },
  reason: { type: 'string' },
  since: instantOrNull,
  provenAt: { ...instantOrNull, description: 'When a mail server last really took an e-mail, or a test went well' },
  pausedUntil: { ...instantOrNull, description: 'The circuit is open: nothing is tried before' },
  failures: { type: 'integer', description: 'Refusals in a row' },
  consentEndsAt: { ...instantOrNull, description: 'When a person has to consent again, where that is known' },
  queued: { type: 'integer' },
  queuedSince: instantOrNull,
  told: { ...textOrNull, description: 'What administrators were told last: problematic or well' },
  webhookError: textOrNull,
  inboxReadAt: {
    ...instantOrNull,
    description: 'When its inbox was last read, as a whole or for returned e-mails; null: not yet',
  },
  inboxProblem: { ...textOrNull, description: 'Why it could not be read the last time' },
});
const alertsAnswer = object('AlertsSetting', {
  emails: { type: 'array', items: { type: 'string' } },
  defaultEmails: {
    type: 'array',
    items: { type: 'string' },
    description: 'Administrators, who are told while nobody has saved who is; empty from then on',
  },
  webhookUrl: textOrNull,
  hasWebhookSecret: { type: 'boolean', description: 'The secret itself is never answered' },
});
const triedAnswer = object('TriedAlerts', {
  emails: { type: 'integer', description: 'How many e-mails are on their way' },
  emailProblem: { ...textOrNull, description: 'Why none is' },
  webhook: { enum: ['none', 'delivered', 'failed'] },
  webhookProblem: textOrNull,
});

interface HealthRow {
  id: string;
  display_name: string;
  state: string;
  state_reason: string;
  state_at: number | string;
  tested_at: number | string | null;
  proven_at: number | string | null;
  paused_until: number | string | null;
  failures: number | string | null;
  consent_ends_at: number | string | null;
  queued: number | string;
  oldest: number | string | null;
  told: string | null;
  webhook_error: string | null;
  checked_at: number | string | null;
  problem: string | null;
  synced_at: number | string | null;
  sync_state: string | null;
  sync_problem: string | null;
}

/** Figures of all connectors, and who is told when one stops working. */
export function healthRoutes(deps: HealthDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/health/connectors',
      id: 'listConnectorHealth',
      summary: 'State, last proof, circuit and queue of every connector',
      tag: 'health',
      allow: ['administrator', 'manage_data_sources'],
      answer: {
        status: 200,
        description: 'The troubled ones first',
        schema: object('ConnectorHealthList', { items: { type: 'array', items: line } }),
      },
      handler: async () => ({ body: { items: await listHealth(deps) } }),
    },
    {
      method: 'GET',
      path: '/settings/alerts',
      id: 'getAlerts',
      summary: 'Who is told when a connector stops working',
      tag: 'settings',
      allow: ['administrator'],
      answer: { status: 200, description: 'The setting', schema: alertsAnswer },
      handler: () => answerOf(deps),
    },
    {
      method: 'PUT',
      path: '/settings/alerts',
      id: 'putAlerts',
      audit: 'settings',
      summary:
        'Set who is told, by e-mail and by a signed webhook, when a connector stops working and when it is well again',
      tag: 'settings',
      allow: ['administrator'],
      body: alertsChangeSchema,
      answer: { status: 200, description: 'The setting as stored', schema: alertsAnswer },
      handler: (request) => put(deps, request),
    },
    {
      method: 'POST',
      path: '/settings/alerts/test',
      id: 'testAlerts',
      audit: 'settings',
      summary: 'Tell everybody who is told, by e-mail and webhook, that this is a test',
      tag: 'settings',
      allow: ['administrator'],
      answer: { status: 200, description: 'What became of it', schema: triedAnswer },
      handler: async ({ signal }) => ({ body: await tryAlerts(deps, signal) }),
    },
  ];
}

async function listHealth({ store }: HealthDeps) {
  const rows = await store.read.sql<HealthRow[]>`
    SELECT c.id, c.display_name, c.state, c.state_reason, c.state_at, c.tested_at, p.proven_at, p.paused_until, p.failures,
      (SELECT COUNT(*) FROM delivery d WHERE d.connector_id = c.id AND d.state = 'queued') AS queued,
      (SELECT MIN(d.created_at) FROM delivery d WHERE d.connector_id = c.id AND d.state = 'queued') AS oldest,
      a.state AS told, a.webhook_error, o.consent_ends_at, m.checked_at, m.problem,
      w.synced_at, w.state AS sync_state, w.problem AS sync_problem
    FROM connector c LEFT JOIN connector_pace p ON p.connector_id = c.id
      LEFT JOIN connector_alert a ON a.connector_id = c.id AND a.kind = 'health'
      LEFT JOIN oauth_authorization o ON o.connector_id = c.id
      LEFT JOIN mailbox_cursor m ON m.connector_id = c.id
      LEFT JOIN mailbox w ON w.id = c.id AND w.read <> 'off'
    WHERE c.owner_id IS NULL
    ORDER BY CASE c.state WHEN 'problematic' THEN 0 ELSE 1 END, c.display_name_key`;
  const instant = (value: number | string | null) => (value === null ? null : Number(value));
  return rows.map((row) => ({
    id: row.id,
    displayName: row.display_name,
    state: row.state,
    reason: row.state_reason,
    since: instant(row.state_at),
    provenAt: Math.max(Number(row.proven_at ?? 0), Number(row.tested_at ?? 0)) || null,
    pausedUntil: instant(row.paused_until),
    failures: Number(row.failures ?? 0),
    consentEndsAt: instant(row.consent_ends_at),
    queued: Number(row.queued),
    queuedSince: instant(row.oldest),
    told: row.told,
    webhookError: row.webhook_error,
    ...inboxOf(row),
  }));
}

/** A mailbox that is read as a whole is not looked at for reports beside: what was later counts. */
function inboxOf(row: HealthRow): { inboxReadAt: number | null; inboxProblem: string | null } {
  const [synced, checked] = [Number(row.synced_at ?? 0), Number(row.checked_at ?? 0)];
  const problem = row.sync_state === 'failed' ? row.sync_problem : synced > checked ? null : row.problem;
  return { inboxReadAt: Math.max(synced, checked) || null, inboxProblem: problem };
}

async function answerOf({ store }: HealthDeps) {
  const saved = await findAlertSettings(store);
  const { emails, webhookUrl, webhookSecret } = saved ?? NO_ALERTS;
  const defaultEmails = saved === undefined ? await administratorsOf(store) : [];
  return { body: { emails, defaultEmails, webhookUrl, hasWebhookSecret: webhookSecret !== null } };
}

async function put(deps: HealthDeps, { body, caller }: RouteRequest) {
  const value = parseAlerts(body as AlertsChange, await loadAlertSettings(deps.store), deps.secrets);
  const now = deps.clock.now();
  await deps.store.write(
    (tx) => tx.sql`
      INSERT INTO setting (key, value, modified_at, modified_by)
      VALUES (${ALERTS_KEY}, ${JSON.stringify(value)}, ${now}, ${caller.name})
      ON CONFLICT (key) DO UPDATE
        SET value = excluded.value, modified_at = excluded.modified_at, modified_by = excluded.modified_by`,
  );
  return answerOf(deps);
}
