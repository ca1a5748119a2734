import { type Helper, textOf } from '../helper.ts';

export const helper: Helper = {
  name: 'concat',
  summary: 'Several values as one text',
  usage: '{{link (concat "https://hr.example.com/slips/" id) "Open"}}',
  arity: [1, 20],
  options: [],
  lenient: false,
  run: (values) => values.map(textOf).join(''),
};
