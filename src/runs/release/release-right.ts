import { AppError } from '../../sdk/index.ts';
import type { Tx } from '../../store/transaction.ts';
import type { RunDeps } from '../run-deps.ts';

/** FORBIDDEN when a connector of the plan sends neither in the name of who wrote the rule nor of who lets the run go. */
export async function assertMayRelease(
  { connectors }: Pick<RunDeps, 'connectors'>,
  tx: Tx,
  runId: string,
  releasedBy: string,
): Promise<void> {
  const rows = await tx.sql<{ connector_id: string; right_of: string }[]>`
    SELECT DISTINCT connector_id, right_of FROM message
    WHERE run_id = ${runId} AND connector_id IS NOT NULL AND right_of IS NOT NULL`;
  for (const { connector_id: id, right_of: author } of rows) {
    const [why] = (await connectors.refusedUsers(tx, id, [releasedBy, author])).values();
    if (why !== undefined) throw new AppError('FORBIDDEN', why);
  }
}
