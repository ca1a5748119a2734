import { instantOf, localAt } from '../../sdk/index.ts';

/** When mails may leave, by the clock on the wall of a time zone. */
export interface SendWindow {
  /** '08:00' */
  from: string;
  /** '18:00', not included; '24:00' is midnight */
  to: string;
  /** ISO days, Monday is 1; absent: every day */
  days?: number[];
}

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

function isDay({ days }: SendWindow, weekday: number): boolean {
  return days === undefined || days.length === 0 || days.includes(weekday);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
