import { describe, expect, test } from 'vitest';
import { checkConditions } from '../../../rules/conditions/check-conditions.ts';
import { OPERATORS } from '../../../rules/conditions/operators.ts';
import type { RuleField } from '../../../web/src/api/rule-field.ts';
import { findOperand, operatorsFor } from '../../../web/src/conditions/operators.ts';
import { readConditions } from '../../../web/src/conditions/read-conditions.ts';
import type { Branch } from '../../../web/src/conditions/tree.ts';
import { writeConditions } from '../../../web/src/conditions/write-conditions.ts';

const is = (fact: string) => ({ fact, operator: 'equal', value: 'x' });
const leaf = (field: string) => ({ field, operator: 'equal', valueSource: 'value' as const, value: 'x' });

describe('stored conditions in their normal forms', () => {
  test.each([
    ['a comparison alone', is('a')],
    ['not around a comparison', { not: is('a') }],
    ['not around not', { not: { not: is('a') } }],
    ['none of', { not: { any: [is('a'), is('b')] } }],
    ['not all of', { not: { all: [is('a')] } }],
    ['three levels', { all: [{ any: [{ not: { any: [is('a')] } }, is('b')] }] }],
    [
      'a path',
      { all: [{ fact: 'owner', path: '$.email', operator: 'equal', value: { fact: 'boss', path: 'email' } }] },
    ],
    ['a list from another field', { all: [{ fact: 'a', operator: 'in', value: { fact: 'b' } }] }],
  ])('%s is read and written back exactly', (_name, stored) => {
    const reading = readConditions(stored);
    expect('tree' in reading && writeConditions(reading.tree)).toEqual(stored);
  });

  test.each([{}, { all: [] }, { any: [] }])('%j is an empty tree, which is written as always', (stored) => {
    const reading = readConditions(stored);
    expect(reading).toEqual({ tree: { combinator: 'any' in stored ? 'or' : 'and', rules: [] } });
    expect('tree' in reading && writeConditions(reading.tree)).toEqual({});
  });

  test('"is empty: false" is read as "is not empty"', () => {
    const reading = readConditions({ all: [{ fact: 'a', operator: 'isEmpty', value: false }] });
    expect('tree' in reading && writeConditions(reading.tree)).toEqual({
      all: [{ fact: 'a', operator: 'not:isEmpty', value: true }],
    });
  });
});

describe('what the builder cannot show is left to the JSON view, with the reason', () => {
  const deep = { all: [{ any: [{ all: [{ any: [is('a')] }] }] }] };
  test.each([
    ['named', { condition: 'adult' }],
    ['“priority”', { all: [{ ...is('a'), priority: 2 }] }],
    ['“name”', { all: [{ ...is('a'), name: 'first' }] }],
    ['“name”', { not: { all: [is('a')], name: 'first' } }],
    ['“not”', { all: [is('a')], not: is('b') }],
    ['operator “matches”', { all: [{ fact: 'a', operator: 'matches', value: 'x' }] }],
    ['operator “not:equal”', { all: [{ fact: 'a', operator: 'not:equal', value: 'x' }] }],
    ['“equal”', { all: [{ fact: 'a', operator: 'equal', value: null }] }],
    ['“equal”', { all: [{ fact: 'a', operator: 'equal' }] }],
    ['“in”', { all: [{ fact: 'a', operator: 'in', value: 'x' }] }],
    ['“in”', { all: [{ fact: 'a', operator: 'in', value: [null] }] }],
    ['“between”', { all: [{ fact: 'a', operator: 'between', value: [1] }] }],
    ['“isEmpty”', { all: [{ fact: 'a', operator: 'isEmpty', value: { fact: 'b' } }] }],
    ['“equal”', { all: [{ fact: 'a', operator: 'equal', value: { fact: 'b', params: {} } }] }],
    ['field', { all: [{ operator: 'equal', value: 1 }] }],
    ['field', { all: [{ fact: 'a#b', operator: 'equal', value: 1 }] }],
    ['field', { all: [{ fact: 'a', path: 3, operator: 'equal', value: 1 }] }],
    ['“any” holds no list', { all: [{ any: {} }] }],
    ['empty', { all: [{ any: [] }] }],
    ['empty', { not: { all: [] } }],
    ['not an object', { all: ['a'] }],
    ['not an object', []],
    ['deeper than 3', deep],
    ['deeper than 3', { not: { not: { not: { not: is('a') } } } }],
  ])('%s: %j', (words, stored) => {
    expect(readConditions(stored)).toEqual({ reason: expect.stringContaining(words) });
  });
});

describe('a tree on its way out', () => {
  test('loses its empty groups, and the groups that hold only such', () => {
    const empty: Branch = { combinator: 'or', rules: [] };
    const tree: Branch = {
      combinator: 'and',
      rules: [empty, leaf('a'), { combinator: 'none', rules: [{ combinator: 'and', rules: [empty] }] }],
    };
    expect(writeConditions(tree)).toEqual({ all: [is('a')] });
    expect(writeConditions({ combinator: 'and', rules: [empty, empty] })).toEqual({});
  });

  test('becomes a list when a condition joins the one that stood alone', () => {
    const alone = readConditions(is('a'));
    if (!('tree' in alone)) throw new Error(alone.reason);
    expect(writeConditions({ ...alone.tree, rules: [...alone.tree.rules, leaf('b')] })).toEqual({
      all: [is('a'), is('b')],
    });
    const negated = readConditions({ not: is('a') });
    if (!('tree' in negated)) throw new Error(negated.reason);
    expect(writeConditions({ ...negated.tree, rules: [...negated.tree.rules, leaf('b')] })).toEqual({
      not: { any: [is('a'), is('b')] },
    });
  });
});

describe('the operators on offer', () => {
  const TYPES: Record<RuleField['type'], object> = {
    text: { type: 'string' },
    number: { type: 'number' },
    date: { type: 'string', format: 'date' },
    choice: { type: 'string', enum: ['a', 'b'] },
    boolean: { type: 'boolean' },
    list: { type: 'array', items: { type: 'string' } },
    rows: { type: 'array', items: { type: 'object' } },
    file: { type: 'object' },
    object: { type: 'object' },
  };
  const VALUES: Record<string, unknown> = { scalar: 'a', text: 'a', list: ['a'], none: true };
  const ofType: Partial<Record<RuleField['type'], Record<string, unknown>>> = {
    number: { scalar: 1, order: 1, range: [1, 2] },
    date: { scalar: '2026-01-01', order: '2026-01-01', range: ['2026-01-01', '2026-01-02'], days: 7 },
    boolean: { scalar: true },
  };

  test.each(Object.keys(TYPES) as RuleField['type'][])('for %s are all accepted by the server', (type) => {
    const schema = { type: 'object', properties: { a: TYPES[type] } };
    const offered = operatorsFor(type, '');
    expect(offered.length).toBeGreaterThan(0);
    for (const operator of offered) {
      const value = { ...VALUES, ...ofType[type] }[findOperand(operator) ?? ''];
      expect(checkConditions({ all: [{ fact: 'a', operator, value }] }, schema, ''), operator).toEqual([]);
    }
  });

  test('know every operator of the server, so that none is forgotten here', () => {
    expect([...OPERATORS.keys()].filter((name) => findOperand(name) === undefined)).toEqual([]);
  });

  test('keep the one in use', () => {
    expect(operatorsFor('text', 'in')).toContain('in');
    expect(operatorsFor('text', '')).toHaveLength(10);
    expect(operatorsFor('number', '')).toHaveLength(7);
  });
});
