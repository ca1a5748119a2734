import { expect, test } from 'vitest';
import { parseMarker } from '../../../src/runs/intake/pdf/marker.ts';

/** Patterns that keep a backtracking engine busy for years: nested and overlapping repeats, and what RE2 does not have. */
const NESTED = [
  '(a+)+',
  '(a*)*',
  '(a|a)*',
  '(a|aa)+',
  '(a+){10}',
  '(a?){30}',
  '([a-z]+)*',
  '(\\w+\\s?)*',
  '(.*a){12}',
  '(a+a+)+',
];
const ENDS = ['$', 'b$', '!', '\\d$'];
const PATTERNS = [
  ...NESTED.flatMap((body) => ENDS.map((end) => `^(?:${body.replaceAll('(', '(?:')})(X?)${end}`)),
  ...[
    '(a)\\1',
    '(?=a+)(a)',
    '(?<=a)(a)',
    '(?!a)(b)',
    '(a{1,5000})',
    '((a{1,100}){1,100})',
    '(?>a+)(b)',
    '(a++)b',
    '(?<n>a)\\k<n>',
    '(?(1)a|b)',
  ],
];
/** A text on which each of them fails late. */
const TEXT = `${'a'.repeat(5_000)}!`;
const MOST_MS = 100;

test('security 12: fifty patterns that block other engines are refused, or take no time', () => {
  expect(PATTERNS).toHaveLength(50);
  let refused = 0;
  const slow: { pattern: string; ms: number }[] = [];
  for (const pattern of PATTERNS) {
    const before = performance.now();
    try {
      parseMarker({ pattern })(TEXT);
    } catch (thrown) {
      expect(thrown, pattern).toMatchObject({ code: 'VALIDATION' });
      refused += 1;
    }
    const ms = performance.now() - before;
    if (ms > MOST_MS) slow.push({ pattern, ms });
  }
  expect(slow).toEqual([]);
  // Those that RE2 does not have; the others run.
  expect(refused).toBeGreaterThanOrEqual(6);
  expect(refused).toBeLessThanOrEqual(12);
});
