import { AppError } from '../../sdk/index.ts';
import { purgedError } from '../../store/purged.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { type Author, changeRun } from '../change-run.ts';
import { hoursOfRetry } from '../release/run-hours.ts';
import { getRun } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import { RETRIED } from '../run-view.ts';
import { mailCounts } from './mail-counts.ts';
import { moveMails, moveSome } from './move-mails.ts';

/**
 * Only what failed; what was accepted is never sent again. Where the send window is closed, or goes by the clocks of the
 * recipients, they wait for it like those of a release. STATE where nothing can be tried again.
 */
export async function retryFailed(deps: RunDeps, id: string, author: Author): Promise<RunRow> {
  const hours = await hoursOfRetry(deps, await getRun(deps.store.read, id));
  const mayLeave = hours.isOpen && hours.zones === undefined;
  const move = mayLeave ? 'retry' : 'retry_in_window';
  const ask = { id, author, from: RETRIED, otherwise: 'Failed e-mails are tried again once the run was sent.' };
  const run = await changeRun(deps, ask, async (found, tx) => {
    await assertRetryable(tx, found.id);
    await assertFailedStored(tx, found.id);
    const told = `${author.name} let the failed ones be tried again.`;
    const stateReason = hours.isOpen ? told : `${told} ${hours.reason}`;
    // In this transaction, so that nobody finds the run without any e-mail under way and calls it finished.
    await moveSome(deps, tx, { ...found, stateReason }, move);
    if (mayLeave) return { state: 'sending', stateReason, startedAt: deps.clock.now(), finishedAt: null };
    return { state: 'released', stateReason, finishedAt: null };
  });
  await moveMails(deps, run, move);
  deps.outbox.wake();
  return run;
}

async function assertRetryable(tx: Tx, runId: string): Promise<void> {
  const { mails, sentLater } = await mailCounts(tx, runId);
  if (mails.failed > sentLater) return;
  throw new AppError(
    'STATE',
    mails.failed === 0
      ? 'No e-mail of this run failed: there is nothing to try again.'
      : 'Later runs have an e-mail for everyone whose e-mail failed here: there is nothing to try again.',
  );
}

/** The bodies of an old run may be deleted: then nothing is left that could be tried again. */
async function assertFailedStored(tx: Tx, runId: string): Promise<void> {
  const [failed] = await tx.sql<{ stored: number | string; purged_at: number | string | null }[]>`
    SELECT COUNT(m.content_id) AS stored, MAX(m.purged_at) AS purged_at FROM message m JOIN delivery d ON d.id = m.id
    WHERE m.run_id = ${runId} AND d.state = 'failed'`;
  if (failed === undefined || failed.purged_at === null || Number(failed.stored) > 0) return;
  throw purgedError('The content of the failed e-mails', Number(failed.purged_at));
}
