import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ImapSession, openImapSession } from '../../src/mail/imap-session.ts';
import { findInFolder } from '../../src/mail/sent-items.ts';
import { toAppError } from '../../src/sdk/index.ts';
import { type FaultProxy, startFaultProxy } from '../support/mail/fault-proxy.ts';
import { sharedServers } from '../support/servers.ts';
import { testEgress } from '../support/test-egress.ts';

let proxy: FaultProxy;
let session: ImapSession;
let user: string;

const open = () =>
  openImapSession(
    {
      host: '127.0.0.1',
      port: proxy.port,
      security: 'none',
      auth: { kind: 'password', user, password: 'pw-of-anyone' },
      trust: {},
    },
    { egress: testEgress, timeouts: { connectMs: 3000, commandMs: 500 } },
  );

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => toAppError(error).code,
  );

beforeEach(async () => {
  const { mail } = sharedServers();
  user = mail.account().user;
  proxy = await startFaultProxy({ target: { port: mail.ports.imap } });
  session = await open();
});

afterEach(async () => {
  session.close();
  await proxy.stop();
});

test.each(['close', 'cut'] as const)(
  'R6 a session whose connection ended (%s) says so at once, also without an error event',
  async (how) => {
    expect(session.usable).toBe(true);
    proxy[how]();
    while (session.usable) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await code(session.run((client) => client.status('INBOX', { messages: true })))).toMatch(/^MAIL_/);
  },
);

test('R6 after a lost connection a new session works: an instance is never used twice', async () => {
  proxy.cut();
  while (session.usable) await new Promise((resolve) => setTimeout(resolve, 5));
  const again = await open();
  expect(await again.run((client) => client.status('INBOX', { messages: true }))).toMatchObject({ messages: 0 });
  again.close();
});

test('R35 a server that falls silent ends the command at its deadline, and the session with it', async () => {
  proxy.set({ blackhole: 'both' });
  const started = Date.now();
  expect(await code(session.run((client) => client.list()))).toBe('MAIL_TIMEOUT');
  expect(Date.now() - started).toBeLessThan(3000);
  expect(session.usable).toBe(false);
});

test('R12 a look-up on a dead connection is an error, never "not found"', async () => {
  proxy.set({ blackhole: 'down' });
  expect(await code(findInFolder(session, 'Sent Items', { messageId: '<a@b>', id: 'x' }))).toMatch(/^MAIL_/);
});

test('R12 a Message-ID that is only a part of another one is not found', async () => {
  await appendMail('Message-ID: <id-00001@sender.test>');
  expect(await findInFolder(session, 'Sent Items', { messageId: '<id-0000', id: 'none' })).toEqual({ found: false });
  expect(await findInFolder(session, 'Sent Items', { messageId: '<id-00001@sender.test>', id: 'none' })).toMatchObject({
    found: true,
  });
});

test('R12 a message that another session has just added is seen', async () => {
  expect(await findInFolder(session, 'Sent Items', { messageId: '<new@sender.test>', id: 'none' })).toEqual({
    found: false,
  });
  await appendMail('Message-ID: <new@sender.test>');
  expect(await findInFolder(session, 'Sent Items', { messageId: '<new@sender.test>', id: 'none' })).toMatchObject({
    found: true,
  });
});

test('R31 a mail whose Message-ID the provider replaced is found by our own header or the one it kept', async () => {
  await appendMail('Message-ID: <given@provider.test>\r\nX-Mailrule-Id: our-id');
  await appendMail('Message-ID: <given2@provider.test>\r\nX-Microsoft-Original-Message-ID: <ours@sender.test>');
  expect(await findInFolder(session, 'Sent Items', { messageId: '<lost@sender.test>', id: 'our-id' })).toMatchObject({
    found: true,
  });
  expect(await findInFolder(session, 'Sent Items', { messageId: '<ours@sender.test>', id: 'none' })).toMatchObject({
    found: true,
  });
});

async function appendMail(header: string): Promise<void> {
  const client = await sharedServers().mail.openImap(user);
  await client.append('Sent Items', `${header}\r\nSubject: test\r\n\r\nbody\r\n`, ['\\Seen']);
  await client.logout();
}
