import { type Helper, numberOf, textOf } from '../helper.ts';
import { formatNumber } from '../number-format.ts';

export const helper: Helper = {
  name: 'currency',
  summary: 'An amount of money with its currency (ISO 4217)',
  usage: '{{currency salary.net "EUR" locale="de-DE"}}',
  arity: [2, 2],
  options: ['locale'],
  lenient: false,
  run: ([amount, currency], { locale }) =>
    formatNumber(numberOf(amount), locale, { style: 'currency', currency: textOf(currency) }),
};
