import { connect } from 'node:net';
import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openRawImap } from '../support/mail/raw-imap.ts';
import { sharedServers } from '../support/servers.ts';

const PAYROLL = 'payroll@sandbox.test';
const EMPLOYEE = 'employee@sandbox.test';
const stops: (() => Promise<void>)[] = [];

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  stops.push(() => sandbox.stop());
  return sandbox;
}

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function send(sandbox: Sandbox, to: string[], options: { pass?: string; secure?: boolean; body?: string } = {}) {
  const transport = createTransport({
    ...{ host: 'localhost', port: sandbox.smtpPort, secure: options.secure ?? false },
    tls: { ca: sharedServers().mail.certs.caPem },
    auth: { user: PAYROLL, pass: options.pass ?? 'sandbox' },
  });
  const raw = `Message-ID: <p1@sandbox.test>\r\nSubject: Payslip\r\n\r\n${options.body ?? 'net pay'}\r\n`;
  return transport.sendMail({ envelope: { from: PAYROLL, to }, raw });
}

function imapClient(
  sandbox: Sandbox,
  options: { secure?: boolean; auth?: { user: string; accessToken: string } } = {},
) {
  const client = new ImapFlow({
    ...{ host: 'localhost', port: sandbox.imapPort, secure: options.secure ?? false, logger: false },
    ...(options.secure ? {} : { doSTARTTLS: false }),
    auth: options.auth ?? { user: PAYROLL, pass: 'sandbox' },
    tls: { ca: sharedServers().mail.certs.caPem },
  });
  client.on('error', () => undefined);
  stops.unshift(async () => client.close());
  return client;
}

describe('the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await start();
  });

  test('delivers a submitted message into the mailbox of the recipient', async () => {
    const seen: string[] = [];
    sandbox.onMail((mail) => seen.push(mail.to));
    await send(sandbox, [EMPLOYEE, 'payroll+copy@sandbox.test']);
    const [mail] = sandbox.mailbox(EMPLOYEE);
    expect(mail?.header('Subject')).toBe('Payslip');
    expect(mail?.raw.toString()).toMatch(/\r\n\r\nnet pay\r\n$/);
    expect(sandbox.mailbox(PAYROLL)).toHaveLength(1);
    expect(seen).toEqual([EMPLOYEE, PAYROLL]);
  });

  test('sends a machine-readable bounce for a recipient it does not know', async () => {
    await send(sandbox, [EMPLOYEE, 'nobody@sandbox.test']);
    const [bounce] = sandbox.mailbox(PAYROLL);
    const parsed = await simpleParser(bounce?.raw ?? '', { keepDeliveryStatus: true });
    const status = parsed.attachments.find((part) => part.contentType === 'message/delivery-status');
    expect(status?.content.toString()).toMatch(/Final-Recipient: rfc822; nobody@sandbox\.test\r\nAction: failed/);
    expect(parsed.attachments.at(-1)?.content.toString()).toContain('Message-ID: <p1@sandbox.test>');
    expect(sandbox.mailbox(EMPLOYEE)).toHaveLength(1);
  });

  test('refuses a wrong password and a message above SIZE', async () => {
    await expect(send(sandbox, [EMPLOYEE], { pass: 'x' })).rejects.toMatchObject({ responseCode: 535 });
    const small = await start({ largestMessage: 1000 });
    await expect(send(small, [EMPLOYEE], { body: 'x'.repeat(2000) })).rejects.toMatchObject({ responseCode: 552 });
    const client = imapClient(small);
    await client.connect();
    const big = `Subject: big\r\n\r\n${'x'.repeat(2000)}`;
    await expect(client.append('Sent Items', big)).rejects.toMatchObject({ serverResponseCode: 'TOOBIG' });
  });

  test('fails on demand: SMTP refusal, IMAP NO, stored without an answer', async () => {
    sandbox.setFault({
      smtp: (stage) => (stage === 'rcpt' ? { code: 451, text: '4.3.0 later' } : undefined),
      imap: (command) => (command === 'APPEND' ? { no: '[OVERQUOTA] full' } : undefined),
    });
    await expect(send(sandbox, [EMPLOYEE])).rejects.toMatchObject({ responseCode: 451 });
    const client = imapClient(sandbox);
    await client.connect();
    const append = () => client.append('Sent Items', 'Subject: x\r\n\r\nx');
    await expect(append()).rejects.toMatchObject({ serverResponseCode: 'OVERQUOTA' });
    expect(sandbox.mailbox(PAYROLL, 'Sent Items')).toEqual([]);
    sandbox.setFault({ imap: (command) => (command === 'APPEND' ? { action: 'dropAfter' } : undefined) });
    await expect(append()).rejects.toThrow();
    expect(sandbox.mailbox(PAYROLL, 'Sent Items')).toHaveLength(1);
  });

  test('without UIDPLUS an append tells no uid', async () => {
    const plain = await start({ without: ['UIDPLUS', 'MULTIAPPEND'] });
    const imap = await openRawImap({ port: plain.imapPort, user: PAYROLL, password: 'sandbox' });
    const message = Buffer.from('Subject: x\r\n\r\nx');
    expect((await imap.command('APPEND Drafts', [message])).last).toBe('OK appended');
    expect((await imap.command('APPEND Drafts', [message], [message])).last).toMatch(/^BAD/);
    expect(plain.mailbox(PAYROLL, 'Drafts')).toHaveLength(1);
    await imap.logout();
  });

  test('speaks implicit TLS and STARTTLS with the certificate it is given', async () => {
    const { cert, key } = sharedServers().mail.certs.good;
    const implicit = await start({ tls: { cert, key, mode: 'implicit' } });
    await send(implicit, [EMPLOYEE], { secure: true });
    const client = imapClient(implicit, { secure: true });
    await client.connect();
    expect(client.secureConnection).toBe(true);
    expect(implicit.mailbox(EMPLOYEE)).toHaveLength(1);

    const starttls = await start({ tls: { cert, key, mode: 'starttls' }, loginDisabled: true });
    await send(starttls, [EMPLOYEE]);
    expect(starttls.mailbox(EMPLOYEE)).toHaveLength(1);
    await expect(imapClient(starttls).connect()).rejects.toThrow(/Login is disabled/);
    const raw = openRawImap({ port: starttls.imapPort, user: PAYROLL, password: 'sandbox' });
    await expect(raw).rejects.toThrow(/PRIVACYREQUIRED/);
  });

  test('signs in with an access token and refuses another', async () => {
    const users = [{ user: PAYROLL, password: 'sandbox', tokens: ['good'] }];
    const tokens = await start({ users });
    await imapClient(tokens, { auth: { user: PAYROLL, accessToken: 'good' } }).connect();
    await expect(imapClient(tokens, { auth: { user: PAYROLL, accessToken: 'bad' } }).connect()).rejects.toMatchObject({
      serverResponseCode: 'AUTHENTICATIONFAILED',
    });
  });

  test('takes any folder names and separator', async () => {
    const folders = { '[Gmail].Gesendet ✓': '\\Sent', Lohn: '' };
    const german = await start({ folders, separator: '.' });
    const client = imapClient(german);
    await client.connect();
    const listed = (await client.list()).map((folder) => [folder.path, folder.specialUse ?? '', folder.delimiter]);
    expect(listed.sort()).toEqual([
      ['INBOX', '\\Inbox', '.'],
      ['Lohn', '', '.'],
      ['[Gmail].Gesendet ✓', '\\Sent', '.'],
    ]);
  });

  test('listens on 127.0.0.1 only', async () => {
    for (const port of [sandbox.imapPort, sandbox.smtpPort]) {
      const socket = connect(port, '127.0.0.2');
      const refusal = new Promise((resolve) => socket.once('error', resolve).once('connect', resolve));
      expect(await refusal).toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  test('stops while clients are connected', async () => {
    const client = imapClient(sandbox);
    await client.connect();
    const closed = new Promise<void>((resolve) => client.once('close', resolve));
    await sandbox.stop();
    await closed;
    await expect(imapClient(sandbox).connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
