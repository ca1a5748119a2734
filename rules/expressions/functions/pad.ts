import { type Helper, HelperProblem, numberOf, textOf } from '../helper.ts';

const LONGEST = 100;

export const helper: Helper = {
  name: 'pad',
  summary: 'A number or text of at least so many signs, filled with zeros, or another sign, in front',
  usage: '{{pad employeeNumber 6}}',
  arity: [2, 3],
  options: [],
  lenient: false,
  run: ([value, length, sign]) => {
    const signs = numberOf(length);
    if (!Number.isInteger(signs) || signs < 1 || signs > LONGEST) {
      throw new HelperProblem(`pad needs a whole number of signs from 1 to ${LONGEST}, not ${signs}.`);
    }
    const filling = sign === undefined ? '0' : textOf(sign);
    if ([...filling].length !== 1) throw new HelperProblem('pad fills with one sign.');
    return textOf(value).padStart(signs, filling);
  },
};
