import { expect, test } from 'vitest';
import { createOwnTurns } from '../../rules/templates/own-turn.ts';

const wait = () => {
  let end = () => {};
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { promise, end };
};

test('what nobody waits for any more is not begun, and leaves its place to what comes', async () => {
  const turns = createOwnTurns();
  const slow = wait();
  const begun: string[] = [];
  const leave = [new AbortController(), new AbortController()];
  const first = turns.take('eva', () => slow.promise);
  const left = leave.map(({ signal }, at) => turns.take('eva', async () => void begun.push(`left ${at}`), signal));
  await expect(turns.take('eva', async () => 'fourth')).rejects.toMatchObject({ code: 'TOO_MANY' });
  for (const one of leave) one.abort();
  const saved = turns.take('eva', async () => 'saved');
  slow.end();
  await first;
  expect(await Promise.allSettled(left)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  expect(await saved).toBe('saved');
  expect(begun).toEqual([]);
});

test('one at a time, also when the one at work was given up', async () => {
  const turns = createOwnTurns();
  const slow = wait();
  const given = new AbortController();
  let atWork = 0;
  const work = async () => {
    atWork += 1;
    expect(atWork).toBe(1);
    await slow.promise;
    atWork -= 1;
  };
  const jobs = [turns.take('eva', work, given.signal)];
  await Promise.resolve();
  given.abort();
  jobs.push(turns.take('eva', work), turns.take('eva', work));
  slow.end();
  await Promise.all(jobs);
});
