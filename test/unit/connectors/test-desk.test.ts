import { expect, test } from 'vitest';
import { openTestDesk } from '../../../connectors/test-connection.ts';

const idle = () => new AbortController().signal;
const settled = async (promise: Promise<unknown>) =>
  Promise.race([promise.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 20))]);

test('a second test of one connector waits for the end of the first; one of another does not', async () => {
  const desk = openTestDesk();
  const leave = await desk.enter('a', idle());
  const second = desk.enter('a', idle());
  const third = desk.enter('a', idle());
  (await desk.enter('b', idle()))();
  expect(await settled(second)).toBe(false);
  leave();
  const leaveSecond = await second;
  expect(await settled(third)).toBe(false);
  leaveSecond();
  (await third)();
  (await desk.enter('a', idle()))();
});

test('who goes away while waiting is not kept, and the one behind still waits for the running test', async () => {
  const desk = openTestDesk();
  const leave = await desk.enter('a', idle());
  const gone = new AbortController();
  const second = desk.enter('a', gone.signal);
  gone.abort();
  (await second)();
  (await desk.enter('a', AbortSignal.abort()))();
  const third = desk.enter('a', idle());
  expect(await settled(third)).toBe(false);
  leave();
  (await third)();
});

test('waiting tests count as well: the ninth is told to try again', async () => {
  const desk = openTestDesk();
  const leave = await desk.enter('a', idle());
  const waiting = Array.from({ length: 7 }, () => desk.enter('a', idle()));
  await expect(desk.enter('b', idle())).rejects.toMatchObject({ code: 'MAIL_BUSY' });
  leave();
  for (const one of waiting) (await one)();
  (await desk.enter('b', idle()))();
});
