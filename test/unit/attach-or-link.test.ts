import { expect, test } from 'vitest';
import { createLinkLimit } from '../../src/links/link-limit.ts';
import { attachOrLink, type LinkWhen, type MailAttachment } from '../../src/sdk/index.ts';

const file = (filename: string, size: number, when?: LinkWhen): MailAttachment => ({
  filename,
  contentType: 'application/pdf',
  size,
  source: { contentId: filename },
  ...(when && { link: { when, days: 30 } }),
});
const names = (files: readonly MailAttachment[]) => files.map(({ filename }) => filename).join(' ');
const decided = (files: MailAttachment[], maxSize: number, canLink = true) => {
  const { attachments, links } = attachOrLink(files, { bodyBytes: 100, maxSize, canLink });
  return `${names(attachments)} | ${names(links)}`;
};

test('beyond 19 the largest of the files that may go first, and no more than are needed', () => {
  const files = [
    file('a', 1000, 'above_limit'),
    file('b', 9000),
    file('c', 5000, 'above_limit'),
    file('d', 10, 'always'),
  ];
  expect(decided(files, 0)).toBe('a b c | d');
  expect(decided(files, 21_000)).toBe('a b c | d');
  expect(decided(files, 15_000)).toBe('a b | c d');
  expect(decided(files, 13_000)).toBe('b | a c d');
  expect(() => decided(files, 12_000)).toThrow('takes 0.0 MB; send a smaller file');
});

test('beyond 19 without a public address a file that would be a link is refused, one that stays is not', () => {
  expect(decided([file('a', 1000, 'above_limit'), file('b', 1, 'never')], 9000, false)).toBe('a b | ');
  expect(() => decided([file('a', 1000, 'above_limit')], 900, false)).toThrow('MAILRULE_PUBLIC_URL');
  expect(() => decided([file('a', 1000, 'always')], 0, false)).toThrow('MAILRULE_PUBLIC_URL');
});

test('beyond 19 requests are counted per link and per address, wrong tokens much more, and forgotten after a while', () => {
  let now = 0;
  const limit = createLinkLimit({ now: () => now, sleep: async () => {} });
  for (let asked = 0; asked < 60; asked += 1) expect(limit.ask('one', '10.0.0.1')).toBeUndefined();
  expect(limit.ask('one', '10.0.0.2')).toBe(900);
  expect(limit.ask('other', '10.0.0.1')).toBeUndefined();
  for (let missed = 0; missed < 50; missed += 1) limit.missed('10.0.0.1');
  expect(limit.ask('other', '10.0.0.1')).toBe(900);
  expect(limit.ask('other', '10.0.0.2')).toBeUndefined();
  now = 15 * 60_000;
  expect(limit.ask('one', '10.0.0.1')).toBeUndefined();
});
