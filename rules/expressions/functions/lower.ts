import { type Helper, textOf } from '../helper.ts';

export const helper: Helper = {
  name: 'lower',
  summary: 'In small letters',
  usage: '{{lower employee.name}}',
  arity: [1, 1],
  options: ['locale'],
  lenient: false,
  run: ([value], { locale }) => textOf(value).toLocaleLowerCase(locale),
};
