import { expect, test } from 'vitest';
import { parseAddress } from '../../../src/sdk/index.ts';

test.each([
  ['ada@example.com', 'ada@example.com'],
  ['  Ada.B+x@EXAMPLE.com ', 'Ada.B+x@example.com'],
  ['jürgen@bücher.example', 'jürgen@xn--bcher-kva.example'],
  ["o'neil@sandbox.test", "o'neil@sandbox.test"],
  ['u\u0308@example.com', 'ü@example.com'],
])('R29 %j is one address, normalised', (text, address) => {
  expect(parseAddress(text)).toEqual({ address });
});

test.each([
  '',
  'ada',
  '@example.com',
  'ada@',
  'a@b@c.example',
  'ada@example.com,bob@example.com',
  'ada@example.com;bob@example.com',
  'ada@example.com bob@example.com',
  'Ada <ada@example.com>',
  '<ada@example.com>',
  '"ada b"@example.com',
  '"a,b"@example.com',
  'ada@[192.0.2.1]',
  'ada@192.0.2.1',
  'ada@0x7f.1',
  'ada(x)@example.com',
  'ada@example.com\r\nBcc: eve@evil.test',
  'ada\u0000@example.com',
  'ada@exa\u2028mple.com',
  '.ada@example.com',
  'ada..b@example.com',
  'ada@-example.com',
  'ada@example..com',
  'ada@exam_ple.com',
  'ada@example.com/x',
  'ada@example.com:25',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.com`,
  'group:ada@example.com',
  42,
  { address: 'a@b.c' },
  null,
])('R28 %j is refused with a sentence', (value) => {
  const parsed = parseAddress(value);
  expect(parsed).toHaveProperty('problem');
  expect('problem' in parsed && parsed.problem.length).toBeGreaterThan(10);
});
