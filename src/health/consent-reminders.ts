import { CONSENT_REMIND_MS } from '../sdk/index.ts';
import { returned } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { prepareAlertMails, tellOnce } from './alert-mails.ts';
import { type DueConsent, reminderWords, type Stage } from './consent-words.ts';
import { findDefaultSender } from './default-sender.ts';
import type { HealthDeps } from './health-deps.ts';
import { loadToldPeople } from './told-people.ts';

/** A person gets one e-mail of reminders in this time, however many consents end. */
const DIGEST_MS = 24 * 3_600_000;

/**
 * Tells that consents end: of each once in the last days before, once when it is over; a new consent begins anew. Of the
 * organisation's mailboxes administrators are told, of a mailbox of one's own its owner. What falls due together is one
 * e-mail for each person; what falls due within a day of the last one waits for the end of that day. What nobody could be
 * told yet, as nothing can send, is told later.
 */
export async function remindOfConsents(deps: HealthDeps): Promise<void> {
  const now = deps.clock.now();
  const due = await dueConsents(deps, now);
  if (due.length === 0) return;
  const { emails, webhookUrl } = await loadToldPeople(deps.store);
  const toldOf = (row: Pick<DueConsent, 'own_address'>) => (row.own_address === null ? emails : [row.own_address]);
  const recent = new Set((await toldSince(deps, now - DIGEST_MS)).flatMap(toldOf).map(keyOf));
  const rows = due.filter((row) => !toldOf(row).some((address) => recent.has(keyOf(address))));
  const ended = rows.filter((row) => stageOf(row, now) === 'ended').map(({ id }) => id);
  const sender = await findDefaultSender(deps, ended);
  const mailed = sender ? rows : [];
  const people = new Map(mailed.flatMap(toldOf).map((address) => [keyOf(address), address]));
  const mails: unknown[] = [];
  for (const [key, address] of people) {
    const of = mailed.filter((row) => toldOf(row).some((one) => keyOf(one) === key));
    const text = { ...reminderWords(of.map((row) => ({ row, stage: stageOf(row, now) }))), important: true };
    if (sender) mails.push(...(await prepareAlertMails(deps, text, { emails: [address], sender })));
  }
  const hooked = (row: DueConsent) => (row.own_address === null && webhookUrl !== null ? now : null);
  const told = rows.filter((row) => hooked(row) !== null || (mailed.includes(row) && toldOf(row).length > 0));
  if (told.length === 0) return;
  const claims = told.map((row) => {
    const stage = stageOf(row, now);
    const reason = reminderWords([{ row, stage }]).subject;
    return (tx: Tx) => claim(tx, row, { stage, reason, now, due: hooked(row) });
  });
  if (!(await tellOnce(deps, mails, claims))) return;
  deps.log.info({ connectorIds: told.map(({ id }) => id), emails: mails.length }, 'told of consents');
}

function dueConsents({ store }: HealthDeps, now: number): Promise<DueConsent[]> {
  return store.read.sql<DueConsent[]>`
    SELECT c.id, c.display_name, o.account, o.consent_ends_at AS ends_at, e.address AS own_address
    FROM oauth_authorization o JOIN connector c ON c.id = o.connector_id
      LEFT JOIN email_account e ON e.id = c.id
      LEFT JOIN connector_alert a ON a.connector_id = c.id AND a.kind = 'consent' AND a.of_at = o.consent_ends_at
    WHERE (o.consent_ends_at <= ${now + CONSENT_REMIND_MS} AND a.state IS NULL)
      OR (o.consent_ends_at <= ${now} AND a.state = 'ends_soon')
    ORDER BY o.consent_ends_at, c.id`;
}

/** Whose reminders went since then. */
function toldSince({ store }: HealthDeps, since: number): Promise<Pick<DueConsent, 'own_address'>[]> {
  return store.read.sql<Pick<DueConsent, 'own_address'>[]>`
    SELECT DISTINCT e.address AS own_address FROM connector_alert a JOIN connector c ON c.id = a.connector_id
      LEFT JOIN email_account e ON e.id = c.id
    WHERE a.kind = 'consent' AND a.told_at > ${since}`;
}

function stageOf({ ends_at: endsAt }: DueConsent, now: number): Stage {
  return Number(endsAt) <= now ? 'ended' : 'ends_soon';
}

function keyOf(address: string): string {
  return address.toLowerCase();
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
