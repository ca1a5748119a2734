import { type Helper, HelperProblem, numberOf } from '../helper.ts';
import { formatNumber } from '../number-format.ts';

export const helper: Helper = {
  name: 'number',
  summary: 'A number as it is written in the locale',
  usage: '{{number hours decimals=2 locale="de-DE"}}',
  arity: [1, 1],
  options: ['decimals', 'locale'],
  lenient: false,
  run: ([value], { locale, options }) => {
    const { decimals } = options;
    if (decimals === undefined) return formatNumber(numberOf(value), locale, {});
    const digits = numberOf(decimals);
    if (!Number.isInteger(digits) || digits < 0 || digits > 20) throw new HelperProblem('decimals is 0 to 20.');
    return formatNumber(numberOf(value), locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  },
};
