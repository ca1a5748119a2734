import { defineOperators } from '../conditions/operator.ts';

/** Whatever the case and the Unicode form; a number is no text. */
function text(name: string, holds: (fact: string, value: string) => boolean) {
  return {
    name,
    operand: 'text' as const,
    fieldTypes: ['string'],
    matches: (fact: unknown, value: unknown) =>
      typeof fact === 'string' && typeof value === 'string' && holds(fold(fact), fold(value)),
  };
}

const fold = (value: string) => value.normalize('NFC').toLowerCase();

export const operators = defineOperators([
  text('textContains', (fact, value) => fact.includes(value)),
  text('textBeginsWith', (fact, value) => fact.startsWith(value)),
  text('textEndsWith', (fact, value) => fact.endsWith(value)),
]);
