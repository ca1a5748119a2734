/**
 * The rows that the reader sees, brought up to date in the places that they had; those that are new stand at the end,
 * and those that are no longer among them go. So nothing that is being read moves down.
 */
export function appendOnly<Row extends { id: string }>(shown: readonly Row[], latest: readonly Row[]): Row[] {
  const now = new Map(latest.map((row) => [row.id, row]));
  const kept = shown.flatMap(({ id }) => now.get(id) ?? []);
  const known = new Set(kept.map(({ id }) => id));
  return [...kept, ...latest.filter(({ id }) => !known.has(id))];
}
