import type { Helper } from '../helper.ts';
import { isTrue } from '../truth.ts';

export const helper: Helper = {
  name: 'not',
  summary: 'Whether a value is not given, for #if',
  usage: '{{#if (not bonus)}}...{{/if}}',
  arity: [1, 1],
  options: [],
  lenient: true,
  run: ([value]) => !isTrue(value),
};
