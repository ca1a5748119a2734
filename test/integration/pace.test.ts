import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findPace, storePace } from '../../src/outbox/deliver/pace.ts';
import { newId } from '../../src/sdk/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { mostIn } from '../support/most-in.ts';
import { type OutboxRig, openOutboxRig, plannedMail, testAccount } from '../support/outbox-rig.ts';
import { quickClock } from '../support/quick-clock.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { forEachDatabase } from '../support/test-database.ts';

const MINUTE_MS = 60_000;
const FIVE = 5;

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The same numbers each time. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

interface Sessions {
  store: Store;
  perMinute: number;
  from: number;
  until: number;
  /** how long a mail takes, in ms */
  takes(): number;
}

/** What up to five sessions of a lane do, in a time that only counts: the instants at which mails arrive. */
function arrivals(of: Sessions): Promise<number[]> {
  return of.store.write((tx) => arrivalsIn(tx, of));
}

async function arrivalsIn(tx: Tx, { perMinute, from, until, takes }: Sessions): Promise<number[]> {
  const arrived: number[] = [];
  const free = [from];
  for (;;) {
    free.sort((a, b) => a - b);
    const now = Math.ceil(free.shift() ?? until);
    if (now >= until) return arrived;
    const ask = { connectorId: 'c1', limits: { connections: FIVE, messagesPerMinute: perMinute }, wanted: 10, now };
    const pace = await findPace(tx, ask);
    if (pace.granted > 0) await storePace(tx, 'c1', pace, 1);
    if (pace.granted === 0) free.push(Math.max(now + 1, pace.askAgainAt ?? now));
    else {
      const done = now + takes();
      arrived.push(done);
      free.push(done + 5);
      if (pace.behind && free.length < FIVE) free.push(now);
    }
  }
}

forEachDatabase((database) => {
  test.each([
    ['quick answers', 120, (random: number) => 20 + random * 60],
    ['answers slower than the spacing', 120, (random: number) => 700 + random * 900],
    ['a few a minute', 6, (random: number) => 100 + random * 1_900],
    ['many a minute', 300, (random: number) => 50 + random * 350],
  ])(
    'R19 with %s no sliding minute holds more than the limit, a restart in it or not, and it is used to nine tenths',
    async (_, perMinute, takes) => {
      const url = await database.create();
      const random = randomNumbers(perMinute);
      const [start, stop, again, end] = [0, 2.5, 2.6, 5].map((minutes) => 1e12 + minutes * MINUTE_MS) as [
        ...[number, number, number, number],
      ];
      const round = async (from: number, until: number) => {
        const store = await openStore({ url });
        closing.push(() => store.close());
        const arrived = await arrivals({ store, perMinute, from, until, takes: () => takes(random()) });
        await closing.pop()?.();
        return arrived;
      };
      const before = await round(start, stop);
      const after = await round(again, end);
      expect(mostIn(MINUTE_MS, [...before, ...after])).toBeLessThanOrEqual(perMinute);
      expect(before.length).toBeGreaterThanOrEqual(0.9 * perMinute * 2.5);
      expect(after.length).toBeGreaterThanOrEqual(0.9 * perMinute * 2.4);
    },
    60_000,
  );

  test('a look at an empty queue takes no turn away from the mail that comes next', async () => {
    const { rig, smtp } = await openPaced(await database.create(), 600, 1);
    await rig.outbox.start();
    const first = await rig.send();
    await rig.until(first, 'accepted');
    expect(smtp.mails).toHaveLength(1);
    const read = () => rig.store.read.sql<{ minute_at: number | string }[]>`SELECT minute_at FROM connector_pace`;
    const [taken] = await read();
    // The lane goes on asking for a while, and nothing is there.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await read()).toEqual([taken]);
  });
});

test('R19 counted at a server that answers slowly, over a restart: never more than the limit, with the sessions it takes to use it', async () => {
  const [times, perMinute, mails] = [5, 240, 300];
  const folder = makeTempFolder('pace');
  closing.unshift(async () => removeTempFolder(folder));
  const url = `sqlite:${join(folder, 'pace.db')}`;
  const clock = quickClock(times);
  const slow = async () => void (await new Promise((resolve) => setTimeout(resolve, 150)));
  const { rig, smtp } = await openPaced(url, perMinute, times, { clock, slow });
  await rig.store.write(async (tx) => {
    const prepared = [];
    for (let at = 0; at < mails; at += 1) {
      prepared.push(await rig.outbox.prepare(plannedMail(), { kind: 'api', key: newId() }));
    }
    await rig.outbox.insert(tx, prepared);
  });
  const instants = () => smtp.mails.map(({ receivedAt }) => receivedAt * times);
  await rig.outbox.start();
  await smtp.stored(mails / 2, 60_000);
  await closing.pop()?.();
  const before = instants().length;
  const { rig: second } = await openPaced(url, perMinute, times, { clock, slow, smtp });
  await second.outbox.start();
  const all = await smtp.stored(mails, 60_000);
  expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(mails);
  expect(mostIn(MINUTE_MS, instants())).toBeLessThanOrEqual(perMinute);
  expect(smtp.mails.length).toBeGreaterThan(before);
  // One session would be three times too slow: others are opened until the limit is used.
  expect(smtp.connections.mostAtOnce).toBeGreaterThan(2);
}, 120_000);

async function openPaced(
  url: string,
  messagesPerMinute: number,
  times: number,
  of: { clock?: ReturnType<typeof quickClock>; slow?: () => Promise<void>; smtp?: FaultSmtp } = {},
): Promise<{ rig: OutboxRig; smtp: FaultSmtp }> {
  const { slow } = of;
  const smtp =
    of.smtp ??
    (await startFaultSmtp({
      keepBodies: false,
      onStage: (event) => (event.stage === 'stored' ? slow?.() : undefined),
    }));
  if (of.smtp === undefined) closing.unshift(() => smtp.stop());
  const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, auth, trust: {} };
  const account = testAccount({ smtp: server, sentCopy: 'never', limits: { connections: FIVE, messagesPerMinute } });
  const rig = await openOutboxRig({
    url,
    accounts: [account],
    clock: of.clock ?? quickClock(times),
    insertConnectors: of.smtp === undefined,
  });
  closing.push(() => rig.close());
  return { rig, smtp };
}
