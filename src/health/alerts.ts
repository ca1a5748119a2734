import { returned } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { prepareAlertMails } from './alert-mails.ts';
import { loadAlertSettings } from './alert-settings.ts';
import { findDefaultSender } from './default-sender.ts';
import type { HealthDeps } from './health-deps.ts';

/** A connector that comes and goes is told about no more often than this: no storm of e-mails. */
export const QUIET_MS = 10 * 60_000;

export interface ConnectorHealth {
  id: string;
  display_name: string;
  state: string;
  state_reason: string;
  state_at: number | string;
  told: 'problematic' | 'well' | null;
  told_at: number | string | null;
}

/** Tells administrators once that a connector stopped working, and once that it is well again. */
export async function tellChanges(deps: HealthDeps): Promise<void> {
  const rows = await deps.store.read.sql<ConnectorHealth[]>`
    SELECT c.id, c.display_name, c.state, c.state_reason, c.state_at, a.state AS told, a.told_at
    FROM connector c LEFT JOIN connector_alert a ON a.connector_id = c.id AND a.kind = 'health'
    WHERE (c.state = 'problematic' AND COALESCE(a.state, 'well') <> 'problematic')
      OR (c.state <> 'problematic' AND a.state = 'problematic')`;
  for (const row of rows) {
    const quietUntil = row.told_at === null ? 0 : Number(row.told_at) + QUIET_MS;
    // That it is well is told at once: somebody may be looking for the fault right now.
    if (row.state === 'problematic' && deps.clock.now() < quietUntil) continue;
    await tell(deps, row);
  }
}

async function tell(deps: HealthDeps, row: ConnectorHealth): Promise<void> {
  const now = deps.clock.now();
  const state = row.state === 'problematic' ? 'problematic' : 'well';
  const settings = await loadAlertSettings(deps.store);
  // Somebody who switched it off or changed it knows.
  const silent = state === 'well' && row.state !== 'active';
  const sender = silent ? undefined : await findDefaultSender(deps, state === 'well' ? '' : row.id);
  const text = { ...words(row, state), important: state === 'problematic' };
  const mails = sender ? await prepareAlertMails(deps, text, { emails: settings.emails, sender }) : [];
  const told = await deps.store.write(async (tx) => {
    const due = silent || settings.webhookUrl === null ? null : now;
    if (!(await claim(tx, { id: row.id, state, reason: row.state_reason, now, due }))) return false;
    await deps.outbox.insert(tx, mails);
    return true;
  });
  if (!told) return;
  deps.outbox.wake();
  const fields = { connectorId: row.id, state, emails: mails.length, webhook: settings.webhookUrl !== null };
  deps.log.warn(fields, 'connector health changed');
}

/** Of several processes one tells. */
async function claim(
  tx: Tx,
  { id, state, reason, now, due }: { id: string; state: string; reason: string; now: number; due: number | null },
): Promise<boolean> {
  const rows = returned<{ connector_id: string }>(
    await tx.sql`
      INSERT INTO connector_alert (connector_id, kind, state, reason, told_at, webhook_due_at, webhook_attempts)
      VALUES (${id}, 'health', ${state}, ${reason}, ${now}, ${due}, 0)
      ON CONFLICT (connector_id, kind) DO UPDATE SET state = excluded.state, reason = excluded.reason,
        told_at = excluded.told_at, webhook_due_at = excluded.webhook_due_at, webhook_attempts = 0, webhook_error = NULL
        WHERE connector_alert.state <> excluded.state
      RETURNING connector_id`,
  );
  return rows.length > 0;
}

function words({ display_name: name, state_reason: reason, state_at: at }: ConnectorHealth, state: string) {
  const since = new Date(Number(at)).toISOString().replace('T', ' ').slice(0, 16);
  if (state === 'well') {
    return {
      subject: `The connector "${name}" works again`,
      text: `It works again since ${since} UTC. What waited for it is on its way.`,
    };
  }
  return {
    subject: `The connector "${name}" does not work`,
    text: [
      `Since ${since} UTC: ${reason}`,
      'E-mails that may use another sender go through the default mailbox; the others wait and are not lost.',
      'What to do: open the data source, and use Test connection or Reconnect. You are told once, and again when it is well.',
    ].join('\n\n'),
  };
}
