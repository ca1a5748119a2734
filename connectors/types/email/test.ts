import { openDeadline } from '../../../src/mail/deadline.ts';
import { type PortChoice, USUAL_PORTS } from '../../../src/mail/probe-ports.ts';
import type { MailProtocol } from '../../../src/mail/probe-tls.ts';
import type { MailAccount, TestContext, TestReport, TestRequest } from '../../../src/sdk/index.ts';
import { openStepLog } from './step-log.ts';
import { testImap } from './test-imap.ts';
import { testSmtp } from './test-smtp.ts';

/** Leaves a second of the 15 for hanging up and storing. */
const WHOLE_TEST_MS = 14_000;

/** Both servers at the same time. Failures are steps; it rejects only for a mistake of ours. */
export async function testEmailAccount(
  account: MailAccount,
  request: TestRequest,
  context: TestContext,
  ports: Record<MailProtocol, readonly PortChoice[]> = USUAL_PORTS,
): Promise<Omit<TestReport, 'hash' | 'testedAt'>> {
  const deadline = openDeadline(context.signal, WHOLE_TEST_MS);
  const reach = { signal: deadline.signal, egress: context.egress };
  const log = openStepLog(context.onStep);
  const { imap, smtp } = account;
  const sentNeeded = smtp !== undefined && account.sentCopy !== 'never';
  const learned = await Promise.all([
    imap ? testImap(log, imap, { endpoint: imap, protocol: 'imap', ports: ports.imap, ...reach }, sentNeeded) : {},
    smtp
      ? testSmtp(log, smtp, account, request, { endpoint: smtp, protocol: 'smtp', ports: ports.smtp, ...reach })
      : {},
  ]).finally(deadline.close);
  const steps = log.steps();
  const failed = steps.find(({ ok }) => ok === false);
  return {
    ok: failed === undefined,
    summary: failed ? `Connection test failed: ${failed.detail ?? failed.label}` : 'Connection test succeeded',
    steps,
    learned: Object.assign({}, ...learned),
  };
}
