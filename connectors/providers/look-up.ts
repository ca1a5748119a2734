import type { SrvRecord } from 'node:dns';
import { domainToASCII } from 'node:url';
import { invalid } from '../../src/sdk/index.ts';
import type { Provider } from './provider.gen.ts';
import type { ShippedProviders } from './providers.ts';

const DNS_MS = 3_000;

/** The two look-ups of node:dns/promises that are needed; injected, so that tests need no network. */
export interface DnsResolver {
  resolveSrv(name: string): Promise<SrvRecord[]>;
  resolveMx(name: string): Promise<{ exchange: string; priority: number }[]>;
}

export interface FoundServer {
  host: string;
  port: number;
  security: 'implicit' | 'starttls';
}

/** What is known of the servers of an address, and from where. */
export type ProviderFinding =
  | { foundBy: 'domain' | 'mx'; domain: string; provider: Provider }
  | { foundBy: 'srv'; domain: string; imap?: FoundServer; smtp?: FoundServer }
  | { foundBy: 'nothing'; domain: string; message: string };

/** By the domains of the catalogue, then by DNS: SRV records (RFC 6186), then the mail exchangers. */
export async function findProviderFor(
  address: string,
  deps: { providers: Pick<ShippedProviders, 'all'>; dns: DnsResolver },
): Promise<ProviderFinding> {
  const domain = domainOf(address);
  const all = deps.providers.all();
  // A whole domain says more than a pattern: an own provider may serve one domain of a large one.
  const known =
    all.find(({ domains }) => domains.includes(domain)) ??
    all.find(({ domains }) => domains.some((pattern) => matchesDomain(domain, pattern)));
  if (known) return { foundBy: 'domain', domain, provider: known };
  const [imap, smtp, exchangers] = await Promise.all([
    firstService(deps.dns, domain, [
      ['_imaps._tcp', 'implicit'],
      ['_imap._tcp', 'starttls'],
    ]),
    firstService(deps.dns, domain, [
      // RFC 8314, section 5.1
      ['_submissions._tcp', 'implicit'],
      ['_submission._tcp', 'starttls'],
    ]),
    answered(deps.dns.resolveMx(domain)),
  ]);
  if (imap || smtp) return { foundBy: 'srv', domain, ...(imap ? { imap } : {}), ...(smtp ? { smtp } : {}) };
  const hosts = [...exchangers].sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange.toLowerCase());
  const provider = all.find(({ mx }) => mx.some((end) => hosts.some((host) => isUnder(host, end))));
  if (provider) return { foundBy: 'mx', domain, provider };
  return {
    foundBy: 'nothing',
    domain,
    message: `Nothing is known about ${domain}. Ask your provider for the IMAP and SMTP servers and type them in.`,
  };
}

function domainOf(address: string): string {
  const at = address.trim().lastIndexOf('@');
  const domain = domainToASCII(address.trim().slice(at + 1));
  if (at < 1 || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) {
    throw invalid([{ path: '/address', message: 'This is not an e-mail address. Write it as name@example.com.' }]);
  }
  return domain;
}

function matchesDomain(domain: string, pattern: string): boolean {
  if (pattern.startsWith('*.')) return domain.endsWith(pattern.slice(1));
  // 'yahoo.*' is yahoo.de and yahoo.co.uk, but not yahoo.example.com.
  if (pattern.endsWith('.*')) {
    const rest = domain.startsWith(pattern.slice(0, -1)) ? domain.slice(pattern.length - 1) : '';
    return /^(?:[a-z]{2,3}|com?\.[a-z]{2})$/.test(rest);
  }
  return domain === pattern;
}

function isUnder(host: string, end: string): boolean {
  return host === end || host.endsWith(`.${end}`);
}

async function firstService(
  dns: DnsResolver,
  domain: string,
  services: readonly (readonly [string, FoundServer['security']])[],
): Promise<FoundServer | undefined> {
  const found = await Promise.all(services.map(([service]) => answered(dns.resolveSrv(`${service}.${domain}`))));
  for (const [index, [, security]] of services.entries()) {
    const best = [...(found[index] ?? [])].sort((a, b) => a.priority - b.priority || b.weight - a.weight)[0];
    // RFC 6186, section 3.4: "." means that the service is not offered.
    if (best && best.name !== '' && best.name !== '.')
      return { host: best.name.toLowerCase(), port: best.port, security };
  }
  return undefined;
}

/** No record, no answer and no DNS at all are the same here: nothing is known. */
async function answered<T>(query: Promise<T[]>): Promise<T[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T[]>((resolve) => {
    timer = setTimeout(() => resolve([]), DNS_MS);
  });
  try {
    return await Promise.race([query.catch(() => []), late]);
  } finally {
    clearTimeout(timer);
  }
}
