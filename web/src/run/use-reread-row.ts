import { useQueryClient } from '@tanstack/react-query';
import { runQuery } from '../payroll/run-queries.ts';

/** Whatever the answer, the row, its e-mail and the numbers of the run may be others now. */
export function useRereadRow(runId: string, itemId: string, mailId: string | undefined): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['run-row', runId, itemId] }),
      queries.invalidateQueries({ queryKey: ['outbox', 'mail', mailId] }),
      queries.invalidateQueries({ queryKey: runQuery(runId).queryKey }),
    ]);
  };
}
