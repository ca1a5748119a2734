import { expect, test } from 'vitest';
import { parseMime } from '../../src/mail/mime-parse.ts';

const MAIL = [
  'Subject: two',
  ' lines',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  'before',
  '--b',
  'Content-Type: text/plain',
  '',
  'first',
  '',
  'paragraphs',
  '--b',
  '',
  'second',
  '--b--',
  '',
];

test.each([
  ['\r\n', 'CRLF'],
  ['\n', 'a bare line feed'],
])('header and parts are found where lines end with %j', (end) => {
  const mail = parseMime(Buffer.from(MAIL.join(end)));
  expect(mail.header('subject')).toBe('two lines');
  expect(mail.parts.map(({ body }) => body.toString())).toEqual([['first', '', 'paragraphs'].join(end), 'second']);
});

test('a header without an end is all header, and an empty message is none', () => {
  expect(parseMime(Buffer.from('Subject: cut')).header('subject')).toBe('cut');
  expect(parseMime(Buffer.alloc(0)).body).toHaveLength(0);
});
