import { type Helper, textOf } from '../helper.ts';

export const helper: Helper = {
  name: 'upper',
  summary: 'In capital letters',
  usage: '{{upper employee.name}}',
  arity: [1, 1],
  options: ['locale'],
  lenient: false,
  run: ([value], { locale }) => textOf(value).toLocaleUpperCase(locale),
};
