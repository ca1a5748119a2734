import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MailAccount, ServerEndpoint } from '../../src/sdk/index.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { deliveryOf, type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

forEachDatabase((database) => {
  let smtp: FaultSmtp;
  let rig: OutboxRig | undefined;

  beforeEach(async () => {
    smtp = await startFaultSmtp();
  });

  afterEach(async () => {
    await rig?.close();
    rig = undefined;
    await smtp.stop();
  });

  const endpoint = (): ServerEndpoint => ({
    host: '127.0.0.1',
    port: smtp.port,
    security: 'none',
    auth: { kind: 'password', user: 'alice@sender.test', password: 'pw-alice' },
    trust: {},
  });

  const open = async (account: Partial<MailAccount> = {}, smtpTimeouts = {}) => {
    rig = await openOutboxRig({
      url: await database.create(),
      accounts: [testAccount({ smtp: endpoint(), ...account })],
      smtpTimeouts,
    });
    await rig.outbox.start();
    return rig;
  };

  test('a stored e-mail is sent once, byte for byte as stored', async () => {
    const { send, until, store } = await open();
    const id = await send();
    expect(await until(id, 'accepted')).toMatchObject({ attempts: 1, code: 250 });
    const [stored] = await store.read.sql<{ sha256: string; message_id: string }[]>`
      SELECT sha256, message_id FROM message WHERE id = ${id}`;
    expect(smtp.mails).toHaveLength(1);
    expect(
      createHash('sha256')
        .update(smtp.mails[0]?.raw ?? '')
        .digest('hex'),
    ).toBe(stored?.sha256);
    expect(smtp.mails[0]?.messageId).toBe(stored?.message_id);
  });

  test('E3 R1 a reply lost after the final dot makes the e-mail uncertain and it is not sent again', async () => {
    smtp.setRules([{ stage: 'stored', times: 1, action: 'reset' }]);
    const { send, until, store } = await open();
    const id = await send();
    await until(id, 'uncertain');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await deliveryOf(store, id)).toMatchObject({ state: 'uncertain' });
    expect(smtp.mails).toHaveLength(1);
  });

  test.each([
    ['reset', 'reset'],
    ['closed', 'close'],
    ['half a reply', { raw: '25', after: 'close' }],
    ['garbage', { raw: 'hello world\r\n', after: 'close' }],
  ] as const)('R1 an unreadable end after the dot (%s) is uncertain, whether stored or not', async (_name, action) => {
    for (const stage of ['dot', 'stored'] as const) {
      smtp.setRules([{ stage, times: 1, action }]);
      const { send, until } = await open();
      const id = await send();
      await until(id, 'uncertain');
      await rig?.close();
      rig = undefined;
    }
    expect(smtp.mails).toHaveLength(1);
  });

  test('R1 silence after the dot ends as uncertain', async () => {
    smtp.setRules([{ stage: 'stored', times: 1, action: 'hang' }]);
    const { send, until } = await open({}, { silenceMs: 300 });
    await until(await send(), 'uncertain');
    expect(smtp.mails).toHaveLength(1);
  });

  test.each(['ehlo', 'mail', 'rcpt', 'data', 'body'] as const)(
    'R18 a connection lost at %s is tried again and sent once',
    async (stage) => {
      smtp.setRules([{ stage, times: 1, action: 'reset' }]);
      const { send, until } = await open();
      // large enough that it cannot all be under way before the reset arrives
      await until(await send({ text: 'line of text\r\n'.repeat(400_000) }), 'accepted');
      expect(smtp.mails).toHaveLength(1);
    },
  );

  test.each([
    ['mail', '451 4.3.0 later'],
    ['rcpt', '450 4.2.0 greylisted'],
    ['data', '451 4.3.0 later'],
    ['dot', '452 4.3.1 no room'],
  ] as const)('R18 a 4xx at %s is tried again with identical bytes', async (stage, reply) => {
    smtp.setRules([{ stage, times: 2, action: { reply } }]);
    const { send, until } = await open();
    expect(await until(await send(), 'accepted')).toMatchObject({ attempts: 3 });
    expect(smtp.mails).toHaveLength(1);
  });

  test.each([
    ['mail', '550 5.7.1 sender not allowed'],
    ['rcpt', '550 5.1.1 no such user'],
    ['dot', '554 5.6.0 refused'],
  ] as const)('R18 a 5xx at %s is final and kept in the server’s words', async (stage, reply) => {
    smtp.setRules([{ stage, action: { reply } }]);
    const { send, until } = await open();
    const seen = await until(await send(), 'failed');
    expect(seen).toMatchObject({ attempts: 1, code: Number(reply.slice(0, 3)), response: reply });
    expect(smtp.mails).toHaveLength(0);
  });

  test('beyond 8 R23 of three recipients one is refused and one told to wait: each has its own result, nobody gets two', async () => {
    smtp.setRules([
      { stage: 'rcpt', match: /gone@/, action: { reply: '550 5.1.1 no such user' } },
      { stage: 'rcpt', match: /later@/, times: 1, action: { reply: '450 4.2.1 wait' } },
    ]);
    const { send, until, store } = await open();
    const id = await send({
      to: [{ address: 'good@receiver.test' }],
      cc: [{ address: 'gone@receiver.test' }],
      bcc: [{ address: 'later@receiver.test' }],
    });
    await until(id, 'accepted');
    const rows = await store.read.sql<{ address: string; state: string; code: number | null }[]>`
      SELECT address, state, code FROM recipient WHERE delivery_id = ${id} ORDER BY position`;
    expect(rows).toEqual([
      { address: 'good@receiver.test', state: 'accepted', code: null },
      { address: 'gone@receiver.test', state: 'failed', code: 550 },
      { address: 'later@receiver.test', state: 'accepted', code: 450 },
    ]);
    expect(smtp.mails.map((mail) => mail.to)).toEqual([['good@receiver.test'], ['later@receiver.test']]);
    expect(smtp.mails[0]?.messageId).toBe(smtp.mails[1]?.messageId);
    expect(smtp.mails[0]?.raw.includes('later@receiver.test')).toBe(false);
  });

  test('beyond 9 R20 a provider’s limit pauses the connector: no attempt is consumed and nothing fails', async () => {
    smtp.setRules([
      { stage: 'mail', times: 1, action: { reply: '454 4.7.0 too many messages' } },
      { stage: 'mail', times: 1, action: { reply: '432 4.3.2 Concurrent connections limit exceeded' } },
      { stage: 'dot', times: 1, action: { reply: '550 5.4.5 Daily user sending limit exceeded' } },
    ]);
    const { send, until } = await open({ limits: { connections: 1 } });
    const ids = [await send(), await send(), await send()];
    for (const id of ids) expect(await until(id, 'accepted')).toMatchObject({ attempts: 1 });
    expect(smtp.mails).toHaveLength(3);
  });

  test.each(['mail', 'rcpt', 'data', 'dot'] as const)(
    'beyond 9 R20 a server that says 421 at %s and closes is one that asks to slow down: no attempt is consumed, and its words are kept',
    async (stage) => {
      const reply = '421 4.7.0 Too many messages, try again later';
      smtp.setRules([{ stage, times: 1, action: { reply, after: 'close' } }]);
      const { send, until, store } = await open({ limits: { connections: 1 } });
      const id = await send();
      expect(await until(id, 'accepted')).toMatchObject({ attempts: 1 });
      const said = await store.read.sql<{ verdict: string; response: string | null }[]>`
        SELECT verdict, response FROM attempt WHERE delivery_id = ${id} ORDER BY id`;
      expect(said).toMatchObject([{ verdict: 'connector', response: reply }, { verdict: 'accepted' }]);
      expect(smtp.mails).toHaveLength(1);
    },
  );

  test('R21 a refused sign-in pauses the connector, is told once per try and keeps the queue', async () => {
    smtp.setRules([{ stage: 'auth', times: 1, action: { reply: '535 5.7.8 Authentication failed' } }]);
    const { send, until, told } = await open();
    const id = await send();
    expect(await until(id, 'accepted')).toMatchObject({ attempts: 1 });
    expect(told.problematic).toHaveLength(1);
    while (told.working.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(told.working).toEqual(['c1']);
    expect(smtp.logins).toMatchObject({ good: 1 });
  });

  test('beyond 19 R24 a message above the server’s SIZE is refused before a byte of it is sent', async () => {
    await smtp.stop();
    smtp = await startFaultSmtp({ extensions: ['SIZE 20000'] });
    const { send, until } = await open();
    const seen = await until(await send({ text: 'x'.repeat(30_000) }), 'failed');
    expect(seen.detail).toContain('takes at most 0.0 MB');
    expect(smtp.stages.map((one) => one.stage)).not.toContain('mail');
  });

  test('R29 an address that needs SMTPUTF8 fails with a reason where the server does not offer it', async () => {
    await smtp.stop();
    smtp = await startFaultSmtp({ extensions: ['PIPELINING'] });
    const { send, until } = await open();
    const seen = await until(await send({ to: [{ address: 'bøb@receiver.test' }] }), 'failed');
    expect(seen.detail).toContain('SMTPUTF8');
  });

  test('R16 a password is not sent where no sign-in is offered', async () => {
    await smtp.stop();
    smtp = await startFaultSmtp({ users: {} });
    const { send, told, store } = await open();
    const id = await send();
    while (told.problematic.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await expect.poll(() => deliveryOf(store, id)).toMatchObject({ state: 'queued' });
    expect(smtp.stages.map((one) => one.stage)).not.toContain('mail');
  });

  test('R31 the Message-ID that the provider gave instead of ours is kept beside it', async () => {
    smtp.setRules([
      { stage: 'stored', action: { reply: '250 2.0.0 OK <AM0PR01MB1234@AM0PR01MB1234.eurprd01.prod.outlook.com>' } },
    ]);
    const { send, until, store } = await open();
    const id = await send();
    await until(id, 'accepted');
    const [row] = await store.read.sql<{ message_id: string; server_message_id: string | null }[]>`
      SELECT m.message_id, d.server_message_id FROM message m JOIN delivery d ON d.id = m.id WHERE m.id = ${id}`;
    expect(row?.message_id).toBe(smtp.mails[0]?.messageId);
    expect(row?.server_message_id).toContain('AM0PR01MB1234@AM0PR01MB1234.eurprd01.prod.outlook.com');
  });

  test('beyond 9 a hundred e-mails use no more connections than allowed, and each goes out once', async () => {
    const { send, until } = await open({ limits: { connections: 3 } });
    const ids = await Promise.all(Array.from({ length: 100 }, () => send()));
    for (const id of ids) await until(id, 'accepted');
    expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(100);
    expect(smtp.mails).toHaveLength(100);
    expect(smtp.connections.mostAtOnce).toBeLessThanOrEqual(3);
  });

  test('beyond 9 R19 messages per minute are spaced, so that no minute holds more', async () => {
    const { send, until } = await open({ limits: { connections: 2, messagesPerMinute: 600 } });
    const ids = await Promise.all(Array.from({ length: 12 }, () => send()));
    for (const id of ids) await until(id, 'accepted');
    const times = smtp.mails.map((mail) => mail.receivedAt).sort((a, b) => a - b);
    // Spaced at the sender; on a busy machine the first arrives a little late.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(11 * 100 - 400);
    // Paced, not polled once a second.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(8000);
  });
});
