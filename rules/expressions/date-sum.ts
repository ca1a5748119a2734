import { HelperProblem, numberOf } from './helper.ts';

const CIVIL = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 };
const MOST = 100_000;

/**
 * A date plus days, weeks, months and years, as a date; an instant plus exact durations, as an instant in UTC. A month later
 * than the 31st of January is the last day of February. An instant takes no months: how long they are depends on the place.
 */
export function addToInstant(value: unknown, options: Record<string, unknown>): string {
  const text = typeof value === 'string' ? value.trim() : '';
  const of = (unit: string) => (options[unit] === undefined ? 0 : wholeNumber(unit, options[unit]));
  if (Object.keys(options).length === 0) throw new HelperProblem('dateAdd needs days, weeks, months or years.');
  if (CIVIL.test(text)) {
    if (of('hours') !== 0 || of('minutes') !== 0) throw new HelperProblem(`"${text}" has no time: add days or months.`);
    const start = parsed(text, `${text}T00:00Z`);
    if (!start.toISOString().startsWith(text)) throw new HelperProblem(`There is no date ${text}.`);
    return civil(
      monthsLater(start, of('months') + 12 * of('years')).getTime() + of('days') * MS.days + of('weeks') * MS.weeks,
    );
  }
  if (!INSTANT.test(text)) throw new HelperProblem(`"${String(value).slice(0, 60)}" is not a date like 2026-12-31.`);
  if (of('months') !== 0 || of('years') !== 0)
    throw new HelperProblem('Months and years are added to dates without a time.');
  const ms = Object.entries(MS).reduce((sum, [unit, length]) => sum + of(unit) * length, 0);
  return inRange(parsed(text, text).getTime() + ms).toISOString();
}

function wholeNumber(unit: string, value: unknown): number {
  const number = numberOf(value);
  if (Number.isInteger(number) && Math.abs(number) <= MOST) return number;
  throw new HelperProblem(`${unit} must be a whole number, at most ${MOST}.`);
}

function monthsLater(start: Date, months: number): Date {
  const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(start.getUTCDate(), last)));
}

function parsed(text: string, iso: string): Date {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) throw new HelperProblem(`There is no date ${text}.`);
  return date;
}

function civil(ms: number): string {
  return inRange(ms).toISOString().slice(0, 10);
}

/** A year of four digits: anything else is read as no date afterwards. */
function inRange(ms: number): Date {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  if (year >= 1 && year <= 9999) return date;
  throw new HelperProblem('The date would be after the year 9999 or before the year 1.');
}
