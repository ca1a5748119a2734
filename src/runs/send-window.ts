/** When mails may leave, by the clock on the wall of a time zone. */
export interface SendWindow {
  /** '08:00' */
  from: string;
  /** '18:00', not included; '24:00' is midnight */
  to: string;
  /** ISO days, Monday is 1; absent: every day */
  days?: number[];
}

interface Local {
  year: number;
  month: number;
  day: number;
  weekday: number;
  minute: number;
}

/** Date.parse reads much more than this. */
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A window may be open on one day of the week only, and that day's opening may be over. */
const MOST_DAYS = 8;

/** By the wall clock: in the hour that comes twice when summer time ends, a window is open twice. */
export function isOpen(window: SendWindow | undefined, zone: string, at: number): boolean {
  if (window === undefined) return true;
  const { weekday, minute } = localAt(zone, at);
  return isDay(window, weekday) && minute >= minutesOf(window.from) && minute < minutesOf(window.to);
}

/** The first instant from `at` on when the window is open. */
export function nextOpening(window: SendWindow | undefined, zone: string, at: number): number {
  if (isOpen(window, zone, at) || window === undefined) return at;
  const today = localAt(zone, at);
  for (let days = 0; days <= MOST_DAYS; days += 1) {
    // A date without a zone: days of 24 hours, whatever the zone does.
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day) + days * DAY_MS);
    const weekday = ((date.getUTCDay() + 6) % 7) + 1;
    const opensAt = instantOf(zone, date.getTime() + minutesOf(window.from) * MINUTE_MS);
    if (isDay(window, weekday) && opensAt > at && isOpen(window, zone, opensAt)) return opensAt;
  }
  throw new Error('a window that never opens');
}

/**
 * '2026-11-27T08:00' in the zone; undefined: no calendar has it, like 30 February or 25:00.
 * A time that the clocks skip is the moment they skip; of one that comes twice the first.
 */
export function instantInZone(local: string, zone: string): number | undefined {
  if (!LOCAL_TIME.test(local)) return undefined;
  const wall = Date.parse(`${local}Z`);
  // Date.parse takes 30 February for 2 March, and 24:00 for the next day.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(local)) return undefined;
  return instantOf(zone, wall);
}

/** What the clock on the wall shows, to the minute: '2026-11-27T08:00'. */
export function wallTime(zone: string, at: number): string {
  const { year, month, day, minute } = localAt(zone, at);
  return new Date(Date.UTC(year, month - 1, day) + minute * MINUTE_MS).toISOString().slice(0, 16);
}

/** `wall`: the wall clock's time, written as if it were UTC. */
function instantOf(zone: string, wall: number): number {
  const candidates = [wall - offsetAt(zone, wall - DAY_MS), wall - offsetAt(zone, wall + DAY_MS)].sort((a, b) => a - b);
  const found = candidates.find((candidate) => candidate + offsetAt(zone, candidate) === wall);
  if (found !== undefined) return found;
  let [before = wall, after = wall] = candidates;
  const offset = offsetAt(zone, before);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

function isDay({ days }: SendWindow, weekday: number): boolean {
  return days === undefined || days.length === 0 || days.includes(weekday);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** What has to be added to UTC, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  const { year, month, day, minute } = localAt(zone, at);
  const wall = Date.UTC(year, month - 1, day) + minute * MINUTE_MS;
  return wall - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

function localAt(zone: string, at: number): Local {
  const parts = formatterOf(zone).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const [year, month, day] = [of('year'), of('month'), of('day')];
  const weekday = ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1;
  return { year, month, day, weekday, minute: of('hour') * 60 + of('minute') };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let known = formatters.get(zone);
  if (known === undefined) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    known = new Intl.DateTimeFormat('en-US', { ...numeric, hourCycle: 'h23', timeZone: zone });
    formatters.set(zone, known);
  }
  return known;
}
