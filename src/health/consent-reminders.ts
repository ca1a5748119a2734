import { CONSENT_REMIND_MS } from '../sdk/index.ts';
import { returned } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { prepareAlertMails } from './alert-mails.ts';
import { loadAlertSettings } from './alert-settings.ts';
import { findDefaultSender } from './default-sender.ts';
import type { HealthDeps } from './health-deps.ts';

type Stage = 'ends_soon' | 'ended';

interface DueConsent {
  id: string;
  display_name: string;
  account: string;
  ends_at: number | string;
  /** of a mailbox of somebody's own: where its owner is told */
  own_address: string | null;
}

/**
 * Tells that a consent ends: once in the last days before, once when it is over; a new consent begins anew. Of the
 * organisation's mailboxes administrators are told, of a mailbox of one's own its owner. What nobody could be told yet, as
 * nothing can send, is told later.
 */
export async function remindOfConsents(deps: HealthDeps): Promise<void> {
  const now = deps.clock.now();
  const rows = await deps.store.read.sql<DueConsent[]>`
    SELECT c.id, c.display_name, o.account, o.consent_ends_at AS ends_at, e.address AS own_address
    FROM oauth_authorization o JOIN connector c ON c.id = o.connector_id
      LEFT JOIN email_account e ON e.id = c.id
      LEFT JOIN connector_alert a ON a.connector_id = c.id AND a.kind = 'consent' AND a.of_at = o.consent_ends_at
    WHERE (o.consent_ends_at <= ${now + CONSENT_REMIND_MS} AND a.state IS NULL)
      OR (o.consent_ends_at <= ${now} AND a.state = 'ends_soon')`;
  for (const row of rows) await remind(deps, row, Number(row.ends_at) <= now ? 'ended' : 'ends_soon');
}

async function remind(deps: HealthDeps, row: DueConsent, stage: Stage): Promise<void> {
  const now = deps.clock.now();
  const settings = await loadAlertSettings(deps.store);
  const emails = row.own_address === null ? settings.emails : [row.own_address];
  const sender = await findDefaultSender(deps, stage === 'ended' ? row.id : '');
  const text = wordsOf(row, stage);
  const mails = sender ? await prepareAlertMails(deps, { ...text, important: true }, { emails, sender }) : [];
  const due = row.own_address === null && settings.webhookUrl !== null ? now : null;
  if (mails.length === 0 && due === null) return;
  const told = await deps.store.write(async (tx) => {
    if (!(await claim(tx, row, { stage, reason: text.subject, now, due }))) return false;
    await deps.outbox.insert(tx, mails);
    return true;
  });
  if (!told) return;
  deps.outbox.wake();
  deps.log.info({ connectorId: row.id, stage, emails: mails.length, webhook: due !== null }, 'told of a consent');
}

/** Of several processes one tells. */
async function claim(
  tx: Tx,
  { id, ends_at: endsAt }: DueConsent,
  { stage, reason, now, due }: { stage: Stage; reason: string; now: number; due: number | null },
): Promise<boolean> {
  const rows = returned<{ connector_id: string }>(
    await tx.sql`
      INSERT INTO connector_alert (connector_id, kind, state, reason, of_at, told_at, webhook_due_at, webhook_attempts)
      VALUES (${id}, 'consent', ${stage}, ${reason}, ${Number(endsAt)}, ${now}, ${due}, 0)
      ON CONFLICT (connector_id, kind) DO UPDATE SET state = excluded.state, reason = excluded.reason,
        of_at = excluded.of_at, told_at = excluded.told_at, webhook_due_at = excluded.webhook_due_at,
        webhook_attempts = 0, webhook_error = NULL
        WHERE connector_alert.state <> excluded.state OR connector_alert.of_at <> excluded.of_at
      RETURNING connector_id`,
  );
  return rows.length > 0;
}

function wordsOf({ display_name: name, account, ends_at: endsAt, own_address: own }: DueConsent, stage: Stage) {
  const day = new Date(Number(endsAt)).toISOString().slice(0, 10);
  const where = own === null ? 'open the data source' : 'open your email accounts';
  const text = [
    `Mailbox: ${account}`,
    stage === 'ended'
      ? 'Its provider may refuse it from now on. What cannot be sent waits and is not lost.'
      : 'Its provider asks for a new consent by then. Until then all goes on.',
    `What to do: ${where} and press Reconnect. Id, rules and history stay. You are told once before, and once when it is over.`,
  ].join('\n\n');
  return stage === 'ended'
    ? { subject: `The permission of "${name}" ended on ${day}`, text }
    : { subject: `The permission of "${name}" ends on ${day}`, text };
}
