const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Date.parse reads much more than this. */
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** What calendar and clock on a wall show. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  weekday: number;
  minute: number;
}

/** Whether this is the name of a time zone (IANA) that this machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
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

/** `wall`: the wall clock's time, written as if it were UTC. A time that the clocks skip is the moment they skip; of one that comes twice the first. */
export function instantOf(zone: string, wall: number): number {
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

/** What has to be added to UTC, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  const { year, month, day, minute } = localAt(zone, at);
  const wall = Date.UTC(year, month - 1, day) + minute * MINUTE_MS;
  return wall - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

export function localAt(zone: string, at: number): LocalTime {
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
