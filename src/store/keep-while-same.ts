/** A row as the driver gives it: texts, numbers, null. */
export type RawRow = Readonly<Record<string, unknown>>;

const MOST_KEPT = 2000;

/**
 * Keeps what was made of rows for as long as the database answers the very same rows. They are read each time, so nothing
 * can be out of date; what is saved is the work of making something of them.
 */
export function keepWhileSame<T>(): (key: string, rows: readonly RawRow[], make: () => T | Promise<T>) => Promise<T> {
  const kept = new Map<string, { rows: readonly RawRow[]; value: T }>();
  return async (key, rows, make) => {
    const known = kept.get(key);
    if (known !== undefined && areSame(known.rows, rows)) return known.value;
    const value = await make();
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { rows, value });
    return value;
  };
}

function areSame(before: readonly RawRow[], after: readonly RawRow[]): boolean {
  if (before.length !== after.length) return false;
  return after.every((row, index) => Object.keys(row).every((column) => row[column] === before[index]?.[column]));
}
