import type { Helper } from '../helper.ts';

export const helper: Helper = {
  name: 'eq',
  summary: 'Whether two values are the same, for #if',
  usage: '{{#if (eq status "paid")}}...{{/if}}',
  arity: [2, 2],
  options: [],
  lenient: true,
  run: ([a, b]) => (a ?? null) === (b ?? null),
};
