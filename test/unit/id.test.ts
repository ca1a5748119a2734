import { expect, test } from 'vitest';
import { newId } from '../../src/sdk/index.ts';

test('an id is a UUID of version 7 with its time, and no two are equal', () => {
  const ids = Array.from({ length: 1000 }, () => newId(0x0192_3456_789a));
  for (const id of ids) expect(id).toMatch(/^01923456-789a-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(1000);
});

test('later ids sort after earlier ones', () => {
  expect(newId(1000) < newId(1001)).toBe(true);
});
