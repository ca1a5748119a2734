import { openImapProbe } from '../../../src/mail/probe-imap.ts';
import { AppError, type ImapEndpoint, type LearnedCapabilities, type TestStepId } from '../../../src/sdk/index.ts';
import { type AdviceContext, adviseOnPort } from './advice.ts';
import type { StepLog, StepNews } from './step-log.ts';
import { testServer } from './test-server.ts';

const SESSION_MS = 6_000;
const STEPS: readonly TestStepId[] = ['find_host', 'connect', 'tls', 'imap_sign_in', 'open_inbox', 'find_sent'];

/** `sentNeeded`: copies are filed there, so a missing folder is a fault. */
export async function testImap(
  log: StepLog,
  imap: ImapEndpoint,
  context: AdviceContext,
  sentNeeded: boolean,
): Promise<LearnedCapabilities> {
  const learned: LearnedCapabilities = {};
  await log.chain(STEPS, async () => {
    await testServer(log, context);
    const probe = await log.attempt(
      'imap_sign_in',
      async () => ({
        value: await openImapProbe(imap, { timeoutMs: SESSION_MS, signal: context.signal, egress: context.egress }),
      }),
      (error) => adviseOnPort(error, context),
    );
    try {
      learned.multiAppend = probe.has('MULTIAPPEND');
      learned.literalPlus = probe.has('LITERAL+');
      await log.attempt('open_inbox', async () => {
        const messages = await probe.openInbox();
        return { value: undefined, detail: `${imap.folders.inbox}: ${messages} messages.` };
      });
      const sent = await log.attempt('find_sent', () => findSent(probe, imap, sentNeeded));
      if (sent !== undefined) learned.sentFolder = sent;
    } finally {
      probe.close();
    }
  });
  return learned;
}

const FOUND_AS = {
  override: 'named in the settings',
  special_use: 'announced by the server',
  name: 'known by its name',
} as const;

async function findSent(
  probe: Awaited<ReturnType<typeof openImapProbe>>,
  { folders, host }: ImapEndpoint,
  sentNeeded: boolean,
): Promise<StepNews<string | undefined>> {
  const found = await probe.findSent();
  if (found) return { value: found.path, detail: `${found.path}, ${FOUND_AS[found.source]}.` };
  if (!sentNeeded) return { value: undefined, notTried: true, detail: 'No Sent Items folder, and none is needed.' };
  throw new AppError(
    'MAIL_REFUSED',
    folders.sent === undefined
      ? `No Sent Items folder was found on ${host}. Name it in the IMAP settings, or create a folder "Sent" in the mailbox.`
      : `There is no folder "${folders.sent}" on ${host}. Correct the name of Sent Items, or leave it out to have it found.`,
    { details: { reason: 'SENT_MISSING' } },
  );
}
