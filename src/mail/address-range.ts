import { BlockList, isIP, isIPv4 } from 'node:net';

/** What a person may write for many addresses at once. */
export const NAMED_RANGES = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
} as const satisfies Record<string, readonly string[]>;

/** Not of the public Internet (the registries of RFC 6890); multicast and reserved included. */
const CLOSED_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];
/** Within 2000::/3, the only part of IPv6 that is routed: protocol assignments with Teredo, documentation. */
const CLOSED_V6 = ['2001::/23', '2001:db8::/32', '3fff::/20'];

const closed = rangesOf([...CLOSED_V4, ...CLOSED_V6]);
const routed = rangesOf(['2000::/3']);

/** Throws a sentence without a subject for what is no address or CIDR range. */
export function rangesOf(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', bits] = cidr.split('/');
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (family === 0 || !(length <= most)) throw new Error(`"${cidr}" is neither an address nor a CIDR range`);
    list.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

export function inRanges(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

export function isPublic(address: string): boolean {
  const plain = plainAddress(address);
  if (isIP(plain) === 0) return false;
  if (isIPv4(plain)) return !inRanges(closed, plain);
  return inRanges(routed, plain) && !inRanges(closed, plain);
}

/**
 * The IPv4 address that an IPv6 address stands for: mapped and compatible (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC
 * 3056); any other as it is, without its zone.
 */
export function plainAddress(address: string): string {
  const bare = address.split('%')[0] ?? '';
  if (isIP(bare) !== 6) return bare;
  const groups = groupsOf(bare);
  const [a = 0, b = 0, c = 0, , , , g = 0, h = 0] = groups;
  const zeros = (from: number, to: number) => groups.slice(from, to).every((group) => group === 0);
  if (a === 0x2002) return quad(b, c);
  if (a === 0x64 && b === 0xff9b && zeros(2, 6)) return quad(g, h);
  if (zeros(0, 5) && groups[5] === 0xffff) return quad(g, h);
  // ::ffff:0:a.b.c.d of RFC 2765
  if (zeros(0, 4) && groups[4] === 0xffff && groups[5] === 0) return quad(g, h);
  return zeros(0, 6) && g !== 0 ? quad(g, h) : bare;
}

function groupsOf(address: string): number[] {
  const [, before = '', dotted] = /^(.*?)(\d+\.\d+\.\d+\.\d+)?$/.exec(address) ?? [];
  const tail = dotted === undefined ? [] : dotted.split('.').map(Number);
  const [p = 0, q = 0, r = 0, s = 0] = tail;
  const text =
    dotted === undefined ? address : `${before}${((p << 8) | q).toString(16)}:${((r << 8) | s).toString(16)}`;
  const [head = '', end] = text.split('::');
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const first = numbers(head);
  const last = end === undefined ? [] : numbers(end);
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}

function quad(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
