import { type Helper, textOf } from '../helper.ts';

export const helper: Helper = {
  name: 'fieldValue',
  summary: 'A field as it is stored: the value of a choice, 2026-12-31, true; lists and rows as JSON',
  usage: '{{fieldValue status}}',
  arity: [1, 1],
  options: [],
  lenient: false,
  run: ([value]) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : textOf(value)),
};
