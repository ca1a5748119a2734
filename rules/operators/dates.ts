import { defineOperators, type Moment } from '../conditions/operator.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;
const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const DAY_MS = 86_400_000;

/** Days since 1970 of a date as it stands, or of an instant where the zone is; undefined: it is no date. */
function dayOf(fact: unknown, zone: string): number | undefined {
  if (typeof fact !== 'string') return undefined;
  if (DATE.test(fact)) return dayNumber(fact);
  if (LOCAL.test(fact)) return Number.isNaN(Date.parse(`${fact}Z`)) ? undefined : dayNumber(fact.slice(0, 10));
  const instant = INSTANT.test(fact) ? Date.parse(fact) : Number.NaN;
  return Number.isNaN(instant) ? undefined : dayNumber(wallClock(instant, zone).slice(0, 10));
}

function dayNumber(date: string): number | undefined {
  const at = new Date(`${date}T00:00Z`);
  // 2026-02-30 would silently become the 2nd of March.
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(date) ? undefined : at.getTime() / DAY_MS;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** '2026-11-27T08:05:00' as the clocks show it there. */
function wallClock(instant: number, zone: string): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return format.format(instant).replace(' ', 'T');
}

/** How far the day of the fact is from today: -1 was yesterday. */
function daysFromToday(fact: unknown, { now, zone }: Moment): number | undefined {
  const [day, today] = [dayOf(fact, zone), dayOf(wallClock(now, zone), zone)];
  return day === undefined || today === undefined ? undefined : day - today;
}

/** Below, at or above zero: a date is over when its day is, a time of day when it has struck. */
function orderToNow(fact: unknown, moment: Moment): number | undefined {
  if (typeof fact !== 'string') return undefined;
  if (INSTANT.test(fact)) return Date.parse(fact) - moment.now;
  if (!LOCAL.test(fact)) return daysFromToday(fact, moment);
  const now = wallClock(moment.now, moment.zone);
  return dayOf(fact, moment.zone) === undefined
    ? undefined
    : compareText(fact.length === 16 ? `${fact}:00` : fact, now);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function ofDays(name: string, holds: (fromToday: number, days: number) => boolean) {
  return {
    name,
    operand: 'days' as const,
    fieldTypes: ['string'],
    matches: (fact: unknown, value: unknown, moment: Moment) => {
      const from = daysFromToday(fact, moment);
      return from !== undefined && typeof value === 'number' && holds(from, value);
    },
  };
}

/** A value that is no date is on neither side: `isPast: false` and `isPast: true` are both false for it. */
function flag(name: string, holds: (fact: unknown, moment: Moment) => boolean | undefined) {
  return {
    name,
    operand: 'flag' as const,
    fieldTypes: ['string'],
    matches: (fact: unknown, value: unknown, moment: Moment) => holds(fact, moment) === value,
  };
}

const whether = (order: number | undefined, holds: (order: number) => boolean) =>
  order === undefined ? undefined : holds(order);

export const operators = defineOperators([
  flag('isToday', (fact, moment) => whether(daysFromToday(fact, moment), (days) => days === 0)),
  flag('isPast', (fact, moment) => whether(orderToNow(fact, moment), (order) => order < 0)),
  flag('isFuture', (fact, moment) => whether(orderToNow(fact, moment), (order) => order > 0)),
  // Both with today: "in the last 1 days" is yesterday and today.
  ofDays('inLastDays', (from, days) => from <= 0 && from >= -days),
  ofDays('inNextDays', (from, days) => from >= 0 && from <= days),
  ofDays('daysAgo', (from, days) => from === -days),
  ofDays('daysAhead', (from, days) => from === days),
]);
