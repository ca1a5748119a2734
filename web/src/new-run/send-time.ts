import { newRunSend } from '../words/new-run-send.ts';
import type { RunOptions } from './draft.ts';

export type SendWindow = NonNullable<RunOptions['window']>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** '20 minutes'; rounded up, so that nobody waits longer than they were told. */
export function durationText(ms: number): string {
  const words = newRunSend.duration;
  if (ms < MINUTE_MS) return words.moment;
  if (ms < HOUR_MS) return words.minutes(Math.ceil(ms / MINUTE_MS));
  if (ms < 2 * DAY_MS) {
    const hours = Math.floor(ms / HOUR_MS);
    const minutes = Math.ceil((ms % HOUR_MS) / MINUTE_MS);
    return minutes === 0 ? words.hours(hours) : `${words.hours(hours)} ${words.minutes(minutes)}`;
  }
  return words.days(Math.ceil(ms / DAY_MS));
}

/** 'About 20 minutes' */
export function aboutText(ms: number): string {
  return ms < MINUTE_MS ? newRunSend.send.moment : newRunSend.send.about(durationText(ms));
}

/** With a day taken in or out; the last one stays, and all of them are every day. */
export function toggledDay(window: SendWindow, day: number): SendWindow {
  const all = [1, 2, 3, 4, 5, 6, 7];
  const days = window.days ?? all;
  const next = days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b);
  const { days: _, ...hours } = window;
  if (next.length === 0) return window;
  return next.length === all.length ? hours : { ...hours, days: next };
}

export function isWindowRight({ from, to }: SendWindow): boolean {
  return from !== '' && to !== '' && from < to;
}

/** '2026-11-27T08:00' as people write it, without moving it to another zone. */
export function localTimeText(time: string): string {
  const at = new Date(`${time}Z`);
  if (Number.isNaN(at.getTime())) return time;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(at);
}

/** Every zone of this browser, and the one that is chosen. */
export function timeZones(chosen: string): string[] {
  const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set(['UTC', ...zones, chosen])].sort();
}
