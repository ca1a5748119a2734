import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import { type AppOptions, createApp } from '../../src/app.ts';
import { openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { SANDBOX_PORTS } from '../../src/tryout/sandbox-host.ts';
import { forEachDatabase } from '../support/test-database.ts';

interface View {
  state: string;
  reason: string | null;
  smtpPort: number;
  imapPort: number;
  addresses: string[];
  password: string;
}

test('the ports are those that the provider "sandbox" fills in', () => {
  const provider = JSON.parse(readFileSync('connectors/providers/sandbox.json', 'utf8'));
  expect(SANDBOX_PORTS).toEqual({ smtpPort: provider.smtp.port, imapPort: provider.imap.port });
});

forEachDatabase((database) => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const open = async (options: Partial<AppOptions> = {}) => {
    const log: { level: string; msg: string }[] = [];
    const app = await createApp({
      databaseUrl: options.databaseUrl ?? (await database.create()),
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'info', destination: { write: (line) => void log.push(JSON.parse(line)) } }),
      authenticate: () => ({ id: 'x', name: 'x', roles: ['administrator'] }),
      ...options,
    });
    const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
    const call = async (method: string, path: string) => {
      const answer = await fetch(`${server.url}/api${path}`, { method });
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
      return { answer, body: isJson ? await answer.json() : await answer.text() };
    };
    let closed: Promise<void> | undefined;
    const close = () => {
      closed ??= server.close().then(() => app.close());
      return closed;
    };
    closing.push(close);
    return { app, call, close, log };
  };
  const send = (port: number, subject: string) =>
    nodemailer
      .createTransport({ host: '127.0.0.1', port, auth: { user: 'payroll@sandbox.test', pass: 'sandbox' } })
      .sendMail({ from: 'Löhne <payroll@sandbox.test>', to: 'ada@sandbox.test', subject, text: 'Hello' });

  test('started from the page it takes mail and shows it, newest first, byte for byte', async () => {
    const { call } = await open({ sandbox: 'startable' });
    expect((await call('GET', '/sandbox')).body).toEqual({
      state: 'available',
      reason: null,
      smtpPort: null,
      imapPort: null,
      addresses: ['payroll@sandbox.test', 'ada@sandbox.test', 'bruno@sandbox.test', 'chloe@sandbox.test'],
      password: 'sandbox',
    });
    expect((await call('GET', '/sandbox/messages')).answer.status).toBe(409);
    const [one, two] = await Promise.all([call('POST', '/sandbox'), call('POST', '/sandbox')]);
    expect(one.body).toMatchObject({ state: 'running', smtpPort: expect.any(Number), imapPort: expect.any(Number) });
    expect(two.body).toEqual(one.body);
    const { smtpPort } = one.body as View;
    await send(smtpPort, 'Grüße im Mai');
    // Two mails of one millisecond would have no order that could be checked.
    await pause(5);
    await send(smtpPort, 'The second');

    const list = (await call('GET', '/sandbox/messages?address=ada@sandbox.test')).body as { items: { id: string }[] };
    expect(list.items).toMatchObject([
      { address: 'ada@sandbox.test', folder: 'INBOX', subject: 'The second', from: 'Löhne <payroll@sandbox.test>' },
      { subject: 'Grüße im Mai', receivedAt: expect.any(Number), size: expect.any(Number) },
    ]);
    const source = await call('GET', `/sandbox/messages/${list.items[0]?.id}`);
    expect(source.answer.headers.get('content-type')).toBe('message/rfc822');
    expect(source.body).toMatch(/^Subject: The second\r$/m);

    expect((await call('GET', '/sandbox/messages')).body).toEqual(list);
    expect((await call('GET', '/sandbox/messages?address=bruno@sandbox.test')).body).toEqual({ items: [] });
    const unknown = await call('GET', '/sandbox/messages?address=x@sandbox.test');
    expect(unknown.body).toMatchObject({ status: 422, errors: [{ path: '?address' }] });
    expect((await call('GET', '/sandbox/messages/nothing')).answer.status).toBe(404);
  });

  test('after a restart of the server it runs again on the same ports', async () => {
    const databaseUrl = await database.create();
    const first = await open({ databaseUrl, sandbox: 'startable' });
    const started = (await first.call('POST', '/sandbox')).body;
    await first.close();
    const second = await open({ databaseUrl, sandbox: 'startable' });
    await second.app.resumeSandbox();
    expect((await second.call('GET', '/sandbox')).body).toEqual(started);
  });

  test('when its port is taken meanwhile the server runs on and says why, and it can be started elsewhere', async () => {
    const databaseUrl = await database.create();
    const first = await open({ databaseUrl, sandbox: 'startable' });
    const { smtpPort } = (await first.call('POST', '/sandbox')).body as View;
    await first.close();
    const taker = createServer();
    await new Promise<void>((resolve) => taker.listen(smtpPort, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => taker.close(() => resolve())));

    const second = await open({ databaseUrl, sandbox: 'startable' });
    await second.app.resumeSandbox();
    const view = (await second.call('GET', '/sandbox')).body;
    expect(view).toMatchObject({ state: 'available', reason: expect.stringContaining(`${smtpPort}`) });
    expect((await second.call('GET', '/me')).answer.status).toBe(200);
    expect(second.log).toContainEqual(expect.objectContaining({ level: 'warn' }));
    const elsewhere = (await second.call('POST', '/sandbox')).body as View;
    expect(elsewhere).toMatchObject({ state: 'running', reason: null });
    expect(elsewhere.smtpPort).not.toBe(smtpPort);
  });

  test('a server without one neither starts one nor resumes one', async () => {
    const databaseUrl = await database.create();
    const first = await open({ databaseUrl, sandbox: 'startable' });
    await first.call('POST', '/sandbox');
    await first.close();
    const { app, call } = await open({ databaseUrl });
    await app.resumeSandbox();
    expect((await call('GET', '/sandbox')).body).toMatchObject({ state: 'unavailable', smtpPort: null });
    expect((await call('POST', '/sandbox')).body).toMatchObject({ status: 409, code: 'STATE' });
  });

  test('one that runs already is shown, and left running', async () => {
    const sandbox = await startSandbox();
    closing.push(() => sandbox.stop());
    sandbox.deliver('employee@sandbox.test', 'Subject: There before\r\n\r\nHello\r\n', 'Drafts');
    const { call, close } = await open({ sandbox });
    const { smtpPort, imapPort } = sandbox;
    expect((await call('POST', '/sandbox')).body).toMatchObject({ state: 'running', smtpPort, imapPort });
    const items = [{ folder: 'Drafts', subject: 'There before', from: '' }];
    expect((await call('GET', '/sandbox/messages')).body).toMatchObject({ items });
    await close();
    await send(smtpPort, 'Still there');
  });
});
