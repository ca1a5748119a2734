/** The most instants that any time of this length holds, wherever it begins. */
export function mostIn(lengthMs: number, instants: readonly number[]): number {
  const sorted = [...instants].sort((a, b) => a - b);
  let first = 0;
  return sorted.reduce((most, at, index) => {
    while ((sorted[first] ?? at) <= at - lengthMs) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}
