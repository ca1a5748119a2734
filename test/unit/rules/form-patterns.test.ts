import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { assertFormSchema } from '../../../rules/forms/form-schema.ts';
import { findProblems } from '../../../src/schema/validator.ts';

/** Nested and overlapping repeats, those of one character one after the other, and what looks harmless and is not. */
const BODIES = ['(a+)+', '(a*)*', '(a|a)*', '(a|aa)+', '(a+){10}', '(a?){30}', '([a-z]+)*', '(\\w+\\s?)*', '(.*a){12}'];
const RUNS = [
  'a+a+a+a+',
  '.*.*.*.*',
  '\\w*\\w*\\w*\\w*',
  '[a-z]*a*[a-z]*a*',
  'a{0,999}a{0,999}a{0,999}',
  '(?:a*b?){9}',
];
const ENDS = ['$', 'b$', '\\d$'];
const PATTERNS = [
  ...[...BODIES, ...RUNS].flatMap((body) => ENDS.map((end) => `^${body}${end}`)),
  ...['^(a)\\1$', '^(?=a+)a$', '^(?<=a)a$', '^(?!a)b$', '^(?<n>a)\\k<n>$', 'a+$', '.*b$', '^(a{0,50}){0,50}$'],
];
const TEXT = `${'a'.repeat(5_000)}!`;
/** What blocks does so for minutes; a busy machine for far less than this. */
const MOST_MS = 1_000;

test('security 12: no pattern of a form keeps the server busy: fifty are refused, or are done at once on 5,000 characters', async () => {
  expect(PATTERNS.length).toBeGreaterThanOrEqual(50);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const slow: string[] = [];
  let refused = 0;
  for (const pattern of PATTERNS) {
    const schema = { type: 'object', properties: { a: { type: 'string', pattern } } };
    const before = performance.now();
    try {
      assertFormSchema(schema);
      findProblems(schema, { a: TEXT });
    } catch (thrown) {
      expect(thrown, pattern).toMatchObject({ code: 'VALIDATION' });
      refused += 1;
    }
    if (performance.now() - before > MOST_MS) slow.push(pattern);
    // The delay is that of one pattern, not of all.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  delay.disable();
  expect(slow).toEqual([]);
  expect(delay.max / 1e6).toBeLessThan(MOST_MS);
  expect(refused).toBeGreaterThan(30);
  const good = { type: 'object', properties: { a: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}$' } } };
  expect(() => assertFormSchema(good)).not.toThrow();
});
