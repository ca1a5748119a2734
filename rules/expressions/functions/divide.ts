import { decimal } from '../decimal.ts';
import { type Helper, HelperProblem, numberOf } from '../helper.ts';

export const helper: Helper = {
  name: 'divide',
  summary: 'One number divided by another',
  usage: '{{number (divide yearly 12) decimals=2}}',
  arity: [2, 2],
  options: [],
  lenient: false,
  run: (values) => {
    const [dividend = 0, divisor = 0] = values.map(numberOf);
    if (divisor === 0) throw new HelperProblem('Nothing can be divided by 0.');
    return decimal(dividend / divisor);
  },
};
