import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleField } from '../../../web/src/api/rule-field.ts';
import { addressFields } from '../../../web/src/recipients/address-fields.ts';
import {
  findMistakes,
  labelOf,
  parseRecipient,
  readRecipients,
  textOf,
} from '../../../web/src/recipients/recipient.ts';

const field = (name: string, rest: Partial<RuleField> = {}): RuleField => ({
  name,
  fact: name,
  label: `Label of ${name}`,
  group: 'Form',
  type: 'text',
  sample: null,
  ...rest,
});
const fields = [field('employee.name'), field('employee.email')];

describe('recipients that are typed', () => {
  test.each([
    ['a@example.com', ['a@example.com']],
    ['a@example.com, b@example.com; c@example.com\nd@example.com', ['a', 'b', 'c', 'd'].map((n) => `${n}@example.com`)],
    ['Asha Rao <asha@example.com>', [{ name: 'Asha Rao', address: 'asha@example.com' }]],
    [
      '"Rao, Asha" <asha@example.com>, b@example.com',
      [{ name: 'Rao, Asha', address: 'asha@example.com' }, 'b@example.com'],
    ],
    ['<asha@example.com>', ['asha@example.com']],
    ['{{employee.email}}', [{ field: 'employee.email' }]],
    [' {{ employee.email }} ,', [{ field: 'employee.email' }]],
    ['{{lower employee.email}}', ['{{lower employee.email}}']],
    ['{{concat a "," b}}, x@example.com', ['{{concat a "," b}}', 'x@example.com']],
    ['{{employee.name}} <{{employee.email}}>', [{ name: '{{employee.name}}', address: '{{employee.email}}' }]],
    ['{{id}}@example.com', ['{{id}}@example.com']],
    ['nobody', ['nobody']],
    [' , ;\n', []],
  ])('%s', (text, expected) => {
    expect(readRecipients(text)).toEqual(expected);
  });

  test('what is shown for editing is read as the same recipient again', () => {
    const word = fc.stringMatching(/^[a-zü]{1,8}( [a-z,"]{1,5})?$/);
    const address = fc.oneof(
      fc.constantFrom('{{a.b}}', '{{lower a}}', '{{a}}@example.com'),
      word.map((name) => `${name.replace(/[^a-zü]/g, '')}@example.com`),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          address.filter((text) => text !== '{{a.b}}'),
          fc.constant({ field: 'a.b' }),
          fc.record({
            name: fc.oneof(
              word.filter((name) => !name.includes('"')),
              fc.constant('{{x "<,>"}}'),
            ),
            address,
          }),
        ),
        (recipient) => {
          expect(readRecipients(textOf(recipient))).toEqual([recipient]);
        },
      ),
    );
  });
});

describe('recipients that are shown', () => {
  test('fields have their labels, alone and in a name with an address', () => {
    expect(labelOf({ field: 'employee.email' }, fields)).toBe('Label of employee.email');
    expect(labelOf({ name: '{{employee.name}}', address: '{{employee.email}}' }, fields)).toBe(
      'Label of employee.name <Label of employee.email>',
    );
  });

  test('what is no recipient of this page is not taken apart', () => {
    for (const other of [
      { group: 'hr', user: 'x' },
      { field: 'a', extra: 1 },
      { address: 1 },
      7,
      null,
      ['a@example.com'],
    ]) {
      expect(parseRecipient(other)).toBeUndefined();
      expect(labelOf(other, fields)).toBe(JSON.stringify(other));
    }
  });

  test('no @, a field that is gone and an entry that stands twice are mistakes', () => {
    const values = [
      'nobody',
      { field: 'gone' },
      'A@example.com',
      { name: 'A', address: 'a@example.com' },
      '{{employee.email}}',
      { field: 'employee.email' },
      'a b@example.com',
      { field: 'employee.name' },
    ];
    const found = findMistakes(values, fields);
    expect([...found].map(([index, { kind }]) => [index, kind])).toEqual([
      [0, 'noAt'],
      [1, 'gone'],
      [3, 'twice'],
      [5, 'twice'],
      [6, 'noAt'],
    ]);
    expect(findMistakes([{ field: 'gone' }], [])).toEqual(new Map());
  });

  test('fields that look like addresses come first; dates, numbers and files cannot be one', () => {
    const all = [
      field('name', { sample: 'Asha' }),
      field('day', { type: 'date' }),
      field('net', { type: 'number' }),
      field('file', { type: 'file' }),
      field('managers', { type: 'list', sample: 'm@example.com' }),
      field('workEmail'),
    ];
    expect(addressFields(all).map(({ name }) => name)).toEqual(['managers', 'workEmail', 'name']);
  });
});
