import type { Helper } from '../helper.ts';
import { isTrue } from '../truth.ts';

export const helper: Helper = {
  name: 'or',
  summary: 'Whether one of the values is given, for #if',
  usage: '{{#if (or bonus allowance)}}...{{/if}}',
  arity: [2, 20],
  options: [],
  lenient: true,
  run: (values) => values.some(isTrue),
};
