import { setTimeout as sleep } from 'node:timers/promises';
import type { Reach } from '../../../src/mail/dial.ts';
import { openImapProbe } from '../../../src/mail/probe-imap.ts';
import { openSmtpProbe, type SmtpProbe } from '../../../src/mail/probe-smtp.ts';
import type {
  LearnedCapabilities,
  MailAccount,
  ServerEndpoint,
  TestRequest,
  TestStepId,
} from '../../../src/sdk/index.ts';
import { AppError } from '../../../src/sdk/index.ts';
import { isSelfFiling } from './account.ts';
import { type AdviceContext, adviseOnPort } from './advice.ts';
import type { StepLog, StepNews } from './step-log.ts';
import { composeTestMail } from './test-mail.ts';
import { testServer } from './test-server.ts';

const SESSION_MS = 6_000;
const LOOK_AGAIN_MS = 300;

const STEPS: readonly TestStepId[] = [
  'smtp_find_host',
  'smtp_connect',
  'smtp_tls',
  'smtp_sign_in',
  'sender_accepted',
  'recipient_accepted',
];
const MAIL_STEPS: readonly TestStepId[] = ['test_mail', 'round_trip'];

export async function testSmtp(
  log: StepLog,
  smtp: ServerEndpoint,
  account: MailAccount,
  request: TestRequest,
  context: AdviceContext,
): Promise<LearnedCapabilities> {
  const recipient = request.recipient ?? account.from.address;
  const learned: LearnedCapabilities = {};
  await log.chain(request.sendTestMail ? [...STEPS, ...MAIL_STEPS] : STEPS, async () => {
    await testServer(log, context);
    const probe = await log.attempt(
      'smtp_sign_in',
      () => signIn(smtp, context),
      (error) => adviseOnPort(error, context),
    );
    try {
      // Of other hosts only a sent mail shows whether they file by themselves: what was learned so stays.
      Object.assign(learned, probe.extensions, isSelfFiling(smtp.host) ? { selfFiling: true } : {});
      await log.attempt('sender_accepted', async () => {
        await probe.offerSender(account.from.address);
        return { value: undefined, detail: account.from.address };
      });
      await log.attempt('recipient_accepted', async () => {
        await probe.offerRecipient(recipient);
        await probe.reset();
        return { value: undefined, detail: recipient };
      });
      if (request.sendTestMail) await sendTestMail(log, probe, account, recipient, context);
    } finally {
      probe.close();
    }
  });
  return learned;
}

async function signIn(smtp: ServerEndpoint, { signal, egress }: Reach): Promise<StepNews<SmtpProbe>> {
  const value = await openSmtpProbe(smtp, { timeoutMs: SESSION_MS, signal, egress });
  return smtp.auth.kind === 'none'
    ? { value, notTried: true, detail: 'No sign-in is set for this server.' }
    : { value };
}

async function sendTestMail(
  log: StepLog,
  probe: SmtpProbe,
  account: MailAccount,
  recipient: string,
  reach: Reach,
): Promise<void> {
  const mail = composeTestMail({ from: account.from.address, to: recipient, at: new Date() });
  await log.attempt('test_mail', async () => {
    const reply = await probe.send(account.from.address, recipient, mail.raw);
    return { value: undefined, detail: `Test email sent to ${recipient}`, server: reply };
  });
  await log.attempt('round_trip', () => waitForMail(account, recipient, mail.messageId, reach));
}

/** Looks into the own inbox until the mail is there or the time of the test is up. */
async function waitForMail(
  account: MailAccount,
  recipient: string,
  messageId: string,
  { signal, egress }: Reach,
): Promise<StepNews> {
  const { imap } = account;
  const own = [account.from.address, imap && imap.auth.kind !== 'none' ? imap.auth.user : ''];
  if (!imap || !own.some((address) => address.toLowerCase() === recipient.toLowerCase())) {
    return { value: undefined, notTried: true, detail: 'Only a mail to the own inbox can be looked for.' };
  }
  const probe = await openImapProbe(imap, { timeoutMs: SESSION_MS, signal, egress });
  try {
    await probe.openInbox();
    while (!(await probe.hasInInbox(messageId))) await sleep(LOOK_AGAIN_MS, undefined, { signal });
    return { value: undefined, detail: `Found in ${imap.folders.inbox}.` };
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new AppError(
      'MAIL_TIMEOUT',
      'The test mail was accepted but has not arrived yet. Look into the inbox in a minute, and into spam.',
      { cause: error, details: { reason: 'NOT_ARRIVED' } },
    );
  } finally {
    probe.close();
  }
}
