import { type Helper, HelperProblem, numberOf, textOf } from '../helper.ts';

export const helper: Helper = {
  name: 'slice',
  summary: 'A part of a text, by the numbers of its first and last character',
  usage: '{{slice employee.name 1 4}}',
  arity: [3, 3],
  options: [],
  lenient: false,
  run: ([value, from, to]) => {
    const [first, last] = [numberOf(from), numberOf(to)];
    if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1 || last < first)
      throw new HelperProblem('The first character has the number 1, and the last one comes after it.');
    // By characters: half of one that takes two units is none.
    return [...textOf(value)].slice(first - 1, last).join('');
  },
};
