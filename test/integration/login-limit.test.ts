import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLoginLimit, type LoginLimit, sweepLoginFailures } from '../../src/access/login-limit.ts';
import { type Clock, systemClock } from '../../src/sdk/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { forEachDatabase } from '../support/test-database.ts';

const TOO_MANY = { code: 'TOO_MANY', details: { retryAfterSeconds: expect.any(Number) } };

forEachDatabase((database) => {
  let url: string;
  let store: Store;
  let limit: LoginLimit;
  let now = 1_000_000_000;
  const clock: Clock = { ...systemClock, now: () => now };
  beforeEach(async () => {
    url = await database.create();
    store = await openStore({ url });
    limit = createLoginLimit({ store, clock });
  });
  afterEach(() => store.close());

  const refused = (promise: Promise<void>) => expect(promise).rejects.toMatchObject(TOO_MANY);
  const tryTen = async (of: LoginLimit, account = 'admin') => {
    for (let n = 0; n < 10; n += 1) await of.attempt(account, `10.0.0.${n}`);
  };
  const rows = () => store.read.sql<{ key: string }[]>`SELECT key FROM login_failure`;

  test('ten failures close an account for a quarter of an hour, from whatever address', async () => {
    await tryTen(limit);
    await refused(limit.attempt('admin', '10.0.9.9'));
    await limit.attempt('eva', '10.0.9.9');
    now += 15 * 60_000;
    await limit.attempt('admin', '10.0.9.9');
  });

  test('security 9: they count for every process, and over a restart', async () => {
    await tryTen(limit);
    await refused(createLoginLimit({ store, clock }).attempt('admin', '10.0.9.9'));
    await store.close();
    store = await openStore({ url });
    await refused(createLoginLimit({ store, clock }).attempt('admin', '10.0.9.9'));
  });

  test('security 9: of a hundred tries that come at once in two processes ten get through', async () => {
    const other = url.startsWith('sqlite:') ? store : await openStore({ url });
    const limits = [limit, createLoginLimit({ store: other, clock })];
    const tries = Array.from({ length: 100 }, (_, n) => limits[n % 2]?.attempt('admin', `10.0.${n}.1`));
    const outcomes = await Promise.allSettled(tries);
    if (other !== store) await other.close();
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(TOO_MANY);
  });

  test('thirty failures close an address for every account', async () => {
    for (let n = 0; n < 30; n += 1) await limit.attempt(`user-${n}`, '10.0.0.1');
    await refused(limit.attempt('admin', '10.0.0.1'));
    await limit.attempt('admin', '10.0.0.2');
  });

  test('a good sign-in opens the account again', async () => {
    await tryTen(limit);
    await limit.succeeded('admin', undefined);
    await limit.attempt('admin', '10.0.0.1');
  });

  test('9 the addresses of one IPv6 network are one address, and those of another are not', async () => {
    for (let n = 0; n < 30; n += 1) await limit.attempt(`name ${n}`, `2001:db8:1:2::${n.toString(16)}`);
    await refused(limit.attempt('admin', '2001:db8:1:2:ffff::1'));
    await limit.attempt('admin', '2001:db8:1:3::1');
  });

  test('9 good sign-ins of a whole office close no address, and do not make wrong ones forgotten', async () => {
    for (let n = 0; n < 100; n += 1) {
      await limit.attempt(`person ${n}`, '192.0.2.1');
      await limit.succeeded(`person ${n}`, '192.0.2.1');
    }
    for (let n = 0; n < 30; n += 1) await limit.attempt(`guess ${n}`, '192.0.2.1');
    await limit.succeeded('somebody', undefined);
    await refused(limit.attempt('admin', '192.0.2.1'));
  });

  test('what is counted for something else counts apart, no name stands in the database, and what is over is removed', async () => {
    await tryTen(limit, 'my secret password');
    await createLoginLimit({ store, clock }, { kind: 'sign-on' }).attempt('my secret password', '10.0.0.1');
    expect(JSON.stringify(await rows())).not.toContain('my secret');
    now += 15 * 60_000;
    await limit.attempt('eva', '10.9.9.9');
    await sweepLoginFailures({ store, clock });
    expect(await rows()).toHaveLength(2);
  });
});
