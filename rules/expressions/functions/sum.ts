import { valueAt } from '../../../src/sdk/index.ts';
import { decimal } from '../decimal.ts';
import { type Helper, HelperProblem, numberOf, textOf } from '../helper.ts';

export const helper: Helper = {
  name: 'sum',
  summary: 'The sum of one field over all rows, or of a list of numbers',
  usage: '{{currency (sum lines "amount") "EUR"}}',
  arity: [1, 2],
  options: [],
  lenient: false,
  run: ([rows, field]) => {
    if (!Array.isArray(rows)) throw new HelperProblem('sum needs a list of rows.');
    const path = field === undefined ? undefined : textOf(field);
    const total = rows.reduce((sum: number, row) => sum + numberOf(path === undefined ? row : valueAt(row, path)), 0);
    return decimal(total);
  },
};
