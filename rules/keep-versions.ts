interface Versioned {
  id: string;
  version: number;
}

const MOST_KEPT = 2000;

/**
 * Hands out one and the same object for one version of a row. What is compiled from it is kept by that object
 * (WeakMap) and goes away with it.
 */
export function keepVersions<Row extends Versioned>(): (row: Row) => Row {
  const kept = new Map<string, Row>();
  return (row) => {
    const known = kept.get(row.id);
    if (known?.version === row.version && sameStamp(known, row)) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(row.id, row);
    return row;
  };
}

/** Two databases in one process, or a restored one, may hold another row under the same id and version. */
function sameStamp(a: object, b: object): boolean {
  return (a as { modifiedAt?: number }).modifiedAt === (b as { modifiedAt?: number }).modifiedAt;
}
