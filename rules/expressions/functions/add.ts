import { decimal } from '../decimal.ts';
import { type Helper, numberOf } from '../helper.ts';

export const helper: Helper = {
  name: 'add',
  summary: 'The sum of two or more numbers',
  usage: '{{number (add base bonus)}}',
  arity: [2, 20],
  options: [],
  lenient: false,
  run: (values) => decimal(values.map(numberOf).reduce((a, b) => a + b)),
};
