import { AppError } from '../../sdk/index.ts';
import type { Tx } from '../../store/transaction.ts';

/** A mail of a payroll run leaves by its run, not past it: STATE unless the run was released and may send. */
export async function assertReleased(read: Tx, runId: string | null): Promise<void> {
  if (runId === null) return;
  const rows = await read.sql<{ state: string; released_at: number | string | null }[]>`
    SELECT state, released_at FROM run WHERE id = ${runId}`;
  const [run] = rows;
  if (run && run.released_at !== null && ['released', 'sending', 'finished'].includes(run.state)) return;
  throw new AppError(
    'STATE',
    `This e-mail belongs to a payroll run that is ${run?.state ?? 'gone'}; it cannot be sent past it. Open the run.`,
  );
}
