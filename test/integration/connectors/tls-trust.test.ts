import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeTls } from '../../../src/mail/probe-tls.ts';
import { tlsOptions as trustedOptions } from '../../../src/mail/tls-trust.ts';
import { type MailServers, startMailServers } from '../../support/mail/mail-servers.ts';
import { sharedServers } from '../../support/servers.ts';
import { testEgress } from '../../support/test-egress.ts';

const patience = () => ({ timeoutMs: 3_000, signal: new AbortController().signal, egress: testEgress });
const tlsOptions = (of: Parameters<typeof trustedOptions>[0]) => trustedOptions(of, { egress: testEgress });
const endpoint = (port: number, trust = {}) => ({ host: 'localhost', port, security: 'implicit' as const, trust });

/** 'connected', or the code of the refusal. */
async function connect(port: number, options: tls.ConnectionOptions): Promise<string> {
  const socket = tls.connect({ host: 'localhost', port, ...options });
  try {
    await once(socket, 'secureConnect');
    return 'connected';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  } finally {
    socket.destroy();
  }
}

const fingerprint = async (port: number) => (await probeTls(endpoint(port), patience())).certificate.sha256;

describe('trust in a server', () => {
  let own: MailServers;
  let other: MailServers;
  beforeAll(async () => {
    own = await startMailServers({ certificate: 'selfSigned' });
    other = await startMailServers({ certificate: 'selfSigned' });
  });
  afterAll(async () => {
    await own.stop();
    await other.stop();
  });

  it('R17 a pinned certificate is the only one that is accepted', async () => {
    const port = own.ports.imaps;
    const options = await tlsOptions(endpoint(port, { pinnedSha256: await fingerprint(port) }));
    expect(await connect(port, options)).toBe('connected');
    expect(await connect(other.ports.imaps, options)).not.toBe('connected');
    expect(await connect(sharedServers().mail.ports.imaps, options)).not.toBe('connected');
  });

  it('R17 another certificate than the pinned one is refused and named, and so it is once the pinned one was seen', async () => {
    const third = await startMailServers({ certificate: 'selfSigned' });
    const [shown, pin] = [await fingerprint(own.ports.imaps), await fingerprint(third.ports.imaps)];
    await expect(tlsOptions(endpoint(own.ports.imaps, { pinnedSha256: pin }))).rejects.toMatchObject({
      code: 'MAIL_TLS',
      details: { reason: 'CERT_PIN', wanted: pin, seen: shown },
    });
    expect(await connect(third.ports.imaps, await tlsOptions(endpoint(third.ports.imaps, { pinnedSha256: pin })))).toBe(
      'connected',
    );
    await third.stop();
    const options = await tlsOptions(endpoint(own.ports.imaps, { pinnedSha256: pin }));
    expect(await connect(own.ports.imaps, options)).not.toBe('connected');
  });

  it('R17 without a pin or a CA a self-signed or private certificate is refused; with the CA it is accepted', async () => {
    const { ports, certs } = sharedServers().mail;
    expect(await connect(own.ports.imaps, await tlsOptions(endpoint(own.ports.imaps)))).toBe(
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    );
    expect(await connect(ports.imaps, await tlsOptions(endpoint(ports.imaps)))).not.toBe('connected');
    const trusting = await tlsOptions(endpoint(ports.imaps, { caPem: certs.caPem }));
    expect(await connect(ports.imaps, trusting)).toBe('connected');
    expect(await connect(own.ports.imaps, trusting)).not.toBe('connected');
  });

  it('R17 a CA that cannot be read is named', async () => {
    const caPem = '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----';
    await expect(tlsOptions(endpoint(own.ports.imaps, { caPem }))).rejects.toMatchObject({
      details: { reason: 'CERT_CA_UNREADABLE' },
    });
  });

  it('R16 TLS older than 1.2 is refused', async () => {
    const { cert, key } = sharedServers().mail.certs.good;
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const server = tls.createServer({ cert, key, ...old });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { caPem } = sharedServers().mail.certs;
    expect(await connect(port, await tlsOptions(endpoint(port, { caPem })))).toMatch(/PROTOCOL/);
    server.close();
  });
});
