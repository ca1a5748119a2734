import type { Timing } from './next-run.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A timing as a person would say it. */
export function timingText(timing: Timing): string {
  switch (timing.kind) {
    case 'immediately':
      return 'Once, at once';
    case 'onDemand':
      return 'On demand';
    case 'once':
      return `Once on ${timing.at.replace('T', ' at ')}`;
    case 'after':
      return `Once, ${lengthText(timing) || 'no time'} after it was made`;
    case 'field':
      return `Once, ${besideText(timing)}`;
    case 'minutes':
      return timing.every === 1 ? 'Every minute' : `Every ${timing.every} minutes`;
    case 'hourly':
      return `Every hour at minute ${timing.minute}`;
    case 'daily':
      return `Every ${timing.weekdaysOnly ? 'day from Monday to Friday' : 'day'} at ${timing.time}`;
    case 'weekly':
      return `Every ${[...timing.days].sort().map(dayName).join(', ')} at ${timing.time}`;
    case 'monthly':
      if (timing.day === 31) return `On the last day of each month at ${timing.time}`;
      return `On day ${timing.day} of each month at ${timing.time}${timing.day > 28 ? ', or its last day' : ''}`;
    case 'monthly_weekday':
      return `On the ${timing.nth} ${dayName(timing.weekday)} of each month at ${timing.time}`;
  }
}

interface Length {
  days?: number;
  hours?: number;
  minutes?: number;
}

function besideText(timing: Length & { field: string }): string {
  const parts = [timing.days, timing.hours, timing.minutes].filter((part) => part !== undefined && part !== 0);
  if (parts.length === 0) return `at the time in ${timing.field}`;
  // Some before and some after: the signs have to be said.
  const mixed = parts.some((part) => Number(part) < 0) && parts.some((part) => Number(part) > 0);
  if (mixed) return `${lengthText(timing)} from ${timing.field}`;
  return `${lengthText(timing).replaceAll('-', '')} ${Number(parts[0]) < 0 ? 'before' : 'after'} ${timing.field}`;
}

function lengthText({ days = 0, hours = 0, minutes = 0 }: Length): string {
  const parts: [number, string][] = [
    [days, 'day'],
    [hours, 'hour'],
    [minutes, 'minute'],
  ];
  return parts
    .filter(([count]) => count !== 0)
    .map(([count, unit]) => `${count} ${unit}${Math.abs(count) === 1 ? '' : 's'}`)
    .join(' ');
}

function dayName(weekday: number): string {
  return DAYS[weekday - 1] ?? String(weekday);
}
