import { expect, test } from 'vitest';
import { nextLookMs } from '../../src/inbound/watch-mailbox.ts';

const MINUTE_MS = 60_000;
const pace = { pollActiveMs: 2 * MINUTE_MS, activeMs: 60 * MINUTE_MS };

test('A4.7 a mailbox is read every 10 to 30 minutes, and sooner while something comes in that the server does not announce', () => {
  const look = (everyMinutes: number, hasIdle: boolean, idleMinutes: number) =>
    nextLookMs(pace, { everyMinutes, hasIdle, idleMs: idleMinutes * MINUTE_MS }) / MINUTE_MS;
  expect(look(10, true, 0)).toBe(10);
  expect(look(30, true, 0)).toBe(30);
  expect(look(30, false, 5)).toBe(2);
  expect(look(30, false, 60)).toBe(30);
  expect(look(10, false, 600)).toBe(10);
});
