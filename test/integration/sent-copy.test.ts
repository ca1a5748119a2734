import { afterEach, describe, expect, test } from 'vitest';
import type { ImapEndpoint, MailAccount } from '../../src/sdk/index.ts';
import type { LayoutName } from '../support/mail/dovecot-layouts.ts';
import { type FaultProxy, startFaultProxy } from '../support/mail/fault-proxy.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { type MailServers, startMailServers } from '../support/mail/mail-servers.ts';
import { type OutboxRig, openOutboxRig, type SendOptions, testAccount } from '../support/outbox-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase, type TestDatabase } from '../support/test-database.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function imapAt(port: number, user: string, sent?: string): ImapEndpoint {
  return {
    host: '127.0.0.1',
    port,
    security: 'none',
    auth: { kind: 'password', user, password: 'pw-of-anyone' },
    trust: {},
    folders: { inbox: 'INBOX', ...(sent && { sent }) },
  };
}

async function openRig(
  database: TestDatabase,
  account: Partial<MailAccount>,
): Promise<{ rig: OutboxRig; smtp: FaultSmtp }> {
  const smtp = await startFaultSmtp();
  open.push({ close: () => smtp.stop() });
  const rig = await openOutboxRig({
    url: await database.create(),
    accounts: [
      testAccount({
        smtp: {
          host: '127.0.0.1',
          port: smtp.port,
          security: 'none',
          auth: { kind: 'password', user: 'alice@sender.test', password: 'pw-alice' },
          trust: {},
        },
        ...account,
      }),
    ],
  });
  open.push(rig);
  await rig.outbox.start();
  return { rig, smtp };
}

async function proxyTo(port: number): Promise<FaultProxy> {
  const proxy = await startFaultProxy({ target: { port } });
  open.push({ close: () => proxy.stop() });
  return proxy;
}

forEachDatabase((database) => {
  const shared = (options: SendOptions = {}) => ({ user: sharedServers().mail.account().user, options });

  test('beyond 10 one copy is filed as read, with Bcc in the copy and not on the wire', async () => {
    const { user } = shared();
    const { mail } = sharedServers();
    const { rig, smtp } = await openRig(database, { imap: imapAt(mail.ports.imap, user) });
    const id = await rig.send({ bcc: [{ name: 'Zoë Ärger', address: 'audit@receiver.test' }] });
    const copy = await rig.untilCopy(id, 'filed');
    const [filed, ...more] = await mail.readMailbox(user, 'Sent Items');
    expect(more).toEqual([]);
    expect(copy).toMatchObject({ folder: 'Sent Items', uid: String(filed?.uid) });
    expect(filed?.flags).toEqual(['\\Seen']);
    expect(filed?.header('Bcc')).toContain('audit@receiver.test');
    expect(smtp.mails[0]?.raw.includes('audit@')).toBe(false);
    expect(smtp.mails[0]?.to).toContain('audit@receiver.test');
    // The rest is byte for byte what was sent.
    expect(filed?.raw.toString('latin1').replace(/^Bcc:.*(\r\n[ \t].*)*\r\n/, '')).toBe(
      smtp.mails[0]?.raw.toString('latin1'),
    );
  });

  test('sixty copies are filed in batches, one each, also without MULTIAPPEND', async () => {
    const { mail } = sharedServers();
    const { user } = shared();
    const { rig } = await openRig(database, { imap: imapAt(mail.ports.imap, user) });
    const ids = await Promise.all(Array.from({ length: 60 }, () => rig.send()));
    for (const id of ids) await rig.untilCopy(id, 'filed');
    const filed = await mail.readMailbox(user, 'Sent Items');
    expect(new Set(filed.map((one) => one.header('Message-ID'))).size).toBe(60);
    expect(filed).toHaveLength(60);
  });

  test('a batch travels in one command without waiting at each copy where the server offers it', async () => {
    const { mail } = sharedServers();
    const { user } = shared();
    const proxy = await startFaultProxy({ target: { port: mail.ports.imap }, record: true });
    open.push({ close: () => proxy.stop() });
    const { rig } = await openRig(database, { imap: imapAt(proxy.port, user) });
    await proxy.refuse();
    const ids = await Promise.all(Array.from({ length: 10 }, () => rig.send({ text: 'x'.repeat(6000) })));
    for (const id of ids) await rig.until(id, 'accepted');
    await proxy.accept();
    for (const id of ids) await rig.untilCopy(id, 'filed');
    const said = proxy.transcript
      .filter((one) => one.direction === 'up')
      .map((one) => one.text)
      .join('');
    // One, and where the machine is slow a second one for those whose next try came later.
    expect(said.match(/APPEND/g)?.length).toBeLessThanOrEqual(2);
    expect(said.match(/\{\d+\+\}/g)).toHaveLength(10);
    // Dovecot's go-ahead for a literal
    expect(proxy.transcript.filter((one) => one.direction === 'down' && one.text.startsWith('+ OK'))).toEqual([]);
    expect(await mail.readMailbox(user, 'Sent Items')).toHaveLength(10);
  });

  test('never wanted means skipped, no IMAP server means skipped with a reason', async () => {
    const { mail } = sharedServers();
    const { user } = shared();
    const { rig } = await openRig(database, { imap: imapAt(mail.ports.imap, user) });
    expect(await rig.untilCopy(await rig.send({}, { sentCopy: 'never' }), 'skipped')).toMatchObject({
      detail: 'Not wanted.',
    });
    const relay = await openRig(database, {});
    expect((await relay.rig.untilCopy(await relay.rig.send(), 'skipped')).detail).toContain('no IMAP server');
  });

  test('beyond 10 R10 nothing is filed where the provider is known to file it itself', async () => {
    const { mail } = sharedServers();
    const { user } = shared();
    const { rig } = await openRig(database, { imap: imapAt(mail.ports.imap, user), selfFiling: true });
    await rig.untilCopy(await rig.send(), 'filed_by_provider');
    expect(await mail.readMailbox(user, 'Sent Items')).toEqual([]);
  });

  test('beyond 10 R11 a mailbox that refuses the copy never makes the e-mail be sent again, and the failure is shown', async () => {
    const { mail } = sharedServers();
    const { user } = shared();
    const { rig, smtp } = await openRig(database, { imap: imapAt(mail.ports.imap, user, 'No such folder') });
    const id = await rig.send();
    const copy = await rig.untilCopy(id, 'failed');
    expect(copy.detail).toContain('no folder for sent mail');
    expect(await rig.until(id, 'accepted')).toMatchObject({ attempts: 1 });
    expect(smtp.mails).toHaveLength(1);
  });

  test('R11 a mailbox that is away for a while gets its copy later', async () => {
    const { mail } = sharedServers();
    const { user } = shared();
    const proxy = await proxyTo(mail.ports.imap);
    await proxy.refuse();
    const { rig, smtp } = await openRig(database, { imap: imapAt(proxy.port, user) });
    const id = await rig.send();
    await rig.until(id, 'accepted');
    await proxy.accept();
    await rig.untilCopy(id, 'filed');
    expect(await mail.readMailbox(user, 'Sent Items')).toHaveLength(1);
    expect(smtp.mails).toHaveLength(1);
  });

  test('R14 a lost reply to APPEND does not make a second copy', async () => {
    const { mail } = sharedServers();
    const { user } = shared();
    const proxy = await proxyTo(mail.ports.imap);
    const { rig } = await openRig(database, { imap: imapAt(proxy.port, user) });
    void proxy.once('down', /APPENDUID/, 'dropAndCut');
    const id = await rig.send();
    expect(await rig.untilCopy(id, 'filed')).toMatchObject({ detail: 'Filed in Sent Items by an earlier attempt.' });
    expect(await mail.readMailbox(user, 'Sent Items')).toHaveLength(1);
  });

  test('R12 a look-up that fails is not taken for "not there": no second copy', async () => {
    const { mail } = sharedServers();
    const { user } = shared();
    const proxy = await proxyTo(mail.ports.imap);
    const { rig } = await openRig(database, { imap: imapAt(proxy.port, user) });
    void proxy.once('down', /APPENDUID/, 'dropAndCut').then(() => proxy.once('up', /SEARCH/, 'dropAndCut'));
    const id = await rig.send();
    await rig.untilCopy(id, 'filed');
    expect(await mail.readMailbox(user, 'Sent Items')).toHaveLength(1);
  });
});

describe('beyond 10 R13 the Sent folder is found by attribute, name, language and namespace', () => {
  test.each<[LayoutName, string]>([
    ['outlook', 'Sent Items'],
    ['gmail', '[Gmail]/Sent Mail'],
    ['german', 'Gesendete Objekte'],
    ['courier', 'INBOX.Sent'],
    ['noattr', 'Sent'],
  ])('layout %s: %s', async (layout, folder) => {
    const servers = await startMailServers({ layout });
    open.push({ close: () => servers.stop() });
    const { user } = servers.account();
    const { rig } = await openRig({ create: () => temporary() } as TestDatabase, {
      imap: imapAt(servers.ports.imap, user),
    });
    expect(await rig.untilCopy(await rig.send(), 'filed')).toMatchObject({ folder });
    expect(await servers.readMailbox(user, folder)).toHaveLength(1);
  });

  test('R10 the provider’s own copy is detected and learned: one copy, none of ours', async () => {
    const servers = await startMailServers({ autosave: ['alice@sender.test'] });
    open.push({ close: () => servers.stop() });
    const { smtp, imap } = submission(servers);
    const { rig } = await openRig({ create: () => temporary() } as TestDatabase, { smtp, imap, learned: {} });
    await rig.untilCopy(await rig.send(), 'filed_by_provider');
    expect(rig.told.learned).toEqual([{ selfFiling: true }]);
    await rig.untilCopy(await rig.send(), 'filed_by_provider');
    expect(await servers.waitForMail('alice@sender.test', { folder: 'Sent Items', count: 2 })).toHaveLength(2);
  });

  test('E3 R1 an uncertain e-mail is proved by the copy the provider filed', async () => {
    const servers = await startMailServers({ autosave: ['alice@sender.test'] });
    open.push({ close: () => servers.stop() });
    const { smtp, imap } = submission(servers);
    const { good, caPem } = servers.certs;
    const proxy = await startFaultProxy({ target: { port: smtp.port }, tls: { certificate: good, caPem } });
    open.push({ close: () => proxy.stop() });
    const { rig } = await openRig({ create: () => temporary() } as TestDatabase, {
      smtp: { ...smtp, port: proxy.port },
      imap,
      learned: { selfFiling: true },
    });
    void proxy.once('down', /250 2\.0\.0 Ok: queued/, 'dropAndCut');
    const id = await rig.send();
    expect((await rig.until(id, 'accepted')).detail).toContain('Sent Items');
    expect(await servers.waitForMail('bob@receiver.test')).toHaveLength(1);
  });
});

function submission({ ports, certs }: MailServers) {
  const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
  const imap = {
    host: '127.0.0.1',
    port: ports.imap,
    security: 'none' as const,
    trust: {},
    auth,
    folders: { inbox: 'INBOX' },
  };
  const trust = { caPem: certs.caPem };
  return { smtp: { host: 'localhost', port: ports.smtps, security: 'implicit' as const, trust, auth }, imap };
}

async function temporary(): Promise<string> {
  const { makeTempFolder, removeTempFolder } = await import('../support/temp-folder.ts');
  const folder = makeTempFolder('sent');
  open.unshift({ close: async () => removeTempFolder(folder) });
  return `sqlite:${folder}/test.db`;
}
