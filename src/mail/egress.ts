import { lookup as systemLookup } from 'node:dns/promises';
import { type BlockList, isIP } from 'node:net';
import { AppError, type Egress, type EgressUse } from '../sdk/index.ts';
import { inRanges, isPublic, NAMED_RANGES, plainAddress, rangesOf } from './address-range.ts';

/** As an operator writes it, checked by `parseEgress`. */
export interface EgressSettings {
  /** beside public addresses: 'loopback', 'private', hosts, '*.example.com', addresses and CIDR ranges; each may end in ':port' or ':*' */
  allow: readonly string[];
  /** beside the usual ones of mail and HTTPS */
  ports: readonly number[];
}

/** Mail: relay, submission (RFC 6409) and its usual other port, submissions and imaps (RFC 8314), IMAP. */
export const USUAL_PORTS_OF: Record<EgressUse, readonly number[]> = {
  mail: [25, 465, 587, 2525, 143, 993],
  web: [443],
};

export type LookUp = (host: string) => Promise<string[]>;

interface Entry {
  matches(host: string, address: string): boolean;
  /** absent: the usual ones */
  port: number | 'any' | undefined;
}

/** The policy in force. `lookUp` is for tests; the system's resolver knows /etc/hosts, too. */
export function openEgress(settings: EgressSettings, lookUp: LookUp = systemAddresses): Egress {
  const entries = settings.allow.map(parseEntry);
  const isAllowed = (host: string, address: string, port: number, use: EgressUse) => {
    const usual = settings.ports.includes(port) || USUAL_PORTS_OF[use].includes(port);
    return (
      (usual && isPublic(address)) ||
      entries.some(
        (entry) => (entry.port === undefined ? usual : isPort(entry.port, port)) && entry.matches(host, address),
      )
    );
  };
  return {
    resolve: async (given, port, use = 'mail') => {
      const host = given.toLowerCase().replace(/\.$/, '');
      const addresses = isIP(host.split('%')[0] ?? '') === 0 ? await lookUp(host) : [host];
      // One forbidden address among several is enough: whoever owns the name chose it.
      if (addresses.length > 0 && addresses.every((address) => isAllowed(host, address, port, use))) return addresses;
      throw notAllowed();
    },
  };
}

function isPort(allowed: number | 'any', port: number): boolean {
  return allowed === 'any' || allowed === port;
}

/** The same words for whatever was refused: they must not tell what is there. */
function notAllowed(): AppError {
  return new AppError(
    'EGRESS',
    'This address is not allowed by your administrator. Ask whoever runs this server to allow server and port.',
    { details: { reason: 'ADDRESS_NOT_ALLOWED' } },
  );
}

/** Throws a sentence for an entry that cannot be understood. */
export function parseEntry(text: string): Entry {
  const { what, port } = splitPort(text.toLowerCase());
  const matches = parseWhat(what, text);
  return { matches, port };
}

function parseWhat(what: string, text: string): Entry['matches'] {
  if (what === 'loopback' || what === 'private') return inside(rangesOf(NAMED_RANGES[what]));
  if (isIP(what.split('/')[0] ?? '') !== 0) return inside(rangesOf([what]));
  if (
    /^(\*\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*$/.test(what) &&
    !/^[\d.]+$/.test(what)
  ) {
    return what.startsWith('*.') ? (host) => host.endsWith(what.slice(1)) : (host) => host === what;
  }
  throw new Error(`"${text}" is no host, "*.example.com", address, CIDR range, "loopback" or "private"`);
}

function inside(list: BlockList): Entry['matches'] {
  return (_host, address) => inRanges(list, address.split('%')[0] ?? '') || inRanges(list, plainAddress(address));
}

/** 'host:25', 'private:*', '[::1]:25'; an IPv6 address alone has colons, too. */
function splitPort(text: string): { what: string; port: Entry['port'] } {
  const found = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}|\*))?$/.exec(text);
  if (found === null) return { what: text, port: undefined };
  const port = found[3] === undefined ? undefined : found[3] === '*' ? 'any' : Number(found[3]);
  if (typeof port === 'number' && (port < 1 || port > 65_535)) throw new Error(`"${text}" has no port from 1 to 65535`);
  return { what: found[1] ?? found[2] ?? '', port };
}

async function systemAddresses(host: string): Promise<string[]> {
  const found = await systemLookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}
