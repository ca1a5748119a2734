import { decimal } from '../decimal.ts';
import { type Helper, numberOf } from '../helper.ts';

export const helper: Helper = {
  name: 'subtract',
  summary: 'A number less others',
  usage: '{{number (subtract gross tax)}}',
  arity: [2, 20],
  options: [],
  lenient: false,
  run: (values) => decimal(values.map(numberOf).reduce((a, b) => a - b)),
};
