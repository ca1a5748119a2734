import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { type DnsResolver, findProviderFor } from '../../../connectors/providers/look-up.ts';
import { loadProviders } from '../../../connectors/providers/providers.ts';
import { isSelfFiling } from '../../../connectors/types/email/account.ts';
import { emailConnectorSettingsSchema } from '../../../connectors/types/email/config.gen.ts';
import { missingEmailDetails } from '../../../connectors/types/email/missing.ts';
import { findProblems } from '../../../src/schema/validator.ts';

const providers = loadProviders();
const none = () => Promise.reject(Object.assign(new Error('none'), { code: 'ENODATA' }));
const dns = (records: Partial<{ srv: Record<string, [string, number]>; mx: string[] }>): DnsResolver => ({
  resolveSrv: async (name) => {
    const found = records.srv?.[name];
    return found ? [{ name: found[0], port: found[1], priority: 0, weight: 0 }] : none();
  },
  resolveMx: async () => (records.mx ? records.mx.map((exchange, priority) => ({ exchange, priority })) : none()),
});
const find = (address: string, records = dns({})) => findProviderFor(address, { providers, dns: records });

interface Service {
  domains?: string[];
  host?: string;
  port?: number;
  secure?: boolean;
}

describe('the provider catalogue', () => {
  it('has every provider the product promises', () => {
    const promised = [
      ...['gmail', 'google-workspace', 'microsoft365', 'outlook.com', 'yahoo', 'icloud', 'zoho', 'fastmail', 'gmx.com'],
      ...['gmx.net', 'web.de', 'ses', 'sendgrid', 'mailgun', 'postmark', 'proton-bridge', 'sandbox'],
    ];
    expect(
      providers
        .all()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(promised.sort());
  });

  it.each(loadProviders().all())('$label makes complete settings', (provider) => {
    const host = (name: string) =>
      name.replace(/\{(\w+)\}/, (_, key: string) => provider.placeholders?.[key]?.[0] ?? '?');
    const part = ({
      login: _,
      ...server
    }: {
      login: string;
      host: string;
      port: number;
      security: 'implicit' | 'starttls' | 'none';
    }) => ({
      ...server,
      host: host(server.host),
    });
    const auth = { kind: 'password' as const, user: 'a@example.com', password: 'x' };
    const settings = {
      ...(provider.imap ? { imap: { ...part(provider.imap), auth } } : {}),
      sending: true,
      smtp: { ...part(provider.smtp), ...(provider.imap ? {} : { auth }), from: { address: 'a@example.com' } },
    };
    expect(findProblems(emailConnectorSettingsSchema, settings)).toEqual([]);
    expect(missingEmailDetails(settings)).toEqual([]);
  });

  it('R10 a host that files by itself is one of a provider that does, and the other way round', () => {
    for (const provider of providers.all()) {
      const local = provider.smtp.host === '127.0.0.1';
      expect(isSelfFiling(provider.smtp.host), provider.id).toBe(provider.sentCopy === 'server' && !local);
    }
  });

  it('agrees with the list of well-known services of nodemailer, except where that one is known to be wrong', () => {
    const file = createRequire(import.meta.url).resolve('nodemailer/lib/well-known/services.json');
    const services = Object.values(createRequire(import.meta.url)(file) as Record<string, Service>);
    // mail-servers.md: nodemailer sends the German GMX domains to the international host.
    // Its Proton host takes only tokens of business accounts; a mailbox is reached through Bridge.
    const exceptions = ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'proton.me', 'protonmail.com', 'pm.me'];
    let compared = 0;
    for (const provider of providers.all()) {
      for (const domain of provider.domains.filter((name) => !exceptions.includes(name))) {
        const service = services.find(({ domains }) => domains?.includes(domain));
        if (!service?.host) continue;
        expect(provider.smtp.host.replace('{region}', 'com'), domain).toBe(service.host);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });
});

describe('looking up an address', () => {
  it.each([
    ['anna@gmail.com', 'gmail'],
    ['anna@GMX.de', 'gmx.net'],
    ['anna@hotmail.com', 'outlook.com'],
    ['anna@yahoo.co.uk', 'yahoo'],
    ['anna@contoso.onmicrosoft.com', 'microsoft365'],
    ['anna@web.de', 'web.de'],
  ])('%s is %s by its domain', async (address, id) => {
    expect(await find(address)).toMatchObject({ foundBy: 'domain', provider: { id } });
  });

  it.each([
    ['aspmx.l.google.com', 'google-workspace'],
    ['contoso-com.mail.protection.outlook.com', 'microsoft365'],
    ['in1-smtp.messagingengine.com', 'fastmail'],
  ])('a domain whose mail goes to %s is %s', async (exchange, id) => {
    expect(await find('anna@contoso.test', dns({ mx: [exchange] }))).toMatchObject({ foundBy: 'mx', provider: { id } });
  });

  it('SRV records name the servers, implicit TLS first', async () => {
    const srv = {
      '_imaps._tcp.contoso.test': ['imap.contoso.test', 993],
      '_imap._tcp.contoso.test': ['imap.contoso.test', 143],
      '_submission._tcp.contoso.test': ['smtp.contoso.test', 587],
    } as Record<string, [string, number]>;
    expect(await find('anna@contoso.test', dns({ srv, mx: ['aspmx.l.google.com'] }))).toEqual({
      ...{ foundBy: 'srv', domain: 'contoso.test' },
      imap: { host: 'imap.contoso.test', port: 993, security: 'implicit' },
      smtp: { host: 'smtp.contoso.test', port: 587, security: 'starttls' },
    });
  });

  it('an SRV target "." means that the service is not offered', async () => {
    const srv = { '_imaps._tcp.contoso.test': ['.', 0] } as Record<string, [string, number]>;
    expect(await find('anna@contoso.test', dns({ srv }))).toMatchObject({ foundBy: 'nothing' });
  });

  it('says clearly that nothing is known, also when DNS never answers', async () => {
    const silent: DnsResolver = { resolveSrv: () => new Promise(() => {}), resolveMx: () => new Promise(() => {}) };
    const startedAt = Date.now();
    expect(await find('anna@contoso.test', silent)).toEqual({
      ...{ foundBy: 'nothing', domain: 'contoso.test' },
      message: expect.stringContaining('Ask your provider'),
    });
    expect(Date.now() - startedAt).toBeLessThan(4_000);
  });

  it('a foreign domain that only looks like a provider is not one', async () => {
    for (const address of ['a@gmail.com.evil.test', 'a@notgmail.com', 'a@yahoo.evil.test']) {
      expect(await find(address)).toMatchObject({ foundBy: 'nothing' });
    }
    expect(await find('a@contoso.test', dns({ mx: ['evilgoogle.com'] }))).toMatchObject({ foundBy: 'nothing' });
  });

  it('an internationalised domain is looked up by its A-label', async () => {
    expect(await find('anna@bücher.example')).toMatchObject({ domain: 'xn--bcher-kva.example' });
  });

  it.each(['', 'anna', '@gmail.com', 'anna@', 'anna@localhost', 'anna@a b.com'])(
    '"%s" is no address',
    async (address) => {
      await expect(find(address)).rejects.toMatchObject({ code: 'VALIDATION' });
    },
  );
});
