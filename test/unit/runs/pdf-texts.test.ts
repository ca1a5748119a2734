import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarker } from '../../../src/runs/intake/pdf/marker.ts';
import { normalizePdfText, textContains } from '../../../src/runs/intake/pdf/owner-number.ts';
import { assignPages } from '../../../src/runs/intake/pdf/page-owners.ts';

describe('the number of an owner in the text of a PDF', () => {
  test.each([
    ['No. E001 Anna', 'E001', true],
    ['No. e001', 'E001', true],
    ['No.:\u00a0E\u00ad001.', 'E001', true],
    ['No. Ｅ００１', 'E001', true],
    ['No. E\u2011001', 'E-001', true],
    ['(E001)', 'E001', true],
    ['No. E0012', 'E001', false],
    ['No. ÄE001', 'E001', false],
    ['Pay 1.712,00 for 12/2025', '12', false],
    ['Pay 12,50', '12', false],
    ['No. 12, Anna', '12', true],
    ['No. E.01', 'E001', false],
    ['anything', '', false],
    ['a(b', 'a(b', true],
  ])('%j holds %j: %s', (text, number, holds) => {
    expect(textContains(normalizePdfText(text), number)).toBe(holds);
  });
});

test('the number is found where one expression that looks around it finds it', () => {
  const sign = fc.constantFrom('a', 'Ä', '1', '2', '.', ',', '-', '/', ' ', '𝒜', 'E', '(');
  const texts = fc.array(sign, { maxLength: 14 }).map((signs) => signs.join(''));
  const numbers = fc.array(sign, { minLength: 1, maxLength: 3 }).map((signs) => signs.join(''));
  fc.assert(
    fc.property(texts, numbers, (text, number) => {
      const wanted = normalizePdfText(number);
      const around = new RegExp(
        `(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}][.,_\\-/])${wanted.replace(/[.(/-]/g, '\\$&').replaceAll('\\-', '-')}(?![\\p{L}\\p{N}]|[.,_\\-/][\\p{L}\\p{N}])`,
        'iu',
      );
      expect(textContains(normalizePdfText(text), number)).toBe(wanted !== '' && around.test(normalizePdfText(text)));
    }),
    { numRuns: 2_000 },
  );
});

describe('a marker', () => {
  test('is a text before the number, or a pattern with one group', () => {
    expect(parseMarker({ text: 'Employee  No:' })('Slip employee no: E-001/7, Anna. Employee No: E002')).toEqual([
      'E-001/7',
      'E002',
    ]);
    expect(parseMarker({ text: 'Pers.Nr' })('PersXNr 1 Pers.Nr.: 2')).toEqual(['2']);
    expect(parseMarker({ pattern: 'No (E\\d{3})' })('No E001 No E002 No E001')).toEqual(['E001', 'E002']);
  });

  test.each([
    ['no text', { text: ' ' }, 'empty'],
    ['no group', { pattern: 'E\\d+' }, 'exactly one group'],
    ['two groups', { pattern: '(E)(\\d+)' }, 'exactly one group'],
    ['a back reference', { pattern: '(E)\\1' }, 'cannot be used'],
    ['a look-ahead', { pattern: '(?=(E))E' }, 'cannot be used'],
    ['a repeat of repeats', { pattern: '((a{1000}){1000})' }, 'cannot be used'],
    ['a bracket left open', { pattern: '(E' }, 'cannot be used'],
    ['too long a pattern', { pattern: `(${'a'.repeat(600)})` }, 'longer than'],
  ])('with %s is refused', (_, marker, words) => {
    expect(() => parseMarker(marker)).toThrow(words);
  });

  test('that would keep a backtracking engine busy for years is done at once', () => {
    const find = parseMarker({ pattern: '((?:a+)+)$' });
    const before = performance.now();
    expect(find(`${'a'.repeat(5000)}!`)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('the pages of a combined PDF', () => {
  test('belong to the marker on them or to that of the page before', () => {
    expect(assignPages([['E1'], [], ['E2'], ['E1'], []])).toEqual({
      parts: [
        {
          owner: 'E1',
          ranges: [
            { from: 1, to: 2 },
            { from: 4, to: 5 },
          ],
        },
        { owner: 'E2', ranges: [{ from: 3, to: 3 }] },
      ],
      unowned: [],
    });
  });

  test('belong to nobody before the first marker, with several markers, and after such a page', () => {
    const { parts, unowned } = assignPages([[], [], ['E1'], ['E1', 'E2'], [], [], ['E3']]);
    expect(parts.map(({ owner, ranges }) => [owner, ranges])).toEqual([
      ['E1', [{ from: 3, to: 3 }]],
      ['E3', [{ from: 7, to: 7 }]],
    ]);
    expect(unowned.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      [1, 2, 'before_first_marker'],
      [4, 4, 'several_owners'],
      [5, 6, 'after_several_owners'],
    ]);
    expect(unowned[1]?.message).toContain('E1, E2');
  });
});
