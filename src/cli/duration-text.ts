const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** '45 seconds', '4 minutes', '2 hours 5 minutes', '3 days 1 hour': two units at most, rounded up. */
export function durationText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (seconds < MINUTE) return unit(seconds, 'second');
  if (seconds <= 59 * MINUTE) return unit(Math.ceil(seconds / MINUTE), 'minute');
  const [large, small, size, part] =
    seconds <= 24 * HOUR - MINUTE ? (['hour', 'minute', HOUR, MINUTE] as const) : (['day', 'hour', DAY, HOUR] as const);
  // Rounded before it is taken apart: 1 hour 60 minutes is nothing that people say.
  const rounded = Math.ceil(seconds / part) * part;
  const rest = (rounded % size) / part;
  return [unit(Math.floor(rounded / size), large), rest === 0 ? '' : unit(rest, small)].filter(Boolean).join(' ');
}

function unit(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
