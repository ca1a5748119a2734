import { Text } from '@mantine/core';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** '2 min. ago' within a day, else the date; by the clock of this device. */
export function ago(at: number, now = Date.now()): string {
  const distance = at - now;
  if (Math.abs(distance) >= 86_400_000) return short.format(at);
  for (const [unit, ms] of UNITS) {
    if (Math.abs(distance) >= ms) return relative.format(Math.trunc(distance / ms), unit);
  }
  return 'just now';
}

/** The date and the time of day. */
export function dateAndTime(at: number): string {
  return short.format(at);
}

const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export function day(at: number): string {
  return date.format(at);
}

/** An instant; the whole of it stands in the title. */
export function When({ at }: { at: number }) {
  return (
    <Text span inherit component="time" dateTime={new Date(at).toISOString()} title={exact.format(at)}>
      {ago(at)}
    </Text>
  );
}
