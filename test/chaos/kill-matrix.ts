import type { MailAccount } from '../../src/sdk/index.ts';
import { openStore } from '../../src/store/store.ts';
import { startFaultProxy } from '../support/mail/fault-proxy.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import type { SmtpStage } from '../support/mail/fault-smtp-rules.ts';
import type { MailAccess } from '../support/mail/mail-access.ts';
import { openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { startWorker } from './worker-process.ts';

/** Where the worker is killed, by the server itself, in the order of a delivery. */
export const KILL_POINTS = [
  'connect',
  'ehlo',
  'auth',
  'mail',
  'rcpt',
  'data',
  'body',
  'dot',
  'stored',
  'replied',
  'before_append',
  'after_append',
] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

const MAILS = 5;

export interface KillResult {
  point: KillPoint;
  kills: number;
  mails: number;
  accepted: number;
  uncertain: number;
  /** counted at the server */
  lost: number;
  duplicates: number;
  /** accepted mails with other than one copy in Sent Items */
  copiesWrong: number;
  /** uncertain although the server never saw the body: outside the dot window */
  wronglyUncertain: number;
}

/** Kills a worker `times` times at one point, a fresh batch of mails each time, and counts at the servers. */
export async function runKillPoint(options: {
  point: KillPoint;
  times: number;
  createDatabase: () => Promise<string>;
  mail: MailAccess;
}): Promise<KillResult> {
  const result: KillResult = {
    point: options.point,
    kills: 0,
    mails: 0,
    accepted: 0,
    uncertain: 0,
    lost: 0,
    duplicates: 0,
    copiesWrong: 0,
    wronglyUncertain: 0,
  };
  for (let round = 0; round < options.times; round += 1) await killOnce(options, round, result);
  return result;
}

async function killOnce(
  options: { point: KillPoint; createDatabase: () => Promise<string>; mail: MailAccess },
  round: number,
  result: KillResult,
): Promise<void> {
  const { point, mail } = options;
  const trap: { spring(): void } = { spring: () => {} };
  const smtp = await startFaultSmtp({ onStage: stageTrap(point, round, trap) });
  const proxy = await startFaultProxy({ target: { port: mail.ports.imap } });
  const { user } = mail.account();
  const account = accountAt(smtp.port, proxy.port, user);
  const url = await options.createDatabase();
  try {
    await fillOutbox(url, account);
    const killed = new Promise<void>((resolve) => {
      trap.spring = () => {
        first.kill();
        resolve();
      };
    });
    if (point === 'before_append') void proxy.once('up', /Payslip \d/, 'dropAndCut').then(() => trap.spring());
    if (point === 'after_append') void proxy.once('down', /APPENDUID/, 'dropAndCut').then(() => trap.spring());
    const first = startWorker({ url, accounts: [account] });
    await within(killed, `${point}: the worker never came there`);
    await first.stopped;
    result.kills += 1;
    trap.spring = () => {};
    await settleAndCount({ url, account, smtp, mail, user }, result);
  } finally {
    await proxy.stop();
    await smtp.stop();
  }
}

/** Springs at the n-th mail that comes to this point, another n in each round. */
function stageTrap(point: KillPoint, round: number, trap: { spring(): void }) {
  const skip = ['connect', 'ehlo', 'auth'].includes(point) ? 0 : round % MAILS;
  let seen = 0;
  return async ({ stage }: { stage: SmtpStage }) => {
    if (stage !== point) return;
    seen += 1;
    if (seen === skip + 1) trap.spring();
  };
}

export const recipient = (n: number) => `employee${n}@receiver.test`;

async function fillOutbox(url: string, account: MailAccount): Promise<void> {
  const rig = await openOutboxRig({ url, accounts: [account] });
  for (let n = 0; n < MAILS; n += 1)
    await rig.send({ to: [{ address: recipient(n) }], subject: `Payslip ${n}`, text: `Payslip ${n}\r\n`.repeat(2000) });
  await rig.close();
}

/** A second worker finishes what is left; then the servers are asked. */
async function settleAndCount(
  run: { url: string; account: MailAccount; smtp: FaultSmtp; mail: MailAccess; user: string },
  result: KillResult,
): Promise<void> {
  if (run.url.startsWith('postgres')) await expireLeases(run.url);
  const second = startWorker({ url: run.url, accounts: [run.account] });
  const rows = await settled(run);
  second.kill();
  await second.stopped;
  const sent = await run.mail.readMailbox(run.user, 'Sent Items');
  for (const row of rows) {
    const copies = run.smtp.copiesOf(row.message_id);
    const filed = sent.filter((one) => one.header('Message-ID') === row.message_id).length;
    result.mails += 1;
    if (copies > 1) result.duplicates += 1;
    if (row.state === 'accepted') {
      result.accepted += 1;
      if (copies === 0) result.lost += 1;
      if (filed !== 1) result.copiesWrong += 1;
    } else {
      result.uncertain += 1;
      const begun = run.smtp.stages.some(({ stage, subject }) => stage === 'body' && subject.includes(row.address));
      if (!begun) result.wronglyUncertain += 1;
    }
  }
}

interface SettledRow {
  message_id: string;
  address: string;
  state: string;
  copy_state: string | null;
}

/** On PostgreSQL nobody knows that the first worker is dead until its lease ends: do not wait for that here. */
export async function expireLeases(url: string): Promise<void> {
  const store = await openStore({ url });
  await store.write(async (tx) => {
    await tx.sql`UPDATE delivery SET due_at = 1 WHERE state IN ('sending', 'dot_pending')`;
    await tx.sql`UPDATE sent_copy SET due_at = 1 WHERE state = 'filing'`;
    await tx.sql`DELETE FROM sending_session`;
  });
  await store.close();
}

/** Reads until every mail is accepted with its copy filed, or uncertain. */
export async function settled(run: { url: string }, withinMs = 30_000): Promise<SettledRow[]> {
  const { dataSourceFor } = await import('../../src/store/data-source.ts');
  const source = await dataSourceFor(run.url, { readOnly: true }).initialize();
  try {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const rows = await source.sql<SettledRow[]>`
        SELECT m.message_id, r.address, d.state, s.state AS copy_state
        FROM message m JOIN delivery d ON d.id = m.id JOIN recipient r ON r.delivery_id = m.id LEFT JOIN sent_copy s ON s.id = m.id`;
      if (rows.every((row) => row.state === 'uncertain' || (row.state === 'accepted' && row.copy_state === 'filed')))
        return rows;
      if (Date.now() > deadline)
        throw new Error(`not settled: ${JSON.stringify(rows.filter((row) => row.copy_state !== 'filed'))}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  } finally {
    await source.destroy();
  }
}

export function accountAt(smtpPort: number, imapPort: number, user: string, connections = 1): MailAccount {
  const common = { host: '127.0.0.1', security: 'none' as const, trust: {} };
  return testAccount({
    smtp: { ...common, port: smtpPort, auth: { kind: 'password', user: 'alice@sender.test', password: 'pw-alice' } },
    imap: {
      ...common,
      port: imapPort,
      auth: { kind: 'password', user, password: 'pw-of-anyone' },
      folders: { inbox: 'INBOX' },
    },
    limits: { connections },
  });
}

function within(event: Promise<void>, otherwise: string): Promise<void> {
  return Promise.race([
    event,
    new Promise<void>((_, reject) => {
      setTimeout(() => reject(new Error(otherwise)), 20_000).unref();
    }),
  ]);
}
