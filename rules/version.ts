import { AppError } from '../src/sdk/index.ts';

/** Who changes something, and the version that was seen (If-Match); absent: whatever is stored. */
export interface Author {
  /** under whose right to use connectors the rule runs */
  id: string;
  name: string;
  version?: number;
}

export function assertVersion(row: { version: number; modifiedBy: string }, { version }: Author): void {
  if (version === undefined || version === row.version) return;
  throw new AppError('STALE', `${row.modifiedBy} changed this meanwhile. Read it again, then repeat the change.`, {
    details: { version: row.version },
  });
}
