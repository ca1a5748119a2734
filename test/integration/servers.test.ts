import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { headerOf, type MailAccount } from '../support/mail/mail-access.ts';
import { startMailServers } from '../support/mail/mail-servers.ts';
import { sharedServers } from '../support/servers.ts';
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

forEachDatabase((database) => {
  test('the database is of the kind asked for, and each one made is new', async () => {
    expect(database.url()).toMatch(database.kind === 'sqlite' ? /^sqlite:\/.*\.db$/ : /^postgres:\/\//);
    expect(await database.create()).not.toBe(database.url());
  });
});
