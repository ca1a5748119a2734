import { type HelperContext, HelperProblem } from './helper.ts';

const CIVIL = /^\d{4}-\d\d-\d\d$/;
const MONTH = /^\d{4}-\d\d$/;
const STYLES = ['short', 'medium', 'long', 'full'] as const;

/** A civil date has no zone: it is formatted as it stands, wherever the reader is. */
export function formatInstant(value: unknown, context: HelperContext, withTime: boolean): string {
  const { date, civil } = parse(value);
  const format = context.options['format'] ?? 'medium';
  const zone = civil ? 'UTC' : context.zone;
  if (format === 'iso') return withTime && !civil ? date.toISOString() : isoDate(date, zone);
  if (format === 'month')
    return formatter(context.locale, { year: 'numeric', month: 'long', timeZone: zone }).format(date);
  const style = STYLES.find((one) => one === format);
  if (style === undefined) throw new HelperProblem(`There is no date format "${String(format)}".`);
  const options = withTime && !civil ? { dateStyle: style, timeStyle: 'short' as const } : { dateStyle: style };
  return formatter(context.locale, { ...options, timeZone: zone }).format(date);
}

function parse(value: unknown): { date: Date; civil: boolean } {
  const text = typeof value === 'string' ? value.trim() : '';
  const civil = CIVIL.test(text) || MONTH.test(text);
  const date =
    typeof value === 'number' ? new Date(value) : new Date(civil || /^\d{4}-\d\d-\d\dT/.test(text) ? text : Number.NaN);
  if (Number.isNaN(date.getTime()))
    throw new HelperProblem(`"${String(value).slice(0, 60)}" is not a date like 2026-12-31.`);
  // 2026-02-30 would silently become the 2nd of March.
  if (civil && !date.toISOString().startsWith(text)) throw new HelperProblem(`There is no date ${text}.`);
  return { date, civil };
}

function isoDate(date: Date, timeZone: string): string {
  return formatter('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(date);
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATTERS = 200;

/** Making one costs more than a whole mail. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  let known = formatters.get(key);
  if (known === undefined) {
    try {
      known = new Intl.DateTimeFormat(locale, options);
    } catch (error) {
      throw new HelperProblem(`"${locale}" with zone "${options.timeZone}" is not known here.`, { cause: error });
    }
    if (formatters.size >= MOST_FORMATTERS) formatters.clear();
    formatters.set(key, known);
  }
  return known;
}
