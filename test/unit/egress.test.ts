import { describe, expect, test } from 'vitest';
import { egressText, parseEgress } from '../../src/egress-config.ts';
import { isPublic } from '../../src/mail/address-range.ts';
import { type EgressSettings, openEgress } from '../../src/mail/egress.ts';

const allowing = (allow: string[], ports: number[] = []): EgressSettings => ({ allow, ports });
const answering = (addresses: Record<string, string[]>) => async (host: string) => addresses[host] ?? [];

async function verdict(settings: EgressSettings, host: string, port = 587, dns = {}): Promise<string> {
  try {
    await openEgress(settings, answering(dns)).resolve(host, port);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const CLOSED = [
  ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
  ...['0.0.0.0', '0.1.2.3', '100.64.0.1', '224.0.0.1', '239.255.255.255', '255.255.255.255', '240.0.0.1', '198.18.0.1'],
  ...['::1', '::', 'fe80::1', 'fe80::1%lo', 'fc00::1', 'fd12:3456::1', 'ff02::1', 'fec0::1', '2001:db8::1', '2001::1'],
  // mapped, compatible, translated, NAT64 and 6to4 forms of what is closed
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:0a00:0001', '::127.0.0.1', '::7f00:1', '::ffff:0:127.0.0.1'],
  ...[
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2002:7f00:1::1',
    '2002:c0a8:101::',
    '::ffff:169.254.169.254',
  ],
];
const OPEN = [
  '8.8.8.8',
  '172.32.0.1',
  '11.0.0.1',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2002:808:808::1',
];

describe('security.md 4: addresses', () => {
  test.each(CLOSED)('%s is refused', async (address) => {
    expect(isPublic(address)).toBe(false);
    expect(await verdict(allowing([]), address)).toBe('EGRESS');
    expect(await verdict(allowing([]), 'name.example', 587, { 'name.example': [address] })).toBe('EGRESS');
  });

  test.each(OPEN)('%s is public', async (address) => {
    expect(isPublic(address)).toBe(true);
    expect(await verdict(allowing([]), address)).toBe('allowed');
  });

  test.each(['127.1', '0x7f.1', '2130706433', '017700000001', '0x7f000001', 'localhost', '127.0.0.1.', 'LOCALHOST.'])(
    '%s is refused as what the system makes of it',
    async (host) => {
      await expect(openEgress(allowing([])).resolve(host, 587)).rejects.toMatchObject({
        code: 'EGRESS',
        message: expect.stringMatching(/^This address is not allowed by your administrator\./),
      });
      await expect(openEgress(allowing(['loopback'])).resolve(host, 587)).resolves.not.toEqual([]);
    },
  );

  test('one forbidden address among several is enough, and no address at all is none', async () => {
    const dns = { 'both.example': ['8.8.8.8', '10.0.0.1'], 'none.example': [] };
    expect(await verdict(allowing([]), 'both.example', 587, dns)).toBe('EGRESS');
    expect(await verdict(allowing([]), 'none.example', 587, dns)).toBe('EGRESS');
    expect(await verdict(allowing(['10.0.0.0/8']), 'both.example', 587, dns)).toBe('allowed');
  });
});

describe('what an operator allows', () => {
  test.each([
    ['10.1.0.0/16', '10.1.2.3', 'allowed'],
    ['10.1.0.0/16', '10.2.2.3', 'EGRESS'],
    ['10.1.2.3', '::ffff:10.1.2.3', 'allowed'],
    ['fd00::/8', 'fd00::25', 'allowed'],
    ['private', '192.168.7.7', 'allowed'],
    ['private', '127.0.0.1', 'EGRESS'],
    ['private', '169.254.169.254', 'EGRESS'],
    ['169.254.0.0/16', '169.254.169.254', 'allowed'],
  ])('%s: %s is %s', async (entry, address, expected) => {
    expect(await verdict(allowing([entry]), address)).toBe(expected);
  });

  test('hosts by name, with or without everything below them', async () => {
    const dns = {
      'mail.intern.example': ['10.0.0.1'],
      'intern.example': ['10.0.0.2'],
      'evilintern.example': ['10.0.0.3'],
    };
    const seen = (entry: string) =>
      Promise.all(Object.keys(dns).map((host) => verdict(allowing([entry]), host, 587, dns)));
    expect(await seen('mail.intern.example')).toEqual(['allowed', 'EGRESS', 'EGRESS']);
    expect(await seen('*.intern.example')).toEqual(['allowed', 'EGRESS', 'EGRESS']);
    expect(await seen('Intern.Example')).toEqual(['EGRESS', 'allowed', 'EGRESS']);
  });

  test('ports: the usual ones of mail, those that are added, and one for an entry', async () => {
    const open = await Promise.all(
      [25, 465, 587, 2525, 143, 993].map((port) => verdict(allowing([]), '8.8.8.8', port)),
    );
    expect(new Set(open)).toEqual(new Set(['allowed']));
    for (const port of [22, 80, 443, 6379, 1025]) expect(await verdict(allowing([]), '8.8.8.8', port)).toBe('EGRESS');
    expect(await verdict(allowing([], [2587]), '8.8.8.8', 2587)).toBe('allowed');
    expect(await verdict(allowing(['10.0.0.1:1025']), '10.0.0.1', 1025)).toBe('allowed');
    expect(await verdict(allowing(['10.0.0.1:1025']), '10.0.0.1', 25)).toBe('EGRESS');
    expect(await verdict(allowing(['[fd00::1]:1025']), 'fd00::1', 1025)).toBe('allowed');
    expect(await verdict(allowing(['loopback:*']), '127.0.0.1', 6379)).toBe('allowed');
    await expect(openEgress(allowing([])).resolve('8.8.8.8', 443, 'web')).resolves.toEqual(['8.8.8.8']);
    await expect(openEgress(allowing([])).resolve('8.8.8.8', 587, 'web')).rejects.toMatchObject({ code: 'EGRESS' });
  });
});

describe('the configuration', () => {
  test('is closed in production, and open to this machine and private networks elsewhere', () => {
    expect(parseEgress({ NODE_ENV: 'production' })).toEqual({ allow: [], ports: [] });
    expect(parseEgress({})).toEqual({ allow: ['loopback:*', 'private:*'], ports: [] });
    expect(parseEgress({ MAILRULE_EGRESS_ALLOW: 'none' })).toEqual({ allow: [], ports: [] });
    const env = {
      NODE_ENV: 'production',
      MAILRULE_EGRESS_ALLOW: 'private, mail.example.com',
      MAILRULE_EGRESS_PORTS: '2587',
    };
    expect(parseEgress(env)).toEqual({ allow: ['private', 'mail.example.com'], ports: [2587] });
  });

  test.each([
    [{ MAILRULE_EGRESS_ALLOW: '10.0.0.0/40' }, '10.0.0.0/40'],
    [{ MAILRULE_EGRESS_ALLOW: 'http://mail.example.com' }, 'http://mail.example.com'],
    [{ MAILRULE_EGRESS_ALLOW: '127.1' }, '127.1'],
    [{ MAILRULE_EGRESS_ALLOW: 'mail.example.com:99999' }, '99999'],
    [{ MAILRULE_EGRESS_PORTS: '25,smtp' }, 'smtp'],
    [{ MAILRULE_EGRESS_PORTS: '0' }, '0'],
  ])('%j is refused and names what is wrong', (env, part) => {
    expect(() => parseEgress(env)).toThrow(
      expect.objectContaining({ code: 'CONFIG', message: expect.stringContaining(part) }),
    );
  });

  test('can be said in words', () => {
    expect(egressText(allowing([]))).toContain('nothing on private networks');
    expect(egressText(allowing(['private'], [2587]))).toMatch(/2587; beside them private$/);
  });
});
