import { expect, test } from 'vitest';
import { newId } from '../../src/sdk/index.ts';

test('an id is a UUID of version 7 with its time, and no two are equal', () => {
  const ids = Array.from({ length: 1000 }, () => newId(0x0192_3456_789a));
  for (const id of ids) expect(id).toMatch(/^01923456-789a-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(1000);
});

test('ids sort as they were made, also thousands of one millisecond', () => {
  const at = 0x0192_4456_789a;
  const ids = [...Array.from({ length: 5000 }, () => newId(at)), newId(at + 1), newId(at + 20)];
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every((id) => /^01924456-78[0-9a-f]{2}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
});

test('a clock that was set back is believed', () => {
  newId(1001);
  expect(newId(1000)).toMatch(/^00000000-03e8-7/);
  expect(newId(1000) < newId(1001)).toBe(true);
});
