import type { Tx } from '../../store/transaction.ts';
import { moveRun } from '../change-run.ts';
import { endReason } from '../release/run-guard.ts';
import { lockRun } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import { countHeldForAddress, countMails, countRedirected, NONE_HELD } from './mail-counts.ts';

/** What the end of a run says of its e-mails as they are now. */
export async function reasonOfEnd(read: Tx, runId: string): Promise<string> {
  const counts = await countMails(read, runId);
  const kept = (counts['held'] ?? 0) === 0 ? NONE_HELD : await countHeldForAddress(read, runId);
  return endReason(counts, { ...kept, redirected: await countRedirected(read, runId) });
}

/** A person took back an e-mail, in this transaction. A run that has ended says so: it was told as held. */
export async function tellTakenBack(
  { clock }: Pick<RunDeps, 'clock'>,
  tx: Tx,
  runId: string,
  by: string,
): Promise<void> {
  const run = await lockRun(tx, runId);
  if (run.state !== 'finished') return;
  await moveRun(tx, run, { stateReason: await reasonOfEnd(tx, runId) }, { by, at: clock.now() });
}
