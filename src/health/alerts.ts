import { returned } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { prepareAlertMails, tellOnce } from './alert-mails.ts';
import { alertWords, type ConnectorHealth } from './alert-words.ts';
import { findDefaultSender } from './default-sender.ts';
import type { HealthDeps } from './health-deps.ts';
import { loadToldPeople } from './told-people.ts';

/** A connector that comes and goes is told about no more often than this: no storm of e-mails. */
export const QUIET_MS = 10 * 60_000;

/**
 * Tells once that a connector stopped working, and once that it is well again: of the organisation's the administrators, of
 * a mailbox of one's own its owner and nobody else. It is told at once; those that one look finds together, as after a
 * failure of the network, are one e-mail.
 */
export async function tellChanges(deps: HealthDeps): Promise<void> {
  const rows = await deps.store.read.sql<ConnectorHealth[]>`
    SELECT c.id, c.display_name, c.state, c.state_reason, c.state_at, a.state AS told, a.told_at, e.address AS own_address
    FROM connector c LEFT JOIN email_account e ON e.id = c.id
      LEFT JOIN connector_alert a ON a.connector_id = c.id AND a.kind = 'health'
    WHERE (c.state = 'problematic' AND COALESCE(a.state, 'well') <> 'problematic')
      OR (c.state <> 'problematic' AND a.state = 'problematic')
    ORDER BY c.id`;
  const now = deps.clock.now();
  const ill = rows.filter(({ state, told_at: at }) => {
    return state === 'problematic' && (at === null || now >= Number(at) + QUIET_MS);
  });
  // That it is well is told at once: somebody may be looking for the fault right now.
  const well = rows.filter(({ state }) => state === 'active');
  // Somebody who switched it off or changed it knows.
  const known = rows.filter(({ state }) => state !== 'problematic' && state !== 'active');
  await tell(deps, ill, 'problematic');
  await tell(deps, well, 'well');
  for (const row of known) await tellOnce(deps, [], [(tx) => claim(tx, claimOf(row, 'well', now, null))]);
}

async function tell(deps: HealthDeps, rows: readonly ConnectorHealth[], state: 'problematic' | 'well'): Promise<void> {
  if (rows.length === 0) return;
  const ill = state === 'well' ? [] : rows.map(({ id }) => id);
  const sender = await findDefaultSender(deps, ill);
  for (const address of new Set(rows.map(({ own_address: own }) => own))) {
    const of = rows.filter(({ own_address: own }) => own === address);
    const { emails, webhookUrl } =
      address === null ? await loadToldPeople(deps.store) : { emails: [address], webhookUrl: null };
    const words = alertWords(of, state, address === null ? 'organisation' : 'own');
    const text = { ...words, important: state === 'problematic' };
    const mails = sender ? await prepareAlertMails(deps, text, { emails, sender }) : [];
    const now = deps.clock.now();
    const due = webhookUrl === null ? null : now;
    const claims = of.map((row) => (tx: Tx) => claim(tx, claimOf(row, state, now, due)));
    if (!(await tellOnce(deps, mails, claims))) continue;
    for (const { id } of of) {
      const fields = { connectorId: id, state, emails: mails.length, webhook: webhookUrl !== null };
      deps.log.warn(fields, 'connector health changed');
    }
  }
}

function claimOf(row: ConnectorHealth, state: string, now: number, due: number | null): Claim {
  return { id: row.id, state, reason: row.state_reason, now, due };
}

interface Claim {
  id: string;
  state: string;
  reason: string;
  now: number;
  /** when the webhook is */
  due: number | null;
}

/** Of several processes one tells. */
async function claim(tx: Tx, { id, state, reason, now, due }: Claim): Promise<boolean> {
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
