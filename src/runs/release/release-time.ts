import { instantInZone, invalid, wallTime } from '../../sdk/index.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import type { Choices } from '../run-options.ts';

const DAY_MS = 24 * 3_600_000;
const MOST_DAYS = 366;

/** The instant that a person means by the clock of the run's zone; absent: now. VALIDATION at /at. */
export function timeOfRelease(run: Pick<RunRow, 'options'>, at: string | undefined, now: number): number {
  if (at === undefined) return now;
  const { timeZone } = run.options as Choices;
  const time = instantInZone(at, timeZone);
  if (time === undefined) throw refused(`There is no date or time "${at}"; give one like 2026-11-27T08:00.`);
  const read = wallTime(timeZone, time);
  if (read !== at) {
    throw refused(
      `${spaced(at)} does not exist in ${timeZone}: the clocks are put forward over it. The next time that exists is ${spaced(read)} (${read}).`,
    );
  }
  if (time < now) throw refused('This time is over; choose a later one, or release the run now.');
  if (time > now + MOST_DAYS * DAY_MS) {
    const last = wallTime(timeZone, now + MOST_DAYS * DAY_MS);
    throw refused(`A run can wait ${MOST_DAYS} days at most: choose a time until ${spaced(last)} (${last}).`);
  }
  return time;
}

/** A time that comes twice, when the clocks are put back, is the first of both; whoever released the run is told. Null: it comes once. */
export function readingOf(run: Pick<RunRow, 'options' | 'releaseAt' | 'releasedAt'>): string | null {
  const { releaseAt, releasedAt } = run;
  if (releaseAt === null || releaseAt === releasedAt) return null;
  const { timeZone } = run.options as Choices;
  const wall = wallTime(timeZone, releaseAt);
  if (!TWICE_AFTER_MS.some((later) => wallTime(timeZone, releaseAt + later) === wall)) return null;
  return `${spaced(wall)} comes twice in ${timeZone}, because the clocks are put back. The first one counts, before they are.`;
}

/** Zones put their clocks back by an hour, one by half an hour, and some by more when they move. */
const TWICE_AFTER_MS = [1, 2, 4, 6, 8].map((halves) => halves * 1_800_000);

function refused(message: string) {
  return invalid([{ path: '/at', message }]);
}

function spaced(wall: string): string {
  return wall.replace('T', ' ');
}
