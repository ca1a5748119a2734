import { expect, test } from 'vitest';
import { ownerKey } from '../../src/sdk/index.ts';

test.each([
  ['case', 'e7'],
  ['width', '\uff25\uff17'],
  ['a zero-width space', 'E\u200b7'],
  ['a soft hyphen', 'E\u00ad7'],
  ['a byte order mark', '\ufeffE7'],
  ['a word joiner and a variation selector', 'E\u2060\ufe0f7'],
  ['spaces around it, one of them without a break', '\u00a0E7 \u3000'],
])('two numbers that differ by %s are one person', (_what, owner) => {
  expect(ownerKey(owner)).toBe(ownerKey('E7'));
});

test('dashes and the ways to write an accent are one, as they are where a number is looked for in a document', () => {
  expect(ownerKey('A\u20117')).toBe(ownerKey('A-7'));
  expect(ownerKey('A\u22127')).toBe(ownerKey('A-7'));
  expect(ownerKey('\u00c97')).toBe(ownerKey('e\u03017'));
});

test('what people see to be different stays different', () => {
  const keys = ['E7', 'E07', 'E 7', 'E7a', 'E-7', 'É7', '７７'].map(ownerKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(ownerKey(' \u200b\u00ad\t')).toBe('');
});
