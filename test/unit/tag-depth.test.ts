import { expect, test } from 'vitest';
import { isDeeperThan } from '../../src/mail/tag-depth.ts';

test.each([
  ['tags in each other', '<b>'.repeat(11), true],
  ['as many as may be', '<b>'.repeat(10), false],
  ['one after the other', '<b>x</b>'.repeat(1000), false],
  ['end tags that close nothing', '<b></i>'.repeat(11), true],
  ['lines that end themselves', '<p>x<li>y<br>'.repeat(5), false],
  ['many lines', '<p>x'.repeat(1000), false],
  ['lines that something else holds open', '<p><b>'.repeat(6), true],
  ['an end that closes what is in it, too', '<div><b><i></div>'.repeat(1000), false],
])('%s', (_what, html, deeper) => {
  expect(isDeeperThan(html, 10)).toBe(deeper);
});

test('it is one pass, also over ends of many names', () => {
  const names = Array.from({ length: 2000 }, (_, at) => `x${at}`);
  const html = `${names.map((name) => `<${name}>`).join('')}${'</y>'.repeat(100_000)}`;
  expect(isDeeperThan(html, 2000)).toBe(false);
});
