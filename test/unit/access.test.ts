import { expect, test } from 'vitest';
import { createLoginLimit } from '../../src/access/login-limit.ts';
import { hashPassword, passwordMatches } from '../../src/access/password.ts';
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
  limit.succeeded('admin');
  expect(() => limit.assertAllowed('admin', '10.0.0.1')).not.toThrow();
});
