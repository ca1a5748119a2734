import { expect, test } from 'vitest';
import { changesOf } from '../../../rules/instances/instance-facts.ts';
import type { FormRow } from '../../../src/store/tables/form.table.ts';

const form = { schema: { type: 'object', properties: { days: { title: 'Days' } } } } as unknown as FormRow;

test('fields that are called like what every object inherits change like any other', () => {
  const before = { toString: 'x', days: 3 };
  const after = { constructor: 'c', days: 4 };
  expect(changesOf(form, before as never, after as never)).toEqual([
    { field: 'days', title: 'Days', old: 3, new: 4 },
    { field: 'toString', title: 'toString', old: 'x', new: null },
    { field: 'constructor', title: 'constructor', old: null, new: 'c' },
  ]);
});
