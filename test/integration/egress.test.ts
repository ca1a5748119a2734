import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { emailAccount } from '../../connectors/types/email/account.ts';
import { testEmailAccount } from '../../connectors/types/email/test.ts';
import { dial } from '../../src/mail/dial.ts';
import { openEgress } from '../../src/mail/egress.ts';
import { egressFetch, egressRequest } from '../../src/mail/egress-fetch.ts';
import { openImapSession } from '../../src/mail/imap-session.ts';
import { openSmtpSession } from '../../src/mail/smtp-session.ts';
import type { Egress, ServerEndpoint } from '../../src/sdk/index.ts';
import { startDnsServer } from '../support/dns-server.ts';
import { deliveryOf, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';
import { testEgress } from '../support/test-egress.ts';

const closed = openEgress({ allow: [], ports: [] });
const signal = new AbortController().signal;
const patience = { timeoutMs: 3_000, signal };
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Notes who connects. */
async function listen(host: string, port = 0): Promise<{ port: number; connections(): number }> {
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    socket.end('220 here ESMTP\r\n');
  });
  server.listen(port, host);
  await once(server, 'listening');
  stops.push(() => new Promise((done) => server.close(done)));
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

const endpoint = (host: string, port: number): ServerEndpoint => ({
  ...{ host, port, security: 'none', trust: {} },
  auth: { kind: 'password', user: 'alice', password: 'pw-of-anyone' },
});

const refused = { code: 'EGRESS', details: { reason: 'ADDRESS_NOT_ALLOWED' } };

describe('security.md 4: every way out asks the policy', () => {
  test('beyond 16 SMTP, IMAP and the probes connect nowhere that is not allowed', async () => {
    const { port, connections } = await listen('127.0.0.1');
    const pinned = {
      ...endpoint('127.0.0.1', port),
      security: 'implicit' as const,
      trust: { pinnedSha256: 'ab'.repeat(32) },
    };
    await expect(openSmtpSession(endpoint('127.0.0.1', port), { egress: closed })).rejects.toMatchObject(refused);
    await expect(openImapSession(endpoint('127.0.0.1', port), { egress: closed })).rejects.toMatchObject(refused);
    await expect(openSmtpSession(pinned, { egress: closed })).rejects.toMatchObject(refused);
    await expect(dial({ host: '127.0.0.1', port }, { ...patience, egress: closed })).rejects.toMatchObject(refused);
    expect(connections()).toBe(0);
    const socket = await dial({ host: '127.0.0.1', port }, { ...patience, egress: testEgress });
    socket.destroy();
    await expect.poll(connections).toBe(1);
  });

  test('beyond 16 a test says the same of an open, a closed and a silent port, and connects to none of them', async () => {
    const { port: open, connections } = await listen('127.0.0.1');
    const { port: gone } = await listen('127.0.0.1');
    await stops.pop()?.();
    const reports = await Promise.all(
      [
        ['127.0.0.1', open],
        ['127.0.0.1', gone],
        // nobody answers there
        ['10.255.255.1', 587],
        ['localhost', open],
        // public, and no port of mail
        ['192.0.2.1', 22],
      ].map(([host, port]) => testOf(closed, String(host), Number(port))),
    );
    expect(new Set(reports.map((report) => JSON.stringify(report)))).toEqual(new Set([JSON.stringify(reports[0])]));
    expect(reports[0]).toEqual([
      {
        id: 'find_host',
        ok: false,
        code: 'ADDRESS_NOT_ALLOWED',
        detail: 'This address is not allowed by your administrator.',
        fix: 'Ask whoever runs this server to allow server and port.',
      },
    ]);
    expect(connections()).toBe(0);
  });

  test('beyond 16 a name that answers something else the second time is connected to where it was checked (TTL 0)', async () => {
    const inside = await listen('127.0.0.1');
    const outside = await listen('127.0.0.2', inside.port);
    const dns = await startDnsServer(['127.0.0.2', '127.0.0.1']);
    stops.push(() => dns.stop());
    const resolver = new Resolver();
    resolver.setServers([`127.0.0.1:${dns.port}`]);
    const egress = openEgress({ allow: ['127.0.0.2:*'], ports: [] }, (host) => resolver.resolve4(host));
    const socket = await dial({ host: 'rebind.example', port: inside.port }, { ...patience, egress });
    expect(socket.remoteAddress).toBe('127.0.0.2');
    socket.destroy();
    expect(dns.asked()).toBe(1);
    await expect(dial({ host: 'rebind.example', port: inside.port }, { ...patience, egress })).rejects.toMatchObject(
      refused,
    );
    expect([inside.connections(), outside.connections()]).toEqual([0, 1]);
  });

  test('the certificate is still that of the name, whatever address was checked', async () => {
    const { ports, certs } = sharedServers().mail;
    const egress = openEgress({ allow: ['127.0.0.1:*'], ports: [] }, async () => ['127.0.0.1']);
    const trust = { caPem: certs.caPem };
    const { user } = sharedServers().mail.account();
    const open = (host: string) => {
      const auth = { kind: 'password' as const, user, password: 'pw-of-anyone' };
      return openImapSession({ host, port: ports.imaps, security: 'implicit', auth, trust }, { egress });
    };
    (await open('localhost')).close();
    await expect(open('other.example')).rejects.toMatchObject({ code: 'MAIL_TLS', details: { reason: 'CERT_NAME' } });
  });
});

forEachDatabase((database) => {
  test('the queue of a connector that may not be reached is kept, and the connector says why', async () => {
    const { port, connections } = await listen('127.0.0.1');
    const smtp = endpoint('127.0.0.1', port);
    const rig = await openOutboxRig({
      url: await database.create(),
      accounts: [testAccount({ smtp })],
      egress: closed,
    });
    stops.push(() => rig.close());
    const id = await rig.send();
    await rig.outbox.start();
    await expect.poll(() => rig.told.problematic).toContainEqual(expect.stringMatching(/^This address is not allowed/));
    expect(await deliveryOf(rig.store, id)).toMatchObject({ state: 'queued', attempts: 0 });
    expect(connections()).toBe(0);
  });
});

async function testOf(egress: Egress, host: string, port: number) {
  const auth = { kind: 'password' as const, user: 'alice', password: 'pw-of-anyone' };
  const account = emailAccount(
    { imap: { host, port, security: 'implicit', auth } },
    { id: 'c1', displayName: 'Payroll', learned: {} },
  );
  const report = await testEmailAccount(account, {}, { signal, egress, onStep: () => undefined });
  return report.steps.filter(({ ok }) => ok !== null).map(({ ms: _ms, label: _label, ...step }) => step);
}

describe('HTTP requests', () => {
  async function web(): Promise<{ port: number; asked: string[] }> {
    const asked: string[] = [];
    const server = createHttpServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (request.url === '/redirect') return response.writeHead(302, { location: 'http://127.0.0.1:1/inside' }).end();
      request.pipe(response.writeHead(200, { 'content-type': 'application/json' }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(() => new Promise((done) => server.close(done)));
    return { port: (server.address() as AddressInfo).port, asked };
  }

  test('go to checked addresses only', async () => {
    const { port, asked } = await web();
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433']) {
      await expect(egressRequest(closed, `http://${host}:${port}/`)).rejects.toMatchObject(refused);
    }
    await expect(egressRequest(closed, 'file:///etc/passwd')).rejects.toMatchObject({ code: 'VALIDATION' });
    expect(asked).toEqual([]);
  });

  test('answer a redirect instead of following it, and work as fetch does', async () => {
    const { port, asked } = await web();
    const answer = await egressRequest(testEgress, `http://127.0.0.1:${port}/redirect`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/inside']);
    const echo = await egressFetch(testEgress)(`http://127.0.0.1:${port}/echo`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token' }),
    });
    expect(await echo.text()).toBe('grant_type=refresh_token');
    expect(asked).toEqual(['GET /redirect', 'POST /echo']);
  });
});
