import { HelperProblem } from './helper.ts';

const formatters = new Map<string, Intl.NumberFormat>();
const MOST_FORMATTERS = 200;

/** Making one costs more than a whole mail. */
export function formatNumber(value: number, locale: string, options: Intl.NumberFormatOptions): string {
  const key = JSON.stringify([locale, options]);
  let known = formatters.get(key);
  if (known === undefined) {
    try {
      known = new Intl.NumberFormat(locale, options);
    } catch (error) {
      throw new HelperProblem(`"${locale}" or "${options.currency ?? ''}" is not known here.`, { cause: error });
    }
    if (formatters.size >= MOST_FORMATTERS) formatters.clear();
    formatters.set(key, known);
  }
  return known.format(value);
}
