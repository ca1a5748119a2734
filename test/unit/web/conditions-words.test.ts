import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleField } from '../../../web/src/api/rule-field.ts';
import { findJsonMistake } from '../../../web/src/conditions/json-mistake.ts';
import { fieldsToCompare, withField, withOperator, withSource } from '../../../web/src/conditions/leaf-changes.ts';
import { sentenceOf } from '../../../web/src/conditions/sentence.ts';
import type { Leaf } from '../../../web/src/conditions/tree.ts';
import { findNeed } from '../../../web/src/conditions/unfinished.ts';

const field = (name: string, label: string, type: RuleField['type'], more: Partial<RuleField> = {}): RuleField => ({
  name,
  fact: name,
  label,
  group: 'Leave request',
  type,
  sample: null,
  ...more,
});
const FIELDS: RuleField[] = [
  field('status', 'Status', 'choice', { choices: [{ value: 'submitted', label: 'Submitted' }] }),
  field('type', 'Leave type', 'choice', { choices: ['Annual', 'Sick'].map((value) => ({ value, label: value })) }),
  field('days', 'Days requested', 'number'),
  field('left', 'Days left', 'number'),
  field('first', 'First day', 'date'),
  field('urgent', 'Urgent', 'boolean'),
  field('tags', 'Tags', 'list'),
  field('note', 'Note', 'text'),
  field('owner.email', 'Owner email', 'text', { fact: 'owner', path: '$.email' }),
];
const leaf = (
  name: string,
  operator: string,
  value: Leaf['value'],
  valueSource: Leaf['valueSource'] = 'value',
): Leaf => ({
  field: name,
  operator,
  value,
  valueSource,
});

describe('the sentence after "Send when:"', () => {
  test.each([
    [{}, ''],
    [{ all: [] }, ''],
    [{ fact: 'status', operator: 'equal', value: 'submitted' }, 'Status is Submitted'],
    [{ fact: 'first', operator: 'isToday', value: true }, 'First day is today'],
    [{ fact: 'first', operator: 'inNextDays', value: 7 }, 'First day is in the next 7 days'],
    [{ fact: 'first', operator: 'not:inLastDays', value: 1 }, 'First day is not in the last 1 day'],
    [{ fact: 'first', operator: 'daysAgo', value: 3 }, 'First day was 3 days ago'],
    [
      {
        all: [
          { fact: 'status', operator: 'equal', value: 'submitted' },
          {
            any: [
              { fact: 'days', operator: 'greaterThan', value: 5 },
              { fact: 'type', operator: 'in', value: ['Annual', 'Sick'] },
            ],
          },
        ],
      },
      'Status is Submitted, and (Days requested is more than 5, or Leave type is any of Annual or Sick)',
    ],
    [{ not: { fact: 'note', operator: 'textContains', value: 'a b' } }, 'none of these holds: Note contains “a b”'],
    [
      {
        not: {
          all: [
            { fact: 'urgent', operator: 'equal', value: true },
            { fact: 'tags', operator: 'not:contains', value: 'x' },
          ],
        },
      },
      'not all of these hold: Urgent is Yes, and Tags does not contain “x”',
    ],
    [{ fact: 'days', operator: 'between', value: [1, 5] }, 'Days requested is between 1 and 5'],
    [{ fact: 'days', operator: 'lessThan', value: { fact: 'left' } }, 'Days requested is less than Days left'],
    [{ fact: 'first', operator: 'lessThan', value: '2026-03-03' }, /^First day is before .*2026/],
    [{ fact: 'owner', path: 'email', operator: 'isEmpty', value: true }, 'Owner email is empty'],
    [{ fact: 'owner.email', operator: 'isEmpty', value: false }, 'Owner email is not empty'],
    [{ fact: 'gone', operator: 'equal', value: 1 }, 'Field removed: gone is 1'],
    [{ fact: 'note', operator: 'equal', value: '' }, 'Note is …'],
    [{ condition: 'adult' }, 'the conditions in the JSON view hold'],
  ])('%j', (stored, words) => {
    if (typeof words === 'string') expect(sentenceOf(stored, FIELDS)).toBe(words);
    else expect(sentenceOf(stored, FIELDS)).toMatch(words);
  });
});

test('two fields of one name are told apart by their group', () => {
  const cities = ['home', 'work'].map((name) => field(`${name}.city`, 'City', 'text', { group: name }));
  expect(sentenceOf({ fact: 'work.city', operator: 'equal', value: 'Rome' }, cities)).toBe('City (work) is “Rome”');
});

describe('a change of a condition', () => {
  test('of the field keeps operator and value when the type is equal', () => {
    const more = leaf('days', 'greaterThan', 5);
    expect(withField(more, 'left', FIELDS)).toEqual({ ...more, field: 'left' });
    const other = leaf('days', 'greaterThan', 'left', 'field');
    expect(withField(other, 'left', FIELDS)).toEqual({ ...other, field: 'left' });
  });

  test('of the field to another type starts with an operator of that type and no value', () => {
    expect(withField(leaf('days', 'greaterThan', 5), 'note', FIELDS)).toEqual(leaf('note', 'equal', ''));
    expect(withField(leaf('note', 'textContains', 'a'), 'tags', FIELDS)).toEqual(leaf('tags', 'contains', ''));
    expect(withField(leaf('days', 'between', [1, 2]), 'first', FIELDS)).toEqual(leaf('first', 'between', ['', '']));
  });

  test('of the field drops a choice that the other field does not have', () => {
    expect(withField(leaf('type', 'in', ['Sick']), 'status', FIELDS)).toEqual(leaf('status', 'in', []));
  });

  test('of the operator keeps the value in its new shape', () => {
    expect(withOperator(leaf('days', 'equal', 5), 'lessThan').value).toBe(5);
    expect(withOperator(leaf('days', 'equal', 5), 'between').value).toEqual([5, '']);
    expect(withOperator(leaf('days', 'between', [5, 6]), 'equal').value).toBe(5);
    expect(withOperator(leaf('type', 'equal', 'Sick'), 'in').value).toEqual(['Sick']);
    expect(withOperator(leaf('type', 'equal', ''), 'in').value).toEqual([]);
    expect(withOperator(leaf('type', 'in', []), 'equal').value).toBe('');
    expect(withOperator(leaf('type', 'equal', 'Sick'), 'isEmpty').value).toBe('');
    expect(withOperator(leaf('days', 'equal', 'left', 'field'), 'between')).toEqual(leaf('days', 'between', ['', '']));
  });

  test('to a value from another field offers fields of the same kind', () => {
    const names = (one: Leaf) => fieldsToCompare(one, FIELDS).map(({ name }) => name);
    expect(names(leaf('days', 'equal', ''))).toEqual(['left']);
    expect(names(leaf('note', 'textContains', ''))).toEqual(['status', 'type', 'owner.email']);
    expect(names(leaf('days', 'between', ['', '']))).toEqual([]);
    expect(withSource(leaf('days', 'equal', 5), 'field')).toEqual(leaf('days', 'equal', '', 'field'));
  });
});

describe('a condition that is not finished', () => {
  test.each([
    [leaf('', 'equal', ''), 'field'],
    [leaf('note', 'equal', ''), 'value'],
    [leaf('days', 'equal', ''), 'value'],
    [leaf('type', 'in', []), 'value'],
    [leaf('days', 'between', [1, '']), 'value'],
    [leaf('days', 'between', [6, 5]), 'value'],
    [leaf('days', 'equal', '', 'field'), 'value'],
    [leaf('first', 'inLastDays', ''), 'value'],
  ])('%j needs its %s', (one, part) => {
    expect(findNeed(one, FIELDS)).toEqual({ part, message: expect.stringMatching(/\.$/) });
  });

  test.each([
    [leaf('note', 'isEmpty', '')],
    [leaf('days', 'equal', 0)],
    [leaf('urgent', 'equal', false)],
    [leaf('days', 'between', [5, 5])],
    [leaf('days', 'equal', 'left', 'field')],
  ])('%j is finished', (one) => {
    expect(findNeed(one, FIELDS)).toBeUndefined();
  });
});

describe('a mistake in the JSON', () => {
  test.each([
    ['', 1, 1, 'ends too early'],
    ['{"all": [\n  {"fact": "days" "operator": "equal"}\n]}', 2, 19, 'comma or a closing brace'],
    ['{"all": [1 2]}', 1, 12, 'comma or a closing bracket'],
    ['{"all": [1,]}', 1, 12, 'a value is missing'],
    ['{"all": []', 1, 11, 'ends too early'],
    ['{all: []}', 1, 2, 'a name in double quotes'],
    ["{'all': []}", 1, 2, 'a name in double quotes'],
    ['{"all" []}', 1, 8, 'a colon'],
    ['{"a": "x\ny"}', 1, 7, 'not closed'],
    ['{"a": 01}', 1, 7, 'a value is missing'],
    ['{"a": True}', 1, 7, 'a value is missing'],
    ['{} {}', 1, 4, 'end before this'],
  ])('%j: line %i, column %i, %s', (text, line, column, words) => {
    expect(findJsonMistake(text)).toEqual({ line, column, words: expect.stringContaining(words) });
  });

  test('is found in exactly the texts that are not JSON, at a place inside the text or just behind it', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', '0', '-', 'e', '\\', '\n', 'x'),
        fc.nat(2),
      )
      .map(([json, at, sign, cut]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + sign + json.slice(place + cut);
      });
    let wrong = 0;
    fc.assert(
      fc.property(damaged, (text) => {
        const mistake = findJsonMistake(text);
        expect(mistake === undefined).toBe(isJson(text));
        if (mistake === undefined) return;
        wrong += 1;
        const lines = text.split('\n');
        expect(mistake.line).toBeLessThanOrEqual(lines.length);
        expect(mistake.column).toBeLessThanOrEqual((lines[mistake.line - 1] ?? '').length + 1);
      }),
      { numRuns: 2000 },
    );
    expect(wrong).toBeGreaterThan(500);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
