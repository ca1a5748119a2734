import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { describe, expect, test, vi } from 'vitest';
import { startDovecot } from '../support/mail/dovecot.ts';
import { sentFolderOf } from '../support/mail/dovecot-layouts.ts';
import { startFaultProxy } from '../support/mail/fault-proxy.ts';
import { headerOf, type MailAccount } from '../support/mail/mail-access.ts';
import { startMailServers } from '../support/mail/mail-servers.ts';
import { sharedServers } from '../support/servers.ts';
import { removeTempFolder } from '../support/temp-folder.ts';
import { forEachDatabase } from '../support/test-database.ts';

function transportFor(account: MailAccount) {
  return createTransport({
    host: account.smtp.host,
    port: account.smtp.port,
    secure: true,
    tls: { ca: account.caPem },
    auth: { user: account.user, pass: account.password },
  });
}

function plainClient(port: number): ImapFlow {
  const client = new ImapFlow({
    ...{ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, logger: false },
    auth: { user: 'alice@sender.test', pass: 'pw-alice' },
  });
  client.on('error', () => undefined);
  return client;
}

describe('Postfix and Dovecot', () => {
  test('a submitted message arrives in the mailbox with its Message-ID and its bytes', async () => {
    const { mail } = sharedServers();
    const [from, to] = [mail.account(), mail.account()];
    const raw = `Message-ID: <m1@sender.test>\r\nFrom: ${from.user}\r\nTo: ${to.user}\r\nSubject: hello\r\n\r\n.dot\r\nGrüße\r\n`;
    await transportFor(from).sendMail({ envelope: { from: from.user, to: [to.user] }, raw });
    const [stored] = await mail.waitForMail(to.user);
    expect(stored?.header('message-id')).toBe('<m1@sender.test>');
    expect(stored?.raw.toString()).toContain('\r\n\r\n.dot\r\nGrüße\r\n');
    expect(stored?.flags).toEqual([]);
  });

  test('an unknown recipient comes back to the sender as a report that machines can read', async () => {
    const { mail } = sharedServers();
    const from = mail.account();
    const raw = `Message-ID: <m2@sender.test>\r\nFrom: ${from.user}\r\nTo: nobody-here@receiver.test\r\nSubject: lost\r\n\r\nx\r\n`;
    await transportFor(from).sendMail({ envelope: { from: from.user, to: ['nobody-here@receiver.test'] }, raw });
    const [bounce] = await mail.waitForMail(from.user);
    if (bounce === undefined) throw new Error('no bounce');
    expect(bounce.header('auto-submitted')).toBe('auto-replied');
    expect(bounce.header('return-path')).toBe('<>');
    const parsed = await simpleParser(bounce.raw, { keepDeliveryStatus: true });
    const part = (type: string) =>
      parsed.attachments.find((attachment) => attachment.contentType === type)?.content.toString() ?? '';
    expect(part('message/delivery-status')).toMatch(/Final-Recipient: rfc822; nobody-here@receiver\.test/);
    expect(part('message/delivery-status')).toMatch(/Status: 5\.1\.1/);
    expect(headerOf(Buffer.from(part('message/rfc822')), 'message-id')).toBe('<m2@sender.test>');
  });

  test('a wrong password is refused with 535', async () => {
    const { mail } = sharedServers();
    const account = { ...mail.account(), password: 'wrong' };
    await expect(transportFor(account).verify()).rejects.toMatchObject({ code: 'EAUTH', responseCode: 535 });
  });

  test('LMTP puts a message into a mailbox at once', async () => {
    const { mail } = sharedServers();
    const { user } = mail.account();
    await mail.deliverByLmtp(user, 'Subject: direct\r\n\r\nx\r\n');
    const stored = await mail.readMailbox(user);
    expect(stored.map((message) => message.header('subject'))).toEqual(['direct']);
  });

  test('a server that files the sent copy itself files it as read', async () => {
    const own = await startMailServers({ layout: 'gmail', autosave: ['alice@sender.test'] });
    try {
      const alice = own.account('alice@sender.test');
      await transportFor(alice).sendMail({ from: alice.user, to: 'bob@receiver.test', subject: 'kept', text: 'x' });
      const [copy] = await own.waitForMail(alice.user, { folder: '[Gmail]/Sent Mail' });
      expect(copy?.header('subject')).toBe('kept');
      expect(copy?.flags).toEqual(['\\Seen']);
      expect(await own.readMailbox(alice.user)).toEqual([]);
    } finally {
      await own.stop();
    }
  });

  test.each([
    ['outlook', 'Sent Items', '\\Sent', '/', 'extension'],
    ['gmail', '[Gmail]/Sent Mail', '\\Sent', '/', 'extension'],
    ['german', 'Gesendete Objekte', '\\Sent', '.', 'extension'],
    ['courier', 'INBOX.Sent', '\\Sent', '.', 'extension'],
    ['noattr', 'Sent', '\\Sent', '/', 'name'],
    ['nosent', '', undefined, undefined, undefined],
  ] as const)('layout %s has the sent folder "%s"', async (layout, path, specialUse, delimiter, source) => {
    const dovecot = await startDovecot({ layout });
    try {
      const client = plainClient(dovecot.ports.imap);
      await client.connect();
      const sent = (await client.list()).find((folder) => folder.specialUse === '\\Sent');
      await client.logout();
      expect(sentFolderOf(layout)).toBe(path);
      expect([sent?.path ?? '', sent?.specialUse, sent?.delimiter, sent?.specialUseSource]).toEqual([
        ...[path, specialUse, delimiter, source],
      ]);
    } finally {
      await dovecot.stop();
    }
  });

  test('Dovecot can be restarted on its ports with its mail, and kicks a user on demand', async () => {
    const dovecot = await startDovecot();
    try {
      const before = plainClient(dovecot.ports.imap);
      await before.connect();
      await before.append('Sent Items', 'Subject: kept\r\n\r\nx');
      await dovecot.restart();
      const after = plainClient(dovecot.ports.imap);
      await after.connect();
      expect(await after.status('Sent Items', { messages: true })).toMatchObject({ messages: 1 });
      const closed = new Promise((resolve) => after.once('close', () => resolve('closed')));
      dovecot.doveadm('kick', 'alice@sender.test');
      expect(await closed).toBe('closed');
    } finally {
      await dovecot.stop();
    }
  });

  test('a client from elsewhere is not let in without TLS when that is switched off', async () => {
    const dovecot = await startDovecot({ certificate: sharedServers().mail.certs.good, disablePlaintext: true });
    const proxy = await startFaultProxy({ target: { port: dovecot.ports.imap }, localAddress: '127.0.0.2' });
    try {
      await expect(plainClient(proxy.port).connect()).rejects.toThrow(/Login is disabled/);
    } finally {
      await proxy.stop();
      await dovecot.stop();
    }
  });

  test.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['wrongName', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('the certificate "%s" is wrong in exactly one way', async (certificate, code) => {
    const own = await startMailServers({ certificate });
    try {
      const failure = await transportFor(own.account())
        .verify()
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure)) + String(failure)).toContain(code);
    } finally {
      await own.stop();
    }
  });
});

test('a server does not outlive the process that started it, even when that one is killed', async () => {
  const script = `
    import { startPostgres } from '${new URL('../support/postgres.ts', import.meta.url).pathname}';
    const { port, folder } = await startPostgres();
    console.log(JSON.stringify({ port, folder }));
    setInterval(() => undefined, 1000);`;
  const starter = spawn('npx', ['tsx', '--input-type=module', '-e', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = (await once(starter.stdout, 'data')) as [Buffer];
  const { port, folder }: { port: number; folder: string } = JSON.parse(output.toString());
  expect(await isOpen(port)).toBe(true);
  process.kill(-(starter.pid ?? 0), 'SIGKILL');
  await vi.waitFor(async () => expect(await isOpen(port)).toBe(false), 5_000);
  removeTempFolder(folder);
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

forEachDatabase((database) => {
  test('the database is of the kind asked for, and each one made is new', async () => {
    expect(database.url()).toMatch(database.kind === 'sqlite' ? /^sqlite:\/.*\.db$/ : /^postgres:\/\//);
    expect(await database.create()).not.toBe(database.url());
  });
});
