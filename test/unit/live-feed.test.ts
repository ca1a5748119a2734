import { expect, test } from 'vitest';
import { createLiveFeed, type LiveFeed } from '../../src/live/live-feed.ts';
import type { Store } from '../../src/store/store.ts';

/** A feed of the topic `runs` whose loop looks only when somebody comes or the test lets its pause end. */
function openFeed(readRuns: () => Promise<object>) {
  const pauses: number[] = [];
  let now = 0;
  const feed = createLiveFeed({
    store: {} as Store,
    readRuns,
    log: { error: (fields) => expect.unreachable(JSON.stringify(fields)) },
    clock: {
      now: () => now,
      sleep: (ms, signal) => {
        pauses.push(ms);
        return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
      },
    },
  });
  return {
    feed,
    pauses,
    forward: (ms: number) => {
      now += ms;
    },
  };
}

/** Subscribes to the runs; `next` resolves with what is told next. */
function watch(feed: LiveFeed) {
  let wake = () => {};
  const subscription = feed.subscribe(['runs'], () => wake());
  const next = async () => {
    if (!subscription.waiting)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return subscription.take().map(({ value }) => value);
  };
  return { next, subscription };
}

test('who comes later is told what is there then, not what was there at the last look', async () => {
  let value = { revision: 'old' };
  const { feed } = openFeed(async () => value);
  const first = watch(feed);
  expect(await first.next()).toEqual([{ revision: 'old' }]);
  value = { revision: 'new' };
  const second = watch(feed);
  expect(await second.next()).toEqual([{ revision: 'new' }]);
  expect(await first.next()).toEqual([{ revision: 'new' }]);
  await feed.stop();
});

test('who comes while a look is under way is not told what that look found', async () => {
  let release = () => {};
  let looks = 0;
  const { feed } = openFeed(async () => {
    looks += 1;
    const value = { look: looks };
    if (looks === 2)
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    return value;
  });
  const first = watch(feed);
  expect(await first.next()).toEqual([{ look: 1 }]);
  const second = watch(feed);
  await expect.poll(() => looks).toBe(2);
  const third = watch(feed);
  release();
  expect(await second.next()).toEqual([{ look: 2 }]);
  expect(await third.next()).toEqual([{ look: 3 }]);
  await feed.stop();
});

test('who comes later is told once even where nothing has changed', async () => {
  const { feed } = openFeed(async () => ({ revision: 'same' }));
  const first = watch(feed);
  expect(await first.next()).toEqual([{ revision: 'same' }]);
  const second = watch(feed);
  expect(await second.next()).toEqual([{ revision: 'same' }]);
  expect(first.subscription.waiting).toBe(false);
  await feed.stop();
});

test('however slow reading is, changes are looked for every two seconds', async () => {
  const { feed, pauses, forward } = openFeed(async () => {
    forward(600);
    return {};
  });
  await watch(feed).next();
  await expect.poll(() => pauses).toEqual([2000]);
  await feed.stop();
});
