import type { Helper } from '../helper.ts';
import { isTrue } from '../truth.ts';

export const helper: Helper = {
  name: 'and',
  summary: 'Whether all values are given, for #if',
  usage: '{{#if (and bonus (eq status "paid"))}}...{{/if}}',
  arity: [2, 20],
  options: [],
  lenient: true,
  run: (values) => values.every(isTrue),
};
