import { insertProof } from '../store/proof-record.ts';
import type { RunRow } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';
import type { Choices } from './run-options.ts';

export const COMPARISONS = ['contacts', 'column', 'none'] as const;
type Comparison = (typeof COMPARISONS)[number];

/** With what the recipients are compared; a run that is not confidential compares nothing. */
export function comparisonOf({ confidential, registered }: Pick<Choices, 'confidential' | 'registered'>): Comparison {
  if (!confidential) return 'none';
  return registered === 'contacts' ? 'contacts' : 'column';
}

/**
 * Rows that were refused may pass by another comparison, so whoever approves is told. The first one counts, whatever was
 * chosen in between; back at it there is nothing to tell. Nothing of a run that was never planned.
 */
export async function changedComparison(
  tx: Tx,
  run: RunRow,
  next: Choices,
  { by, at }: { by: string; at: number },
): Promise<Partial<RunRow>> {
  const from = comparisonOf(run.options as Choices);
  const to = comparisonOf(next);
  if (from === to || !(await wasPlanned(tx, run.id))) return {};
  await insertProof(tx, [{ subject: run.id, kind: 'comparison', at, data: { from, to, by } }]);
  const first = run.comparisonWas ?? from;
  return first === to
    ? { comparisonWas: null, comparisonBy: null, comparisonAt: null }
    : { comparisonWas: first, comparisonBy: by, comparisonAt: at };
}

/** Each step of a run has its record, and the first of them is the planning. A file that was removed since takes none away. */
async function wasPlanned(tx: Tx, runId: string): Promise<boolean> {
  const rows = await tx.sql<unknown[]>`
    SELECT 1 AS one FROM proof_record WHERE subject = ${runId} AND kind = 'run' LIMIT 1`;
  return rows.length > 0;
}

export function shownComparison({ options, comparisonWas, comparisonBy, comparisonAt }: RunRow) {
  if (comparisonWas === null) return null;
  return { from: comparisonWas, to: comparisonOf(options as Choices), by: comparisonBy ?? '', at: comparisonAt ?? 0 };
}
