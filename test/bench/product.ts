import { RETRY_POLICY } from '../../src/outbox/deliver/retry-policy.ts';
import { newId, type PlannedMail, type ServerEndpoint } from '../../src/sdk/index.ts';
import type { Store } from '../../src/store/store.ts';
import { type OutboxRig, openOutboxRig, plannedMail, testAccount } from '../support/outbox-rig.ts';
import type { Target } from './bench-servers.ts';
import { inFlight } from './measure.ts';
import { FROM, PDF, payslipFor } from './payslips.ts';

export interface ProductOptions {
  url: string;
  target: Target;
  /** false: another process stored the connector in this database */
  fresh?: boolean;
}

/** The outbox over one database, with one connector of five SMTP connections. It sends after `outbox.start()`. */
export function openProduct({ url, target, fresh = true }: ProductOptions): Promise<OutboxRig> {
  const server: Omit<ServerEndpoint, 'port' | 'auth'> = { host: '127.0.0.1', security: 'none', trust: {} };
  const account = testAccount({
    from: FROM,
    smtp: { ...server, port: target.smtpPort, auth: { kind: 'none' } },
    imap: {
      ...server,
      port: target.imapPort,
      auth: { kind: 'password', user: target.user, password: target.password },
      folders: { inbox: 'INBOX' },
    },
    limits: { connections: 5 },
  });
  return openOutboxRig({ url, accounts: [account], policy: RETRY_POLICY, insertConnectors: fresh });
}

export interface MailKind {
  sentCopy: PlannedMail['sentCopy'];
  attachment?: { size: number; source: { bytes: Uint8Array } | { contentId: string } };
}

export const WITH_PDF: MailKind = { sentCopy: 'always', attachment: { size: PDF.length, source: { bytes: PDF } } };

/** What a caller with one mail does: rule, templates, bytes fixed, durable. */
export async function enqueueOne(rig: OutboxRig, index: number, kind: MailKind): Promise<void> {
  const { to, subject, text, html } = await payslipFor(index);
  const attachments = kind.attachment
    ? [{ filename: 'payslip.pdf', contentType: 'application/pdf', ...kind.attachment }]
    : [];
  const mail = plannedMail({ from: FROM, to: [to], subject, text, html, attachments }, { sentCopy: kind.sentCopy });
  const prepared = await rig.outbox.prepare(mail, { kind: 'api', key: newId() });
  await rig.store.grouped((tx) => rig.outbox.insert(tx, [prepared]));
  rig.outbox.wake();
}

/** The whole job, from the facts of `count` employees until everything is sent and filed. */
export async function sendAll(rig: OutboxRig, count: number, kind: MailKind, width = 50): Promise<void> {
  await inFlight(count, width, (index) => enqueueOne(rig, index, kind));
  await untilSettled(rig.store);
}

const PATIENCE_MS = 60_000;

/** Resolves when nothing is left to do; rejects when nothing moves any more, or when a mail or a copy ended in another way than well. */
export async function untilSettled(store: Store): Promise<void> {
  const open = async () => {
    const [row] = await store.read.sql<{ open: number }[]>`
      SELECT EXISTS (SELECT 1 FROM delivery WHERE due_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM sent_copy WHERE due_at IS NOT NULL) AS open`;
    return row?.open === 1;
  };
  let progress = { settled: -1, at: performance.now() };
  while (await open()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (performance.now() - progress.at < PATIENCE_MS) continue;
    const [row] = await store.read.sql<{ settled: number }[]>`
      SELECT (SELECT count(*) FROM delivery WHERE due_at IS NULL)
        + (SELECT count(*) FROM sent_copy WHERE due_at IS NULL) AS settled`;
    if (row?.settled === progress.settled) throw new Error(`Nothing was sent or filed for ${PATIENCE_MS} ms.`);
    progress = { settled: row?.settled ?? 0, at: performance.now() };
  }
  const bad = await store.read.sql<{ detail: string }[]>`
    SELECT detail FROM delivery WHERE state <> 'accepted' UNION ALL
    SELECT detail FROM sent_copy WHERE state NOT IN ('filed', 'skipped') LIMIT 3`;
  if (bad.length > 0) throw new Error(`Not everything was sent: ${bad.map(({ detail }) => detail).join(' ')}`);
}
