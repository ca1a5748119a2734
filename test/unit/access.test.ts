import { randomBytes, scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLoginLimit } from '../../src/access/login-limit.ts';
import { networkOf } from '../../src/access/network.ts';
import { hashPassword, isOutdated, NOBODYS_HASH, passwordMatches } from '../../src/access/password.ts';
import type { Clock } from '../../src/sdk/index.ts';

function clockAt(start: number): Clock & { pass(ms: number): void } {
  let now = start;
  return {
    now: () => now,
    sleep: async () => {},
    pass: (ms) => {
      now += ms;
    },
  };
}

test('a password matches its own hash only, and the hash is salted', async () => {
  const [first, second] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
  expect(first).not.toBe(second);
  expect(await passwordMatches('correct horse', first)).toBe(true);
  expect(await passwordMatches('correct horsf', first)).toBe(false);
  expect(await passwordMatches('correct horse', 'plain$correct horse')).toBe(false);
});

test('a hash is Argon2id with the cost that OWASP recommends', async () => {
  const hash = await hashPassword('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(isOutdated(hash)).toBe(false);
  expect(isOutdated(hash.replace('t=2', 't=1'))).toBe(true);
});

test('a hash of the first version, by scrypt, is still good and asks for a better one', async () => {
  const salt = randomBytes(16);
  const key = scryptSync('correct horse', salt, 32, { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 });
  const stored = ['scrypt', 2 ** 15, 8, 3, salt.toString('base64url'), key.toString('base64url')].join('$');
  expect(await passwordMatches('correct horse', stored)).toBe(true);
  expect(await passwordMatches('correct horsf', stored)).toBe(false);
  expect(isOutdated(stored)).toBe(true);
});

test('nobody has no password, and neither has somebody who was only invited', async () => {
  expect(await passwordMatches('', NOBODYS_HASH)).toBe(false);
  expect(await passwordMatches('', '')).toBe(false);
});

test('hashing goes on beside the main thread', async () => {
  const hashes = 30;
  let turns = 0;
  let hashed = false;
  const hashing = Promise.all(Array.from({ length: hashes }, () => hashPassword('correct horse'))).then(() => {
    hashed = true;
  });
  while (!hashed) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  await hashing;
  // On the main thread the loop would turn but once or twice for each.
  expect(turns).toBeGreaterThan(10 * hashes);
});

test('a password typed with combining characters is the same password', async () => {
  expect(await passwordMatches('u\u0308', await hashPassword('\u00fc'))).toBe(true);
});

test('ten failures close an account for a quarter of an hour, from whatever address', () => {
  const clock = clockAt(1_000_000);
  const limit = createLoginLimit(clock);
  for (let n = 0; n < 10; n += 1) {
    limit.assertAllowed('admin', `10.0.0.${n}`);
    limit.failed('admin', `10.0.0.${n}`);
  }
  expect(() => limit.assertAllowed('admin', '10.0.9.9')).toThrow('Too many failed sign-ins');
  expect(() => limit.assertAllowed('eva', '10.0.9.9')).not.toThrow();
  clock.pass(15 * 60_000);
  expect(() => limit.assertAllowed('admin', '10.0.9.9')).not.toThrow();
});

test('thirty failures close an address for every account', () => {
  const limit = createLoginLimit(clockAt(1_000_000));
  for (let n = 0; n < 30; n += 1) limit.failed(`user-${n}`, '10.0.0.1');
  expect(() => limit.assertAllowed('admin', '10.0.0.1')).toThrow('Too many failed sign-ins');
  expect(() => limit.assertAllowed('admin', '10.0.0.2')).not.toThrow();
});

test('a good sign-in opens the account again', () => {
  const limit = createLoginLimit(clockAt(1_000_000));
  for (let n = 0; n < 10; n += 1) limit.failed('admin', '10.0.0.1');
  limit.succeeded('admin', undefined);
  expect(() => limit.assertAllowed('admin', '10.0.0.1')).not.toThrow();
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
  ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4::/64'],
  ['', ''],
  ['not an address', 'not an address'],
])('%j counts as %j', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('9 the addresses of one IPv6 network are one address, and those of another are not', () => {
  const limit = createLoginLimit(clockAt(1_000_000));
  for (let n = 0; n < 30; n += 1) limit.failed(`name ${n}`, `2001:db8:1:2::${n.toString(16)}`);
  expect(() => limit.assertAllowed('admin', '2001:db8:1:2:ffff::1')).toThrow('Too many failed sign-ins');
  expect(() => limit.assertAllowed('admin', '2001:db8:1:3::1')).not.toThrow();
});

test('9 good sign-ins of a whole office close no address, and do not make wrong ones forgotten', () => {
  const limit = createLoginLimit(clockAt(1_000_000));
  for (let n = 0; n < 100; n += 1) {
    limit.assertAllowed(`person ${n}`, '192.0.2.1');
    limit.failed(`person ${n}`, '192.0.2.1');
    limit.succeeded(`person ${n}`, '192.0.2.1');
  }
  for (let n = 0; n < 30; n += 1) limit.failed(`guess ${n}`, '192.0.2.1');
  limit.succeeded('somebody', undefined);
  expect(() => limit.assertAllowed('admin', '192.0.2.1')).toThrow('Too many failed sign-ins');
});
