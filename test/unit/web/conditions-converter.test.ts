import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkConditions } from '../../../rules/conditions/check-conditions.ts';
import { evaluate } from '../../../rules/conditions/evaluate.ts';
import type { JsonObject } from '../../../src/sdk/index.ts';
import { readConditions } from '../../../web/src/conditions/read-conditions.ts';
import { type Branch, type Leaf, leavesOf, type Node } from '../../../web/src/conditions/tree.ts';
import { writeConditions } from '../../../web/src/conditions/write-conditions.ts';
import { MOMENT, reference } from './conditions-reference.ts';

const FIELDS = ['title', 'days', 'first', 'agreed', 'tags', 'owner#$.email', 'owner#address.city', 'lines[0].amount'];
/** Every field is of the form, so that a value that is missing means: left empty. */
const FACTS_SCHEMA = {
  properties: {
    title: {},
    days: {},
    first: {},
    agreed: {},
    tags: {},
    owner: { properties: { email: {}, address: { properties: { city: {} } } } },
    lines: { items: { properties: { amount: {} } } },
  },
};

const text = fc.constantFrom('', 'a', 'Ab', 'b', '5', 'é', 'e\u0301', 'ab c');
const day = fc.constantFrom('2026-01-31', '2026-02-01', '2026-12-31');
const instant = fc.constantFrom('2026-02-01T00:00:00Z', '2026-02-01T01:00:00+02:00', '2026-02-01T10:00:00.5Z');
const number = fc.constantFrom(-1, 0, 1, 1.5, 5, 6);
const ordered = fc.oneof(number, day, instant);
const scalar = fc.oneof(text, day, number, fc.boolean());

const WITHOUT_VALUE = ['isEmpty', 'isToday', 'isPast', 'isFuture'];

const OPERATORS: Record<string, fc.Arbitrary<Leaf['value']>> = {
  ...Object.fromEntries(
    ['equal', 'notEqual', 'contains', 'not:contains', 'doesNotContain'].map((name) => [name, scalar]),
  ),
  ...Object.fromEntries(
    ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'].map((name) => [name, ordered]),
  ),
  ...Object.fromEntries(['in', 'notIn'].map((name) => [name, fc.array(scalar, { maxLength: 4 })])),
  ...Object.fromEntries(
    ['between', 'not:between'].map((name) => [name, fc.array(ordered, { minLength: 2, maxLength: 2 })]),
  ),
  ...Object.fromEntries(
    ['textContains', 'textBeginsWith', 'textEndsWith'].flatMap((name) => [
      [name, text],
      [`not:${name}`, text],
    ]),
  ),
  ...Object.fromEntries(
    ['inLastDays', 'inNextDays', 'daysAgo', 'daysAhead'].flatMap((name) => [
      [name, fc.constantFrom(0, 1, 2, 400)],
      [`not:${name}`, fc.constantFrom(0, 1, 2, 400)],
    ]),
  ),
  ...Object.fromEntries(
    WITHOUT_VALUE.flatMap((name) => [
      [name, fc.constant('')],
      [`not:${name}`, fc.constant('')],
    ]),
  ),
};

const leaf: fc.Arbitrary<Leaf> = fc
  .tuple(fc.constantFrom(...FIELDS), fc.constantFrom(...Object.keys(OPERATORS)), fc.integer({ min: 0, max: 4 }))
  .chain(([field, operator, dice]) => {
    const fromField = dice === 0 && !WITHOUT_VALUE.includes(operator.replace('not:', ''));
    const value = fromField ? fc.constantFrom(...FIELDS) : (OPERATORS[operator] ?? scalar);
    return value.map((one): Leaf => ({ field, operator, valueSource: fromField ? 'field' : 'value', value: one }));
  });

function branch(levels: number): fc.Arbitrary<Branch> {
  const node: fc.Arbitrary<Node> =
    levels === 1 ? leaf : fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: branch(levels - 1) });
  const group = fc.record({
    combinator: fc.constantFrom<Branch['combinator']>('and', 'or', 'none', 'notAll'),
    rules: fc.array(node, { minLength: 1, maxLength: 3 }),
  });
  const notOfOne = leaf.map((only): Branch => ({ combinator: 'none', bare: true, rules: [only] }));
  return fc.oneof({ weight: 5, arbitrary: group }, { weight: 1, arbitrary: notOfOne });
}

const tree = fc.oneof(
  { weight: 9, arbitrary: branch(3) },
  { weight: 1, arbitrary: leaf.map((only): Branch => ({ combinator: 'and', bare: true, rules: [only] })) },
);

const anything = fc.oneof(
  scalar,
  day,
  instant,
  number,
  fc.constantFrom(null, {}, { deeper: 1 }),
  fc.array(scalar, { maxLength: 3 }),
);
const facts = fc.record(
  {
    title: anything,
    days: anything,
    first: anything,
    agreed: anything,
    tags: anything,
    owner: fc.oneof(
      anything,
      fc.record({ email: anything, address: fc.oneof(anything, fc.record({ city: anything })) }, { requiredKeys: [] }),
    ),
    lines: fc.oneof(anything, fc.array(fc.record({ amount: anything }, { requiredKeys: [] }), { maxLength: 2 })),
  },
  { requiredKeys: [] },
) as unknown as fc.Arbitrary<JsonObject>;

const RUNS = { numRuns: 2000 };

describe('2,000 random trees of conditions', () => {
  test('are written and read back exactly, and so is what is stored', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(tree, (one) => {
        const stored: unknown = JSON.parse(JSON.stringify(writeConditions(one)));
        const reading = readConditions(stored);
        expect(reading).toEqual({ tree: one });
        if ('tree' in reading) expect(writeConditions(reading.tree)).toEqual(stored);
        for (const { operator } of leavesOf(one)) seen.add(operator);
      }),
      RUNS,
    );
    expect([...seen].sort()).toEqual(Object.keys(OPERATORS).sort());
  });

  test('are accepted by the server', () => {
    fc.assert(
      fc.property(tree, (one) => {
        expect(checkConditions(writeConditions(one), undefined, '')).toEqual([]);
      }),
      RUNS,
    );
  });

  test('fire exactly when their words hold', async () => {
    const fired = { true: 0, false: 0 };
    await fc.assert(
      fc.asyncProperty(tree, facts, async (one, record) => {
        const wanted = reference(one, record);
        fired[`${wanted}`] += 1;
        const { fires } = await evaluate(writeConditions(one), record, FACTS_SCHEMA, MOMENT);
        expect(fires).toBe(wanted);
      }),
      RUNS,
    );
    expect(Math.min(fired.true, fired.false)).toBeGreaterThan(300);
  });
});
