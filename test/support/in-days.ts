/** So many days from now by the clock of UTC, as a release takes it: '2026-11-27T08:00'. */
export function inDays(days: number, time = '08:00', now = Date.now()): string {
  return `${new Date(now + days * 24 * 3_600_000).toISOString().slice(0, 10)}T${time}`;
}
