import { afterEach, expect, test } from 'vitest';
import { openSmtpSession } from '../../src/mail/smtp-session.ts';
import type { ServerEndpoint } from '../../src/sdk/index.ts';
import { type FaultSmtpOptions, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { sharedServers } from '../support/servers.ts';
import { testEgress } from '../support/test-egress.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function capabilitiesOf(endpoint: ServerEndpoint) {
  const session = await openSmtpSession(endpoint, { egress: testEgress });
  stops.push(() => session.close());
  return session.capabilities;
}

async function plain(options: FaultSmtpOptions, auth: ServerEndpoint['auth']) {
  const server = await startFaultSmtp(options);
  stops.push(() => server.stop());
  return capabilitiesOf({ host: '127.0.0.1', port: server.port, security: 'none', trust: {}, auth });
}

test('E4 a session knows its TLS version, the kind of its sign-in and what the server offers after STARTTLS', async () => {
  const { mail } = sharedServers();
  const { user, password, caPem } = mail.account();
  const auth = { kind: 'password' as const, user, password };
  const { submission: port } = mail.ports;
  const offered = await capabilitiesOf({ host: 'localhost', port, security: 'starttls', trust: { caPem }, auth });
  expect(offered).toEqual({ tls: 'TLSv1.3', signIn: 'password', size: true, dsn: true, pipelining: true });
});

test('E4 no TLS, no sign-in and a server that offers nothing are told as such', async () => {
  const none = { tls: null, signIn: 'none', size: false, dsn: false, pipelining: false };
  expect(await plain({ users: {}, extensions: [] }, { kind: 'none' })).toEqual(none);
  // A word that only begins alike is another extension.
  expect(await plain({ users: {}, extensions: ['SIZES 10', 'DSNX', 'size'] }, { kind: 'none' })).toEqual({
    ...none,
    size: true,
  });
  const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
  expect(await plain({ extensions: ['PIPELINING'] }, auth)).toEqual({ ...none, signIn: 'password', pipelining: true });
});
