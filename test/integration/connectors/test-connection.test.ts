import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailAccount } from '../../../connectors/types/email/account.ts';
import type { EmailConnectorSettings } from '../../../connectors/types/email/config.gen.ts';
import { testEmailAccount } from '../../../connectors/types/email/test.ts';
import type { PortChoice } from '../../../src/mail/probe-ports.ts';
import type { TestRequest, TestStep, TestStepId } from '../../../src/sdk/index.ts';
import { emailSettings } from '../../support/connector-rig.ts';
import { freePort } from '../../support/free-port.ts';
import { startFaultProxy } from '../../support/mail/fault-proxy.ts';
import { type FaultSmtp, startFaultSmtp } from '../../support/mail/fault-smtp.ts';
import { type MailServers, startMailServers } from '../../support/mail/mail-servers.ts';
import { sharedServers } from '../../support/servers.ts';
import { testEgress } from '../../support/test-egress.ts';

const NO_PORTS: Record<'imap' | 'smtp', readonly PortChoice[]> = { imap: [], smtp: [] };

async function runTest(settings: EmailConnectorSettings, request: TestRequest = {}, ports = NO_PORTS) {
  const account = emailAccount(settings, { id: 'c1', displayName: 'Payroll', learned: {} });
  const seen: TestStep[] = [];
  const startedAt = Date.now();
  const signal = new AbortController().signal;
  const report = await testEmailAccount(
    account,
    request,
    { signal, egress: testEgress, onStep: (step) => seen.push(step) },
    ports,
  );
  expect(Date.now() - startedAt).toBeLessThan(15_000);
  expect(seen).toHaveLength(report.steps.length);
  const step = (id: TestStepId) => report.steps.find((candidate) => candidate.id === id);
  return { ...report, step };
}

/** The steps that failed, as 'id CODE'. */
function failures(report: { steps: TestStep[] }): string[] {
  return report.steps.filter(({ ok }) => ok === false).map(({ id, code }) => `${id} ${code}`);
}

function usualPorts(): Record<'imap' | 'smtp', readonly PortChoice[]> {
  const { ports } = sharedServers().mail;
  return {
    imap: [
      { port: ports.imaps, security: 'implicit' },
      { port: ports.imap, security: 'starttls' },
    ],
    smtp: [
      { port: ports.smtps, security: 'implicit' },
      { port: ports.submission, security: 'starttls' },
    ],
  };
}

const mailbox = () => sharedServers().mail.account();

describe('Test connection that goes well', () => {
  it('A1.10 A1.11 runs every step against real servers and reports success', async () => {
    const report = await runTest(emailSettings(mailbox()));
    expect(failures(report)).toEqual([]);
    expect(report).toMatchObject({ ok: true, summary: 'Connection test succeeded' });
    expect(report.steps.map(({ id }) => id)).toEqual([
      ...['find_host', 'connect', 'tls', 'imap_sign_in', 'open_inbox', 'find_sent'],
      ...['smtp_find_host', 'smtp_connect', 'smtp_tls', 'smtp_sign_in', 'sender_accepted', 'recipient_accepted'],
    ]);
    expect(report.steps.every(({ ok, ms, label }) => ok === true && ms >= 0 && label !== '')).toBe(true);
    expect(report.step('tls')?.detail).toMatch(
      /^TLSv1\.3\. Certificate for CN=localhost, issued by CN=mailrule test CA, valid until \d{4}-\d\d-\d\d\.$/,
    );
    expect(report.step('find_sent')?.detail).toBe('Sent Items, announced by the server.');
  });

  it('learns SIZE, SMTPUTF8, DSN, PIPELINING, MULTIAPPEND and the Sent folder', async () => {
    const { learned } = await runTest(emailSettings(mailbox()));
    expect(learned).toMatchObject({
      ...{ smtpUtf8: true, dsn: true, pipelining: true, sentFolder: 'Sent Items' },
      ...{ multiAppend: true, literalPlus: true },
    });
    expect(learned.size).toBeGreaterThan(1_000_000);
    // Only a sent mail can show this, so a test must not overwrite what was learned by one.
    expect(learned).not.toHaveProperty('selfFiling');
  });

  it('A1.15 A1.21 takes STARTTLS on both servers', async () => {
    const { ports } = sharedServers().mail;
    const settings = emailSettings(mailbox());
    const report = await runTest({
      ...settings,
      imap: { ...settings.imap, port: ports.imap, security: 'starttls' },
      smtp: { ...settings.smtp, port: ports.submission, security: 'starttls' },
    });
    expect(failures(report)).toEqual([]);
    expect(report.step('smtp_tls')?.detail).toContain('TLSv1.3');
  });

  it('A1.19 leaves the SMTP steps out where sending is not enabled', async () => {
    const report = await runTest({ ...emailSettings(mailbox()), sending: false });
    expect(report.ok).toBe(true);
    expect(report.steps.some(({ id }) => id.startsWith('smtp'))).toBe(false);
  });

  it('A1.24 A1.25 signs in to SMTP with a user and a password of its own', async () => {
    const settings = emailSettings(mailbox());
    const own = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const smtp = { ...settings.smtp, sameCredentials: false, auth: own, from: { address: 'alice@sender.test' } };
    expect(failures(await runTest({ ...settings, smtp }))).toEqual([]);
    const wrong = { ...smtp, auth: { ...own, password: 'pw-bob' } };
    expect(failures(await runTest({ ...settings, smtp: wrong }))).toEqual(['smtp_sign_in SIGN_IN_REFUSED']);
  });

  it('A1.23 A3.9 sends a real test mail and finds it in the inbox', async () => {
    const own = mailbox();
    const report = await runTest(emailSettings(own), { sendTestMail: true });
    expect(failures(report)).toEqual([]);
    expect(report.step('test_mail')?.detail).toBe(`Test email sent to ${own.user}`);
    expect(report.step('round_trip')?.ok).toBe(true);
    const [mail] = await sharedServers().mail.readMailbox(own.user);
    expect(mail?.header('subject')).toBe('Test mail');
    expect(mail?.header('auto-submitted')).toBe('auto-generated');
  });

  it('sends nothing when no test mail is asked for', async () => {
    const own = mailbox();
    await runTest(emailSettings(own));
    expect(await sharedServers().mail.readMailbox(own.user)).toEqual([]);
  });

  it('does not look for a test mail to somebody else in the own inbox', async () => {
    const report = await runTest(emailSettings(mailbox()), { sendTestMail: true, recipient: mailbox().user });
    expect(report.ok).toBe(true);
    expect(report.step('round_trip')).toMatchObject({ ok: null });
  });
});

describe('Test connection names the right port and security', () => {
  it('R15 STARTTLS chosen on a port that encrypts from the start', async () => {
    const settings = emailSettings(mailbox());
    const report = await runTest({ ...settings, imap: { ...settings.imap, security: 'starttls' }, sending: false });
    expect(failures(report)).toEqual(['tls TLS_WRONG_MODE']);
    expect(report.step('tls')?.fix).toBe(`Port ${settings.imap.port} encrypts from the start. Choose SSL/TLS.`);
    expect(report.step('imap_sign_in')?.ok).toBeNull();
  });

  it('R15 SSL/TLS chosen on a port that starts unencrypted', async () => {
    const { ports } = sharedServers().mail;
    const settings = emailSettings(mailbox());
    const report = await runTest({
      ...settings,
      imap: { ...settings.imap, port: ports.imap },
      smtp: { ...settings.smtp, port: ports.submission },
    });
    expect(failures(report)).toEqual(['tls TLS_WRONG_MODE', 'smtp_tls TLS_WRONG_MODE']);
    expect(report.step('tls')?.fix).toBe(`Port ${ports.imap} starts unencrypted. Choose STARTTLS.`);
    expect(report.step('smtp_tls')?.fix).toBe(`Port ${ports.submission} starts unencrypted. Choose STARTTLS.`);
  });

  it('names the usual port that works when nothing listens on the one given', async () => {
    const settings = emailSettings(mailbox());
    const { ports } = sharedServers().mail;
    const closed = await freePort();
    const report = await runTest(
      { ...settings, imap: { ...settings.imap, port: closed }, smtp: { ...settings.smtp, port: closed } },
      {},
      usualPorts(),
    );
    expect(failures(report)).toEqual(['connect CONNECT_REFUSED', 'smtp_connect CONNECT_REFUSED']);
    expect(report.step('connect')?.fix).toBe(`Use port ${ports.imaps} with SSL/TLS.`);
    expect(report.step('smtp_connect')?.fix).toBe(`Use port ${ports.smtps} with SSL/TLS.`);
    expect(report.summary).toBe(`Connection test failed: Nothing listens on localhost:${closed}.`);
  });

  it('R15 None chosen on a port that encrypts from the start', async () => {
    const settings = emailSettings(mailbox());
    const imap = { ...settings.imap, security: 'none' as const };
    const report = await runTest({ ...settings, imap, sending: false });
    expect(failures(report)).toEqual(['tls TLS_WRONG_MODE']);
    expect(report.step('tls')?.fix).toBe(`Port ${settings.imap.port} encrypts from the start. Choose SSL/TLS.`);
  });

  it('a server that takes no sign-in without encryption is not a bad password', async () => {
    const { ports } = sharedServers().mail;
    // Dovecot trusts its own address, so the proxy comes from another one.
    const strict = await startMailServers({ disablePlaintext: true });
    const target = { port: strict.ports.imap };
    const proxy = await startFaultProxy({ target, localAddress: '127.0.0.2' });
    const own = emailSettings(strict.account());
    const imap = { ...own.imap, host: '127.0.0.1', port: proxy.port, security: 'none' as const };
    const report = await runTest({ imap }, {}, { imap: [{ port: ports.imaps, security: 'implicit' }], smtp: [] });
    expect(failures(report)).toEqual(['imap_sign_in SIGN_IN_NEEDS_TLS']);
    expect(report.step('imap_sign_in')?.fix).toBe(`Use port ${ports.imaps} with SSL/TLS.`);
    await proxy.stop();
    await strict.stop();
  });

  it('says that IMAP and SMTP are mixed up', async () => {
    const { ports } = sharedServers().mail;
    const settings = emailSettings(mailbox());
    const report = await runTest(
      { ...settings, imap: { ...settings.imap, port: ports.submission, security: 'starttls' }, sending: false },
      {},
      usualPorts(),
    );
    expect(report.step('tls')).toMatchObject({
      code: 'WRONG_PROTOCOL',
      fix: `Use port ${ports.imaps} with SSL/TLS.`,
    });
  });
});

describe('Test connection against somebody who is no mail server', () => {
  const servers: Server[] = [];
  const listen = async (server: Server) => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  afterAll(() => {
    for (const server of servers) server.close();
  });

  it.concurrent.each(['implicit', 'starttls', 'none'] as const)(
    'recognises a web server, security %s',
    async (security) => {
      const port = await listen(createServer((_request, response) => response.end('secret-banner')));
      const settings = emailSettings(mailbox());
      const imap = { ...settings.imap, host: '127.0.0.1', port, security };
      const report = await runTest({ ...settings, imap, sending: false }, {}, usualPorts());
      expect(failures(report)).toEqual(['tls HTTP_SERVER']);
      expect(report.step('tls')?.fix).toContain(`Use port ${sharedServers().mail.ports.imaps} with SSL/TLS.`);
      expect(JSON.stringify(report)).not.toContain('secret-banner');
    },
  );

  it.concurrent.each(['implicit', 'starttls', 'none'] as const)(
    'gives up on a silent host, security %s',
    async (security) => {
      const port = await listen(createTcpServer());
      const settings = emailSettings(mailbox());
      const silent = { host: '127.0.0.1', port, security };
      const report = await runTest({
        ...settings,
        imap: { ...settings.imap, ...silent },
        smtp: { ...settings.smtp, ...silent },
      });
      expect(failures(report)).toEqual(['tls SERVER_SILENT', 'smtp_tls SERVER_SILENT']);
    },
  );

  it('keeps the banner of a foreign server out of everything but the server field', async () => {
    const port = await listen(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2p1 internal-host\r\n')));
    const settings = emailSettings(mailbox());
    const imap = { ...settings.imap, host: '127.0.0.1', port, security: 'starttls' as const };
    const { step: _, ...report } = await runTest({ ...settings, imap, sending: false });
    expect(failures(report)).toEqual(['tls NOT_MAIL']);
    const without = report.steps.map(({ server: _, ...step }) => step);
    expect(JSON.stringify({ ...report, steps: without })).not.toContain('OpenSSH');
  });

  it('says that a host does not exist', async () => {
    const settings = emailSettings(mailbox());
    const report = await runTest({ ...settings, imap: { ...settings.imap, host: 'nowhere.invalid' }, sending: false });
    expect(report.step('find_host')).toMatchObject({ ok: false, fix: expect.stringMatching(/spelling|DNS/) });
    expect(report.step('connect')).toMatchObject({ ok: null });
  });
});

describe('Test connection and certificates', () => {
  const started: MailServers[] = [];
  const start = async (certificate: 'expired' | 'selfSigned' | 'wrongName') => {
    const servers = await startMailServers({ certificate });
    started.push(servers);
    return servers;
  };
  afterAll(async () => {
    for (const servers of started) await servers.stop();
  });

  it.each([
    ['expired', 'CERT_EXPIRED'],
    ['selfSigned', 'CERT_SELF_SIGNED'],
    ['wrongName', 'CERT_NAME'],
  ] as const)('R17 refuses a certificate that is %s, and shows it', async (certificate, code) => {
    const servers = await start(certificate);
    const report = await runTest(emailSettings(servers.account()));
    expect(failures(report)).toEqual([`tls ${code}`, `smtp_tls ${code}`]);
    expect(report.step('tls')?.detail).toMatch(
      /Certificate for CN=localhost, issued by CN=.*valid until .*SHA-256 [0-9a-f]{64}/,
    );
    expect(report.step('imap_sign_in')?.ok).toBeNull();
  });

  it('R17 a private CA that is not known here is refused; added to the connector it is trusted', async () => {
    const { trust: _, ...settings } = emailSettings(mailbox());
    const report = await runTest(settings);
    expect(failures(report)).toEqual(['tls CERT_UNKNOWN_ISSUER', 'smtp_tls CERT_UNKNOWN_ISSUER']);
    expect((await runTest(emailSettings(mailbox()))).ok).toBe(true);
  });

  it('R17 a pinned self-signed certificate is accepted, another one is not', async () => {
    const servers = await start('selfSigned');
    const { trust: _, ...settings } = emailSettings(servers.account());
    const first = await runTest(settings);
    const sha256 = /SHA-256 ([0-9a-f]{64})/.exec(first.step('tls')?.detail ?? '')?.[1] ?? '';
    const pinned = await runTest({ ...settings, trust: { imapSha256: sha256.toUpperCase(), smtpSha256: sha256 } });
    expect(failures(pinned)).toEqual([]);
    const other = 'ab'.repeat(32);
    const refused = await runTest({ ...settings, trust: { imapSha256: other, smtpSha256: other } });
    expect(failures(refused)).toEqual(['tls CERT_PIN', 'smtp_tls CERT_PIN']);
  });

  it('R17 a pinned certificate that a CA signed is accepted without the CA, also with STARTTLS', async () => {
    const { ports } = sharedServers().mail;
    const { trust: _, ...settings } = emailSettings(mailbox());
    const first = await runTest(settings);
    const sha256 = /SHA-256 ([0-9a-f]{64})/.exec(first.step('tls')?.detail ?? '')?.[1] ?? '';
    const report = await runTest({
      imap: { ...settings.imap, port: ports.imap, security: 'starttls' },
      sending: true,
      smtp: { ...settings.smtp, port: ports.submission, security: 'starttls' },
      trust: { imapSha256: sha256, smtpSha256: sha256 },
    });
    expect(failures(report)).toEqual([]);
  });
});

describe('Test connection never signs in over clear text', () => {
  let smtp: FaultSmtp;
  let plainImap: MailServers;
  beforeAll(async () => {
    smtp = await startFaultSmtp();
    plainImap = await startMailServers();
  });
  afterAll(async () => {
    await smtp.stop();
    await plainImap.stop();
  });

  it('R16 silent downgrade is refused: no STARTTLS, no password, over SMTP', async () => {
    const settings = emailSettings(mailbox());
    const part = { host: '127.0.0.1', port: smtp.port, security: 'starttls' as const };
    const report = await runTest({ ...settings, smtp: { ...settings.smtp, ...part } });
    expect(failures(report)).toEqual(['smtp_tls STARTTLS_MISSING']);
    expect(smtp.stages.map(({ stage }) => stage)).not.toContain('auth');
    expect(smtp.logins).toEqual({ good: 0, bad: 0 });
  });

  it('R16 a STARTTLS offer that somebody on the way removes is refused over IMAP', async () => {
    const heard: string[] = [];
    const server = createTcpServer((socket) => {
      socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        heard.push(chunk.toString());
        const tag = chunk.toString().split(' ')[0];
        socket.write(`${tag} BAD unknown command\r\n`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const own = mailbox();
    const settings = emailSettings(own);
    const imap = { ...settings.imap, host: '127.0.0.1', port, security: 'starttls' as const };
    const report = await runTest({ ...settings, imap, sending: false });
    server.close();
    expect(failures(report)).toEqual(['tls STARTTLS_MISSING']);
    expect(heard.join('')).not.toMatch(/LOGIN|AUTHENTICATE/);
  });

  it('security none works on this machine and says what it means', async () => {
    const { ports } = plainImap;
    const report = await runTest({
      imap: { ...emailSettings(plainImap.account()).imap, host: '127.0.0.1', port: ports.imap, security: 'none' },
    });
    expect(failures(report)).toEqual([]);
    expect(report.step('tls')).toMatchObject({ ok: null, detail: expect.stringContaining('can be read on the way') });
  });

  it('a relay without sign-in is tested without one; a password is never dropped silently', async () => {
    const relay = await startFaultSmtp({ users: {} });
    const part = { host: '127.0.0.1', port: relay.port, security: 'none' as const, from: { address: 'a@sender.test' } };
    const none = await runTest({ sending: true, smtp: { ...part, auth: { kind: 'none' } } });
    expect(failures(none)).toEqual([]);
    expect(none.step('smtp_sign_in')?.ok).toBeNull();
    const auth = { kind: 'password' as const, user: 'a@sender.test', password: 'p' };
    const signed = await runTest({ sending: true, smtp: { ...part, auth } });
    expect(failures(signed)).toEqual(['smtp_sign_in SIGN_IN_NOT_OFFERED']);
    await relay.stop();
  });
});

describe('Test connection and refusals of the server', () => {
  it('R21 a wrong password is named as such, on both servers', async () => {
    const settings = emailSettings(sharedServers().mail.account('alice@sender.test'));
    const auth = { ...settings.imap.auth, password: 'wrong' };
    const report = await runTest({ ...settings, imap: { ...settings.imap, auth } });
    expect(failures(report)).toEqual(['imap_sign_in SIGN_IN_REFUSED', 'smtp_sign_in SIGN_IN_REFUSED']);
    expect(report.step('smtp_sign_in')?.server).toMatch(/^535/);
    expect(JSON.stringify(report)).not.toContain('wrong"');
  });

  it('R21 R36 a connection limit is not a bad password', async () => {
    const servers = await startMailServers({ connectionsPerUser: 1 });
    const own = servers.account('alice@sender.test');
    const busy = await servers.openImap(own.user);
    const report = await runTest({ ...emailSettings(own), sending: false });
    await busy.logout();
    expect(failures(report)).toEqual(['imap_sign_in SIGN_IN_BUSY']);
    expect(report.step('imap_sign_in')?.detail).not.toMatch(/refused user name/);
    await servers.stop();
  });

  it('A1.14 R13 finds Sent Items by name, localised and below INBOX, and says so when there is none', async () => {
    for (const [layout, detail] of [
      ['german', 'Gesendete Objekte, announced by the server.'],
      ['courier', 'INBOX.Sent, announced by the server.'],
      ['noattr', 'Sent, known by its name.'],
    ] as const) {
      const servers = await startMailServers({ layout });
      const report = await runTest(emailSettings(servers.account()));
      expect(report.step('find_sent')).toMatchObject({ ok: true, detail });
      await servers.stop();
    }
    const servers = await startMailServers({ layout: 'nosent' });
    const settings = emailSettings(servers.account());
    expect(failures(await runTest(settings))).toEqual(['find_sent SENT_MISSING']);
    expect(failures(await runTest({ ...settings, sentCopy: 'never' }))).toEqual([]);
    await servers.stop();
  });

  it('R13 an override wins, and a wrong one is named', async () => {
    const settings = emailSettings(mailbox());
    const named = { ...settings, imap: { ...settings.imap, folders: { sent: 'Drafts' } } };
    expect((await runTest(named)).learned.sentFolder).toBe('Drafts');
    const wrong = { ...settings, imap: { ...settings.imap, folders: { sent: 'Nope' } } };
    const report = await runTest(wrong);
    expect(report.step('find_sent')).toMatchObject({ code: 'SENT_MISSING', detail: expect.stringContaining('"Nope"') });
  });

  it.each([
    ['mail', '550 5.7.60 no right to send as this sender', 'sender_accepted SERVER_REFUSED'],
    ['rcpt', '550 5.1.1 no such user', 'recipient_accepted SERVER_REFUSED'],
    ['rcpt', '451 4.7.1 greylisted', 'recipient_accepted SERVER_BUSY'],
    ['auth', '454 4.7.0 temporary failure', 'smtp_sign_in SIGN_IN_BUSY'],
    ['auth', '535 5.7.139 SmtpClientAuthentication is disabled', 'smtp_sign_in PASSWORD_SIGN_IN_OFF'],
    ['auth', '534 5.7.9 Application-specific password required', 'smtp_sign_in APP_PASSWORD_NEEDED'],
  ] as const)('at %s "%s" is reported as %s with the words of the server', async (stage, reply, expected) => {
    const smtp = await startFaultSmtp({ rules: [{ stage, action: { reply } }] });
    const part = { host: '127.0.0.1', port: smtp.port, security: 'none' as const };
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const report = await runTest({ sending: true, smtp: { ...part, auth, from: { address: 'alice@sender.test' } } });
    expect(failures(report)).toEqual([expected]);
    expect(report.steps.find(({ ok }) => ok === false)?.server).toBe(reply);
    expect(smtp.mails).toEqual([]);
    await smtp.stop();
  });

  it.concurrent.each(['connect', 'ehlo', 'auth', 'mail', 'rcpt'] as const)(
    'ends in time when SMTP hangs at %s',
    async (stage) => {
      const smtp = await startFaultSmtp({ rules: [{ stage, action: 'hang' }] });
      const part = { host: '127.0.0.1', port: smtp.port, security: 'none' as const };
      const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
      const report = await runTest({ sending: true, smtp: { ...part, auth, from: { address: 'alice@sender.test' } } });
      expect(report.ok).toBe(false);
      expect(failures(report)[0]).toMatch(/SERVER_SILENT$/);
      await smtp.stop();
    },
  );

  it.concurrent.each([/LOGIN|AUTHENTICATE/i, /SELECT|EXAMINE/i, /LIST/i])(
    'ends in time when IMAP goes dark at %s',
    async (when) => {
      const { ports } = sharedServers().mail;
      const proxy = await startFaultProxy({ target: { port: ports.imap } });
      const hit = proxy.once('up', when, 'blackhole');
      const imap = { ...emailSettings(mailbox()).imap, host: '127.0.0.1', port: proxy.port, security: 'none' as const };
      const report = await runTest({ imap });
      await hit;
      expect(report.ok).toBe(false);
      expect(failures(report)).toHaveLength(1);
      await proxy.stop();
    },
  );
});
