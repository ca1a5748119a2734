import { AppError, redirectOf } from '../../sdk/index.ts';
import type { Tx } from '../../store/transaction.ts';
import type { RunDeps } from '../run-deps.ts';
import { countRedirected } from '../sending/mail-counts.ts';

/**
 * Bytes never change: what was planned while the guard redirected goes to its address for good. STATE where the guard does
 * not redirect there any more: the payslips would reach that address instead of their owners.
 */
export async function assertGuardOfPlan({ outbox }: Pick<RunDeps, 'outbox'>, tx: Tx, runId: string): Promise<void> {
  const redirected = await countRedirected(tx, runId);
  if (redirected.length === 0) return;
  const { guards } = await outbox.readGate();
  if (redirected.every(({ to }) => to === redirectOf(guards))) return;
  throw new AppError(
    'STATE',
    'This run was planned while the guard redirected e-mails, and would go to the address of the guard. Cancel it and make the run anew.',
  );
}
