import type { ScheduleInput } from '../../schemas/schedule.gen.ts';
import { instantInZone, instantOf, type JsonObject, localAt, valueAt, wallTime } from '../../src/sdk/index.ts';

export type Timing = ScheduleInput['timing'];

/** What the times of a schedule are counted in and from. */
export interface Frame {
  /** IANA */
  zone: string;
  /** when the schedule was made, or its timing changed last */
  anchor: number;
  facts: JsonObject;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Every month has a first to fourth of each weekday, so no kind pauses for longer than two months. */
const LONGEST_PAUSE_DAYS = 70;
const NTH = { first: 1, second: 2, third: 3, fourth: 4 } as const;

/**
 * The first run after this moment; undefined: there is none. Times of day are those of a clock on the wall: one that the
 * clocks skip is the moment they skip, of one that comes twice the first. Minutes and hours are those that pass.
 */
export function nextRun(timing: Timing, frame: Frame, after: number): number | undefined {
  switch (timing.kind) {
    case 'immediately':
    case 'once':
    case 'after':
    case 'field': {
      const at = onlyRun(timing, frame);
      return at !== undefined && at > after ? at : undefined;
    }
    case 'onDemand':
      return undefined;
    case 'minutes': {
      const step = timing.every * MINUTE_MS;
      return frame.anchor + Math.max(1, Math.floor((after - frame.anchor) / step) + 1) * step;
    }
    case 'hourly':
      return nextHour(timing.minute, frame.zone, after);
    default:
      return nextDay(timing, frame.zone, after);
  }
}

/** At most `most` of them. */
export function nextRuns(timing: Timing, frame: Frame, after: number, most: number): number[] {
  const runs: number[] = [];
  let at = nextRun(timing, frame, after);
  while (at !== undefined && runs.length < most) {
    runs.push(at);
    at = nextRun(timing, frame, at);
  }
  return runs;
}

type Single = Extract<Timing, { kind: 'immediately' | 'once' | 'after' | 'field' }>;

/** Undefined: no calendar has the time, or the field holds no date. */
function onlyRun(timing: Single, { zone, anchor, facts }: Frame): number | undefined {
  if (timing.kind === 'immediately') return anchor;
  if (timing.kind === 'once') return instantInZone(timing.at, zone);
  const start = timing.kind === 'after' ? anchor : dateOf(valueAt(facts, timing.field), timing.time ?? '08:00', zone);
  if (start === undefined) return undefined;
  const { days = 0, hours = 0, minutes = 0 } = timing;
  const day = days === 0 ? start : instantOf(zone, Date.parse(`${wallTime(zone, start)}Z`) + days * DAY_MS);
  return day + hours * HOUR_MS + minutes * MINUTE_MS;
}

/** '2026-11-27', '2026-11-27T08:00' by the clock of the zone, or with an offset of its own. */
function dateOf(value: unknown, time: string, zone: string): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return instantInZone(`${value}T${time}`, zone);
  const exact = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value);
  const at = exact ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? instantInZone(value, zone) : at;
}

/** Not all zones are whole hours from each other, and one changes its clocks by half an hour: so it is asked again. */
function nextHour(minute: number, zone: string, after: number): number {
  let at = Math.floor(after / MINUTE_MS) * MINUTE_MS;
  do {
    at += ((minute - (localAt(zone, at).minute % 60) + 60) % 60 || 60) * MINUTE_MS;
  } while (localAt(zone, at).minute % 60 !== minute);
  return at;
}

type OnDays = Extract<Timing, { kind: 'daily' | 'weekly' | 'monthly' | 'monthly_weekday' }>;

function nextDay(timing: OnDays, zone: string, after: number): number | undefined {
  const { year, month, day } = localAt(zone, after);
  const [hours = 0, minutes = 0] = timing.time.split(':').map(Number);
  for (let ahead = 0; ahead <= LONGEST_PAUSE_DAYS; ahead += 1) {
    const date = new Date(Date.UTC(year, month - 1, day + ahead));
    if (!isOn(timing, date)) continue;
    const at = instantOf(zone, date.getTime() + hours * HOUR_MS + minutes * MINUTE_MS);
    if (at > after) return at;
  }
  return undefined;
}

function isOn(timing: OnDays, date: Date): boolean {
  const weekday = ((date.getUTCDay() + 6) % 7) + 1;
  const day = date.getUTCDate();
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  switch (timing.kind) {
    case 'daily':
      return timing.weekdaysOnly !== true || weekday <= 5;
    case 'weekly':
      return timing.days.includes(weekday);
    case 'monthly':
      return day === Math.min(timing.day, last);
    case 'monthly_weekday':
      if (weekday !== timing.weekday) return false;
      return timing.nth === 'last' ? day + 7 > last : Math.ceil(day / 7) === NTH[timing.nth];
  }
}
