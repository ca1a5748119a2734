import { describe, expect, test } from 'vitest';
import { numberOrText, parseNumber } from '../../../web/src/conditions/number-text.ts';

describe('the text of a number', () => {
  test.each([
    ['12,50', 12.5],
    ['12.50', 12.5],
    [' 5 ', 5],
    ['-0,5', -0.5],
    ['1.', 1],
    ['.5', 0.5],
  ])('%s is %d', (text, number) => {
    expect(parseNumber(text)).toBe(number);
    expect(numberOrText(text)).toBe(number);
  });

  test.each(['1.234,56', '1,234.56', '1e400', '€ 5', '5 €', '-', '0x10', 'Infinity', '1 000'])(
    '%s is none, and stays text',
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
      expect(numberOrText(text)).toBe(text);
    },
  );
});
