import type { RuleField } from '../api/rule-field.ts';
import { conditions as words } from '../words/conditions.ts';

/** What stands on the right side: one value, one that has an order, text, several values, two values, a number of days, nothing. */
export type Operand = 'scalar' | 'order' | 'text' | 'list' | 'range' | 'days' | 'none';

const DAYS = ['inLastDays', 'inNextDays', 'daysAgo', 'daysAhead'];

/** Every operator that the builder can show, as the stored form names it, with what stands on its right side. */
const OPERANDS: ReadonlyMap<string, Operand> = new Map<string, Operand>([
  ['equal', 'scalar'],
  ['notEqual', 'scalar'],
  ['lessThan', 'order'],
  ['lessThanInclusive', 'order'],
  ['greaterThan', 'order'],
  ['greaterThanInclusive', 'order'],
  ['between', 'range'],
  ['not:between', 'range'],
  ['in', 'list'],
  ['notIn', 'list'],
  ['contains', 'scalar'],
  ['not:contains', 'scalar'],
  ['doesNotContain', 'scalar'],
  ['textContains', 'text'],
  ['not:textContains', 'text'],
  ['textBeginsWith', 'text'],
  ['not:textBeginsWith', 'text'],
  ['textEndsWith', 'text'],
  ['not:textEndsWith', 'text'],
  ...DAYS.flatMap((name): [string, Operand][] => [
    [name, 'days'],
    [`not:${name}`, 'days'],
  ]),
  ...['isToday', 'isPast', 'isFuture', 'isEmpty'].flatMap((name): [string, Operand][] => [
    [name, 'none'],
    [`not:${name}`, 'none'],
  ]),
]);

const EMPTINESS = ['isEmpty', 'not:isEmpty'];

/**
 * What the builder offers for a field. A list "does not contain" by `not:contains`: doesNotContain is false for a list
 * that was left empty, and empty must mean the same everywhere.
 */
const OFFERED: Record<RuleField['type'], readonly string[]> = {
  text: [
    'equal',
    'notEqual',
    'textContains',
    'not:textContains',
    'textBeginsWith',
    'not:textBeginsWith',
    'textEndsWith',
    'not:textEndsWith',
    ...EMPTINESS,
  ],
  number: ['equal', 'notEqual', 'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive', 'between'],
  date: [
    'equal',
    'lessThan',
    'lessThanInclusive',
    'greaterThan',
    'greaterThanInclusive',
    'between',
    'isToday',
    ...DAYS,
    'isPast',
    'isFuture',
    ...EMPTINESS,
  ],
  choice: ['equal', 'notEqual', 'in', 'notIn', ...EMPTINESS],
  boolean: ['equal', 'notEqual'],
  list: ['contains', 'not:contains', ...EMPTINESS],
  rows: EMPTINESS,
  file: EMPTINESS,
  object: EMPTINESS,
};

export function findOperand(operator: string): Operand | undefined {
  return OPERANDS.get(operator);
}

export function operandOf(operator: string): Operand {
  return OPERANDS.get(operator) ?? 'scalar';
}

/** The operators to choose from; the one in use is always among them. A field that is not known any more is text. */
export function operatorsFor(type: RuleField['type'] | undefined, current: string): readonly string[] {
  const offered = OFFERED[type ?? 'text'];
  return current === '' || offered.includes(current) ? offered : [...offered, current];
}

export function isOffered(type: RuleField['type'], operator: string): boolean {
  return OFFERED[type].includes(operator);
}

export function operatorWords(operator: string, type: RuleField['type'] | undefined): string {
  const ofDates = type === 'date' ? words.dateOperators[operator] : undefined;
  return ofDates ?? words.operators[operator] ?? operator;
}
