import { expect, test } from 'vitest';
import { decodeHeader } from '../../src/sandbox/encoded-words.ts';

test.each([
  ['plain', 'plain'],
  ['=?utf-8?Q?Gr=C3=BC=C3=9Fe_im_Mai?=', 'Grüße im Mai'],
  ['=?UTF-8?B?R3LDvMOfZQ==?= an =?utf-8?q?=C3=84?=', 'Grüße an Ä'],
  ['=?utf-8?q?a?= =?utf-8?q?b?=', 'ab'],
  ['=?iso-8859-1*de?q?=FC?=', 'ü'],
  ['=?x-nobody-knows?q?=FC?=', '=?x-nobody-knows?q?=FC?='],
  [Buffer.from('Grüße').toString('latin1'), 'Grüße'],
])('the header %s reads %s', (value, text) => {
  expect(decodeHeader(value)).toBe(text);
});
