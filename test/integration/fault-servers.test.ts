import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, test } from 'vitest';
import { startFaultProxy } from '../support/mail/fault-proxy.ts';
import { type FaultSmtpOptions, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { sharedServers } from '../support/servers.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function faultSmtp(options: FaultSmtpOptions = {}) {
  const server = await startFaultSmtp(options);
  stops.push(() => server.stop());
  return server;
}

function send(port: number, options: { secure?: boolean; body?: string; to?: string[] } = {}) {
  const transport = createTransport({
    ...{ host: 'localhost', port, secure: options.secure ?? false, socketTimeout: 400 },
    tls: { ca: sharedServers().mail.certs.caPem },
    auth: { user: 'alice@sender.test', pass: 'pw-alice' },
  });
  const raw = `Message-ID: <f1@sender.test>\r\nSubject: f\r\n\r\n${options.body ?? 'x'}\r\n`;
  return transport.sendMail({ envelope: { from: 'alice@sender.test', to: options.to ?? ['bob@receiver.test'] }, raw });
}

/** A client process of its own, so that it can die without taking the test along. */
const SEND_ONCE = `
  const transport = require('nodemailer').createTransport({
    host: '127.0.0.1', port: Number(process.argv[1]), auth: { user: 'alice@sender.test', pass: 'pw-alice' } });
  const envelope = { from: 'alice@sender.test', to: ['bob@receiver.test'] };
  transport.sendMail({ envelope, raw: 'Message-ID: <f1@sender.test>\\r\\n\\r\\nx\\r\\n' });
  setInterval(() => undefined, 1000);`;

describe('the fault SMTP server', () => {
  test('stores exactly what was sent, dots and bytes kept, by plain, STARTTLS and TLS', async () => {
    const certificate = sharedServers().mail.certs.good;
    const body = '.\r\n..\r\n.x\r\ngrüße\r\na..b';
    const plain = await faultSmtp();
    await send(plain.port, { body });
    const starttls = await faultSmtp({ tls: { certificate, mode: 'starttls' } });
    await send(starttls.port, { body });
    const implicit = await faultSmtp({ tls: { certificate, mode: 'implicit' } });
    await send(implicit.port, { body, secure: true });
    for (const server of [plain, starttls, implicit]) {
      expect(server.mails.map((mail) => mail.raw.toString())).toEqual([
        `Message-ID: <f1@sender.test>\r\nSubject: f\r\n\r\n${body}\r\n`,
      ]);
      expect(server.copiesOf('<f1@sender.test>')).toBe(1);
      expect(server.logins).toEqual({ good: 1, bad: 0 });
    }
    expect([plain, starttls, implicit].map((server) => server.mails[0]?.secure)).toEqual([false, true, true]);
  });

  test('reaches the stages in their order', async () => {
    const server = await faultSmtp();
    const replied = server.next('replied');
    await send(server.port);
    await replied;
    const expected = ['connect', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'stored', 'replied'];
    expect(server.stages.map((event) => event.stage).slice(0, expected.length)).toEqual(expected);
  });

  test.each(['connect', 'auth', 'mail', 'rcpt', 'data', 'dot'] as const)(
    'a 451 at %s is reported with its code and nothing is stored',
    async (stage) => {
      const server = await faultSmtp({ rules: [{ stage, action: { reply: '451 4.3.0 later' } }] });
      await expect(send(server.port)).rejects.toMatchObject({ responseCode: 451 });
      expect(server.mails).toEqual([]);
    },
  );

  test.each([
    ['a reset at the dot stores nothing', 'dot', 'reset', 0],
    ['a hang at the dot stores nothing', 'dot', 'hang', 0],
    ['a reset before the reply leaves it stored', 'stored', 'reset', 1],
    ['a close before the reply leaves it stored', 'stored', 'close', 1],
    ['a hang before the reply leaves it stored', 'stored', 'hang', 1],
    ['half a reply leaves it stored', 'stored', { raw: '250 2.0', after: 'close' }, 1],
    ['a garbage reply leaves it stored', 'stored', { raw: '\x00\xff?!\r\n', after: 'hang' }, 1],
  ] as const)('%s, and the client only sees a failure', async (_, stage, action, stored) => {
    const server = await faultSmtp({ rules: [{ stage, action }] });
    const failure: unknown = await send(server.port).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(server.copiesOf('<f1@sender.test>')).toBe(stored);
  });

  test.each([
    ['data', 0],
    ['dot', 1],
    ['replied', 1],
  ] as const)('a client that is killed at %s leaves %i messages behind', async (stage, stored) => {
    let kill: () => void = () => undefined;
    const server = await faultSmtp({
      onStage: (event) => {
        if (event.stage === stage) kill();
      },
    });
    const client = spawn(process.execPath, ['-e', SEND_ONCE, String(server.port)], { stdio: 'ignore' });
    kill = () => client.kill('SIGKILL');
    const [, signal] = await once(client, 'exit');
    expect(signal).toBe('SIGKILL');
    if (stored > 0) await server.stored(stored);
    expect(server.copiesOf('<f1@sender.test>')).toBe(stored);
  });

  test('a rule is used up, and one that matches an address spares the others', async () => {
    const server = await faultSmtp({
      rules: [{ stage: 'rcpt', match: /^bad@/, times: 1, action: { reply: '550 5.1.1 unknown' } }],
    });
    const to = ['bad@receiver.test', 'bob@receiver.test'];
    const first = await send(server.port, { to });
    const second = await send(server.port, { to });
    expect([first.rejected, second.rejected]).toEqual([['bad@receiver.test'], []]);
    expect(server.mails.map((mail) => mail.to)).toEqual([['bob@receiver.test'], to]);
  });
});

describe('the fault proxy', () => {
  test('cuts on a pattern inside TLS, drops the reply, and the message is stored', async () => {
    const { certs } = sharedServers().mail;
    const server = await faultSmtp({ tls: { certificate: certs.good, mode: 'implicit' } });
    const proxy = await startFaultProxy({
      target: { port: server.port },
      tls: { certificate: certs.good, caPem: certs.caPem },
    });
    stops.push(() => proxy.stop());
    const cut = proxy.once('down', /250 2\.0\.0 stored/, 'dropAndCut');
    await expect(send(proxy.port, { secure: true })).rejects.toThrow();
    await cut;
    expect(server.mails).toHaveLength(1);
  });

  test('a black hole, a silent port and a closed port each end in an error', async () => {
    const server = await faultSmtp();
    const proxy = await startFaultProxy({ target: { port: server.port } });
    stops.push(() => proxy.stop());
    await send(proxy.port);
    proxy.set({ blackhole: 'down' });
    await expect(send(proxy.port)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    proxy.set({ blackhole: 'none', silent: true });
    await expect(send(proxy.port)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    await proxy.refuse();
    await expect(send(proxy.port)).rejects.toMatchObject({ code: 'ESOCKET' });
    proxy.set({ silent: false });
    await proxy.accept();
    await send(proxy.port);
    expect(server.mails).toHaveLength(2);
  });

  test('a half-closed connection still carries the other direction', async () => {
    const server = await faultSmtp();
    const proxy = await startFaultProxy({ target: { port: server.port }, record: true });
    stops.push(() => proxy.stop());
    const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'data');
    proxy.halfClose('client');
    await once(socket, 'end');
    const heard = server.next('ehlo');
    socket.write('EHLO after-fin\r\n');
    await heard;
    expect(proxy.transcript.map((piece) => `${piece.direction} ${piece.text.slice(0, 3)}`)).toContain('up EHL');
    socket.destroy();
  });

  test('slow bytes arrive in order', async () => {
    const server = await faultSmtp();
    const proxy = await startFaultProxy({ target: { port: server.port } });
    stops.push(() => proxy.stop());
    proxy.set({ latencyMs: 5, bytesPerSecond: 20_000 });
    const body = Array.from({ length: 200 }, (_, line) => `line ${line}`).join('\r\n');
    await send(proxy.port, { body });
    expect(server.mails[0]?.raw.toString()).toContain(body);
  });
});
