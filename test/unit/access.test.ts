import { randomBytes, scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { networkOf } from '../../src/access/network.ts';
import { hashPassword, isOutdated, NOBODYS_HASH, passwordMatches } from '../../src/access/password.ts';

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
