import { AppError } from '../src/sdk/index.ts';

/** Who changes something, and the version that was seen (If-Match); absent: whatever is stored. */
export interface Author {
  name: string;
  version?: number;
}

export function assertVersion(row: { version: number; modifiedBy: string }, { version }: Author): void {
  if (version === undefined || version === row.version) return;
  throw new AppError('STALE', `${row.modifiedBy} changed this meanwhile. Read it again, then repeat the change.`, {
    details: { version: row.version },
  });
}
