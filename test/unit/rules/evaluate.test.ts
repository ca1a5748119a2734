import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkConditions } from '../../../rules/conditions/check-conditions.ts';
import { evaluate as evaluateAt } from '../../../rules/conditions/evaluate.ts';
import { cloneFacts } from '../../../rules/conditions/facts.ts';
import type { JsonObject, JsonSchema } from '../../../src/sdk/index.ts';

const facts = cloneFacts({
  n: 3,
  text: 'Final Notice',
  list: [1, 2],
  day: '2026-10-31',
  owner: { email: 'a@b.test' },
  empty: null,
});

/** Ten to midnight in New York, the next day elsewhere. */
const NOW = Date.parse('2026-11-01T03:50:00Z');
const ZONE = 'America/New_York';
const evaluate = (conditions: object, given: JsonObject, schema?: JsonSchema) =>
  evaluateAt(conditions, given, schema, { now: NOW, zone: ZONE });

test('A1.55 no condition means always', async () => {
  for (const conditions of [{}, { all: [] }, { any: [] }]) {
    expect(await evaluate(conditions, facts)).toEqual({ fires: true, trace: { kind: 'always', result: true } });
  }
});

test('A1.54 the right side is a typed value or another field, and the trace shows every value seen', async () => {
  const conditions = {
    any: [
      { fact: 'n', operator: 'greaterThan', value: 5 },
      { not: { fact: 'owner', path: '$.email', operator: 'equal', value: { fact: 'text' } } },
    ],
  };
  expect(await evaluate(conditions, facts)).toEqual({
    fires: true,
    trace: {
      kind: 'any',
      result: true,
      children: [
        { kind: 'comparison', fact: 'n', operator: 'greaterThan', expected: 5, seen: 3, result: false },
        {
          kind: 'not',
          result: true,
          children: [
            {
              kind: 'comparison',
              fact: 'owner',
              path: '$.email',
              operator: 'equal',
              expected: { fact: 'text' },
              expectedSeen: 'Final Notice',
              seen: 'a@b.test',
              result: false,
            },
          ],
        },
      ],
    },
  });
});

test.each([
  ['text', 'textContains', 'NOTICE', true],
  ['text', 'not:textContains', 'x', true],
  ['text', 'textBeginsWith', 'final', true],
  ['text', 'textEndsWith', 'notice', true],
  ['n', 'textContains', '3', false],
  ['n', 'equal', '3', false],
  ['n', 'between', [3, 4], true],
  ['n', 'not:between', [4, 9], true],
  ['n', 'lessThan', '9', false],
  ['day', 'lessThan', '2026-11-01', true],
  ['day', 'between', ['2026-10-01', '2026-10-31'], true],
  ['day', 'greaterThan', 'banana', false],
  ['list', 'contains', 2, true],
  ['n', 'contains', 2, false],
  ['n', 'in', [1, 3], true],
  ['n', 'notIn', [1, 3], false],
  ['empty', 'isEmpty', true, true],
  ['text', 'isEmpty', false, true],
  ['empty', 'lessThan', 5, false],
])('%s %s %j is %s, and values of other kinds never match', async (fact, operator, value, result) => {
  expect((await evaluate({ all: [{ fact, operator, value }] }, facts)).fires).toBe(result);
});

describe('A1.53 dates are compared with today where the zone is', () => {
  test.each([
    // Civil dates: today is the 31st of October in New York.
    ['2026-10-31', 'isToday', true, true],
    ['2026-11-01', 'isToday', true, false],
    ['2026-10-30', 'isPast', true, true],
    ['2026-10-31', 'isPast', true, false],
    ['2026-10-31', 'isFuture', true, false],
    ['2026-11-01', 'isFuture', true, true],
    ['2026-10-24', 'inLastDays', 7, true],
    ['2026-10-23', 'inLastDays', 7, false],
    ['2026-10-31', 'inLastDays', 0, true],
    ['2026-11-01', 'inLastDays', 7, false],
    ['2026-11-07', 'inNextDays', 7, true],
    ['2026-11-08', 'inNextDays', 7, false],
    ['2026-10-30', 'inNextDays', 7, false],
    ['2026-10-28', 'daysAgo', 3, true],
    ['2026-11-03', 'daysAgo', 3, false],
    ['2026-11-03', 'daysAhead', 3, true],
    ['2024-02-29', 'daysAgo', 975, true],
    // Instants fall on the day that the clocks show there, also in the night in which they are put back.
    ['2026-11-01T03:59:59Z', 'isToday', true, true],
    ['2026-11-01T04:00:00Z', 'isToday', true, false],
    ['2026-11-01T05:50:00+02:00', 'isToday', true, true],
    ['2026-11-01T03:49:59.9Z', 'isPast', true, true],
    ['2026-11-01T03:50:00Z', 'isPast', true, false],
    ['2026-11-01T03:50:01Z', 'isFuture', true, true],
    ['2026-11-02T04:59:59Z', 'daysAhead', 1, true],
    ['2026-11-02T05:00:00Z', 'daysAhead', 2, true],
    // A time of day without a zone is one of the zone.
    ['2026-10-31T23:49', 'isPast', true, true],
    ['2026-10-31T23:51', 'isFuture', true, true],
    ['2026-10-31T23:51', 'isToday', true, true],
    // No dates.
    ['2026-02-30', 'inLastDays', 36_500, false],
    ['2026-02-30', 'isPast', true, false],
    ['2026-02-30', 'isPast', false, false],
    ['tomorrow', 'isFuture', true, false],
    ['2026-10-31T25:00', 'isToday', true, false],
    ['', 'isToday', false, false],
    ['', 'not:isToday', true, true],
  ])('%s %s %s is %s', async (day, operator, value, result) => {
    expect((await evaluate({ all: [{ fact: 'day', operator, value }] }, cloneFacts({ day }))).fires).toBe(result);
  });

  test('the moment is that of each run, not of the first one', async () => {
    const conditions = { all: [{ fact: 'day', operator: 'isToday', value: true }] };
    const given = cloneFacts({ day: '2026-10-31' });
    const fires = async (now: string, zone: string) =>
      (await evaluateAt(conditions, given, undefined, { now: Date.parse(now), zone })).fires;
    expect(await fires('2026-10-31T12:00:00Z', 'UTC')).toBe(true);
    expect(await fires('2026-11-01T12:00:00Z', 'UTC')).toBe(false);
    expect(await fires('2026-10-30T12:00:00Z', 'Pacific/Kiritimati')).toBe(true);
    const both = await Promise.all([fires('2026-10-31T12:00:00Z', 'UTC'), fires('2026-11-01T12:00:00Z', 'UTC')]);
    expect(both).toEqual([true, false]);
  });

  test.each([[-1], [1.5], ['7'], [36_501], [null]])('%j is no number of days', (value) => {
    const found = checkConditions({ all: [{ fact: 'day', operator: 'inLastDays', value }] }, undefined, '/conditions');
    expect(found).toMatchObject([
      { path: '/conditions/all/0/value', message: expect.stringContaining('a whole number from 0 to 36500') },
    ]);
  });
});

describe('R39 rule engine surprises', () => {
  test('R39 a fact that is not there is an error that names it, never a match', async () => {
    const conditions = {
      any: [
        { fact: 'n', operator: 'equal', value: 3 },
        { fact: 'owner', path: 'phone', operator: 'notEqual', value: 1 },
      ],
    };
    await expect(evaluate(conditions, facts)).rejects.toMatchObject({
      code: 'FACT_UNKNOWN',
      details: { fact: 'owner.phone' },
    });
  });

  test('R39 a field of the form that was left empty is null', async () => {
    const schema = { properties: { note: { type: 'string' } } };
    const { trace, fires } = await evaluate(
      { all: [{ fact: 'note', operator: 'isEmpty', value: true }] },
      facts,
      schema,
    );
    expect(fires).toBe(true);
    expect(trace).toMatchObject({ children: [{ seen: null }] });
  });

  test('R39 a path is never evaluated: filters and scripts are refused at save', () => {
    const paths = [
      '$..*',
      "$[?(@.constructor.constructor('return process')())]",
      '$.a[(@.length-1)]',
      '$.*',
      '$.a.`parent`',
      'a b',
    ];
    for (const path of paths) {
      const problems = checkConditions(
        { all: [{ fact: 'owner', path, operator: 'equal', value: 1 }] },
        undefined,
        '/conditions',
      );
      expect(problems).toMatchObject([{ path: '/conditions/all/0/path' }]);
    }
  });

  test('R39 the prototype is no fact', async () => {
    for (const fact of ['constructor', 'toString', '__proto__']) {
      await expect(evaluate({ all: [{ fact, operator: 'isEmpty', value: false }] }, facts)).rejects.toMatchObject({
        code: 'FACT_UNKNOWN',
      });
    }
  });

  test('R39 runs of one rule at the same time do not skip each other', async () => {
    const conditions = { all: [{ fact: 'n', operator: 'equal', value: 3 }] };
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) => evaluate(conditions, cloneFacts({ n: index % 2 ? 3 : 4 }))),
    );
    expect(results.map(({ fires }) => fires)).toEqual(results.map((_, index) => index % 2 === 1));
  });
});

test('what is wrong with conditions is named with its pointer', () => {
  const schema = { properties: { n: { type: 'number' }, text: { type: 'string' } } };
  const pointers = (conditions: unknown) => checkConditions(conditions, schema, '').map(({ path }) => path);
  expect(pointers({ all: [{ fact: 'n', operator: 'like', value: 1 }] })).toEqual(['/all/0/operator']);
  expect(pointers({ all: [{ fact: 'zzz', operator: 'equal', value: 1 }] })).toEqual(['/all/0/fact']);
  expect(pointers({ all: [{ fact: 'n', operator: 'equal', value: 'x' }] })).toEqual(['/all/0/value']);
  expect(pointers({ all: [{ fact: 'n', operator: 'textContains', value: 'x' }] })).toEqual(['/all/0/operator']);
  expect(pointers({ any: [{ all: [] }] })).toEqual(['/any/0/all']);
  expect(pointers({ all: [{ condition: 'named' }] })).toEqual(['/all/0/condition']);
  expect(pointers({ all: [{ fact: 'n', operator: 'between', value: [1] }] })).toEqual(['/all/0/value']);
  expect(pointers({ all: [{ fact: 'n', operator: 'equal', value: { fact: 'gone' } }] })).toEqual(['/all/0/value/fact']);
  let deep: unknown = { fact: 'n', operator: 'equal', value: 1 };
  for (let level = 0; level < 10; level += 1) deep = { not: deep };
  expect(checkConditions(deep, schema, '')[0]?.message).toMatch(/10 levels/);
});

type Node = { all: Node[] } | { any: Node[] } | { not: Node } | { fact: string; operator: string; value: unknown };
const leaf = fc.record({
  fact: fc.constantFrom('a', 'b', 'c'),
  operator: fc.constantFrom('equal', 'notEqual', 'lessThan', 'greaterThanInclusive', 'not:equal', 'not:lessThan'),
  value: fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom('x', 'y').map(String),
    fc.constantFrom({ fact: 'a' }, { fact: 'c' }),
  ),
});
const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf as fc.Arbitrary<Node>,
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ) as fc.Arbitrary<Node>,
}));

/** Written from the meaning of the words, without the engine. */
function expected(node: Node, of: JsonObject): boolean {
  if ('all' in node) return node.all.every((child) => expected(child, of));
  if ('any' in node) return node.any.some((child) => expected(child, of));
  if ('not' in node) return !expected(node.not, of);
  const left = of[node.fact];
  const right = typeof node.value === 'object' ? of[(node.value as { fact: string }).fact] : node.value;
  const numbers = typeof left === 'number' && typeof right === 'number';
  const isLess = numbers && (left as number) < (right as number);
  switch (node.operator) {
    case 'equal':
      return left === right;
    case 'notEqual':
    case 'not:equal':
      return left !== right;
    case 'lessThan':
      return isLess;
    case 'not:lessThan':
      return !isLess;
    default:
      return numbers && (left as number) >= (right as number);
  }
}

test('any conditions decide as their words say, and the trace agrees with the decision', async () => {
  const values = fc.record({
    a: fc.integer({ min: -3, max: 3 }),
    b: fc.constantFrom('x', 'y'),
    c: fc.constantFrom<number | string>(0, 2, 'x'),
  });
  await fc.assert(
    fc.asyncProperty(tree, values, async (conditions, given) => {
      const { fires, trace } = await evaluate(conditions, cloneFacts(given));
      expect(fires).toBe(expected(conditions, given));
      expect(trace.result).toBe(fires);
    }),
    { numRuns: 1500 },
  );
});
