import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emailAccount } from '../../../connectors/types/email/account.ts';
import { testEmailAccount } from '../../../connectors/types/email/test.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { testEgress } from '../../support/test-egress.ts';

/** Faults that no real server makes on demand: the embedded server answers as it is told to. */
describe('Test connection against the embedded mail server', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.stop());

  const runTest = async (sendTestMail = false) => {
    const auth = { kind: 'password' as const, user: 'payroll@sandbox.test', password: 'sandbox' };
    const settings = {
      imap: { host: '127.0.0.1', port: sandbox.imapPort, security: 'none' as const, auth },
      sending: true,
      smtp: { host: '127.0.0.1', port: sandbox.smtpPort, security: 'none' as const },
    };
    const account = emailAccount(settings, { id: 'c1', displayName: 'Payroll', learned: {} });
    const context = { signal: new AbortController().signal, onStep: () => undefined, egress: testEgress };
    const report = await testEmailAccount(account, { sendTestMail }, context, { imap: [], smtp: [] });
    return { ...report, failed: report.steps.filter(({ ok }) => ok === false).map(({ id, code }) => `${id} ${code}`) };
  };

  it('all goes well, test mail included', async () => {
    const report = await runTest(true);
    expect(report.failed).toEqual([]);
    expect(report.learned).toMatchObject({ multiAppend: true, sentFolder: 'Sent Items' });
    expect(report.steps.at(-1)).toMatchObject({ id: 'round_trip', ok: true });
  });

  it.each([
    ['[AUTHENTICATIONFAILED] Invalid credentials', 'imap_sign_in SIGN_IN_REFUSED'],
    ['[LIMIT] Too many connections', 'imap_sign_in SIGN_IN_BUSY'],
    ['[UNAVAILABLE] The user database is down', 'imap_sign_in SIGN_IN_BUSY'],
    ['[INUSE] Locked', 'imap_sign_in SIGN_IN_BUSY'],
    ['[CONTACTADMIN] Blocked', 'imap_sign_in SIGN_IN_BLOCKED'],
    ['Application-specific password required', 'imap_sign_in APP_PASSWORD_NEEDED'],
  ])('R21 a sign-in answered with NO %s is told apart', async (no, expected) => {
    sandbox.setFault({ imap: (command) => (/LOGIN|AUTHENTICATE/.test(command) ? { no } : undefined) });
    const report = await runTest();
    expect(report.failed).toEqual([expected]);
    expect(report.steps.find(({ id }) => id === 'imap_sign_in')?.server).toContain(no.replace(/^\[\w+\] /, ''));
  });

  it.each([
    [/^(?:SELECT|EXAMINE)$/, 'open_inbox'],
    [/^LIST$/, 'find_sent'],
  ])('R5 a connection that ends at %s fails that step and nothing else', async (command, step) => {
    let opened = false;
    sandbox.setFault({
      imap: (seen) => {
        // Opening the inbox lists it, too: only what comes with the step itself is broken.
        const hit = command.test(seen) && (opened || step === 'open_inbox');
        opened ||= /^(?:SELECT|EXAMINE)$/.test(seen);
        return hit ? { action: 'drop' } : undefined;
      },
    });
    expect((await runTest()).failed).toEqual([`${step} CONNECTION_LOST`]);
  });

  it('an inbox that cannot be opened is named with the words of the server', async () => {
    sandbox.setFault({
      imap: (command) => (/SELECT|EXAMINE/.test(command) ? { no: '[NONEXISTENT] No such mailbox' } : undefined),
    });
    const report = await runTest();
    expect(report.failed).toEqual(['open_inbox FOLDER_MISSING']);
    expect(report.steps.find(({ id }) => id === 'find_sent')?.ok).toBeNull();
  });

  it('a test that is cancelled ends at once', async () => {
    sandbox.setFault({ imap: (command) => (/SELECT|EXAMINE/.test(command) ? { action: 'hang' } : undefined) });
    const auth = { kind: 'password' as const, user: 'payroll@sandbox.test', password: 'sandbox' };
    const imap = { host: '127.0.0.1', port: sandbox.imapPort, security: 'none' as const, auth };
    const account = emailAccount({ imap }, { id: 'c1', displayName: 'Payroll', learned: {} });
    const controller = new AbortController();
    const startedAt = Date.now();
    const report = await testEmailAccount(
      account,
      {},
      {
        signal: controller.signal,
        egress: testEgress,
        onStep: ({ id }) => {
          if (id === 'imap_sign_in') setTimeout(() => controller.abort(), 20);
        },
      },
    );
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(report.steps.filter(({ ok }) => ok === false)).toMatchObject([{ id: 'open_inbox', code: 'CANCELLED' }]);
  });
});
