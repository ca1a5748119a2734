import { decimal } from '../decimal.ts';
import { type Helper, numberOf } from '../helper.ts';

export const helper: Helper = {
  name: 'multiply',
  summary: 'The product of two or more numbers',
  usage: '{{currency (multiply hours rate) "EUR"}}',
  arity: [2, 20],
  options: [],
  lenient: false,
  run: (values) => decimal(values.map(numberOf).reduce((a, b) => a * b)),
};
