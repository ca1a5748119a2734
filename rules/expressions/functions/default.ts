import type { Helper } from '../helper.ts';

export const helper: Helper = {
  name: 'default',
  summary: 'The value, or a replacement where it is missing or empty',
  usage: '{{default employee.title "colleague"}}',
  arity: [2, 2],
  options: [],
  lenient: true,
  run: ([value, replacement]) => (value === undefined || value === null || value === '' ? replacement : value),
};
