import { defineOperators } from '../conditions/operator.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/;

/** Below, at or above zero; undefined where two values have no order: a number and a text, a date and a word. */
function compare(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  // Civil dates are compared as they stand: they have no zone.
  if (DATE.test(a) && DATE.test(b)) return a < b ? -1 : Number(a > b);
  const [first, second] = [instantOf(a), instantOf(b)];
  return first === undefined || second === undefined ? undefined : first - second;
}

function instantOf(text: string): number | undefined {
  if (!DATE.test(text) && !DATE_TIME.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

function ordered(name: string, holds: (order: number) => boolean) {
  return {
    name,
    operand: 'order' as const,
    fieldTypes: ['number', 'integer', 'string'],
    matches: (fact: unknown, value: unknown) => {
      const order = compare(fact, value);
      return order !== undefined && holds(order);
    },
  };
}

export const operators = defineOperators([
  ordered('lessThan', (order) => order < 0),
  ordered('lessThanInclusive', (order) => order <= 0),
  ordered('greaterThan', (order) => order > 0),
  ordered('greaterThanInclusive', (order) => order >= 0),
  {
    name: 'between',
    operand: 'range',
    fieldTypes: ['number', 'integer', 'string'],
    matches: (fact, value) => {
      if (!Array.isArray(value)) return false;
      const [low, high] = [compare(fact, value[0]), compare(fact, value[1])];
      return low !== undefined && high !== undefined && low >= 0 && high <= 0;
    },
  },
]);
