import { AppError } from '../../sdk/index.ts';
import { assertNotSentLater, laterRuns } from '../../store/later-mail.ts';
import type { DeliveryState } from '../../store/tables/delivery.table.ts';
import type { MessageRow } from '../../store/tables/message.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { assertReleased } from '../runs/run-released.ts';

const NOT_RELEASED = 'This e-mail belongs to a payroll run and was not released; it cannot be sent past it.';
const ON_ITS_WAY =
  'This e-mail of a payroll run is still on its way: sent again now, its person would get it twice. Wait for its outcome, or let it be tried again at once.';
const NOT_OVER: Partial<Record<DeliveryState, string>> = {
  held: NOT_RELEASED,
  cancelled: NOT_RELEASED,
  queued: ON_ITS_WAY,
  sending: ON_ITS_WAY,
  dot_pending: ON_ITS_WAY,
  uncertain: 'This e-mail may or may not have arrived. Decide about it first: a decision can send it again, too.',
};

/** A copy is one more e-mail of the first: of its run, and of what was sent of it meanwhile. */
export function firstOf({ id, copyOf }: MessageRow): string {
  return copyOf ?? id;
}

/**
 * Of a payroll run: a copy beside an e-mail that may still leave, that was sent again already, or that a later run corrects,
 * would be one too many. `made`: the copy that is just being stored.
 */
export async function assertOver(
  read: Tx,
  original: MessageRow,
  state: DeliveryState,
  { confirmedBy, fenced = false }: { confirmedBy?: string; fenced?: boolean },
  made?: string,
): Promise<void> {
  const first = firstOf(original);
  const runId = first === original.id ? original.runId : await runOf(read, first);
  if (runId !== null) {
    const why = NOT_OVER[state];
    if (why !== undefined) throw new AppError('STATE', why);
  }
  if (state === 'failed') {
    await assertReleased(read, runId);
    await assertNotSentLater(read, original.id, made);
  } else if (confirmedBy === undefined || fenced) {
    const later = (await laterRuns(read, [first])).get(first);
    if (later === undefined) return;
    const sentence = `The later run "${later.name}" has another e-mail for this person and period, which takes the place of this one. Send that one again.`;
    throw new AppError('STATE', sentence);
  }
}

async function runOf(read: Tx, id: string): Promise<string | null> {
  const [row] = await read.sql<{ run_id: string | null }[]>`SELECT run_id FROM message WHERE id = ${id}`;
  return row?.run_id ?? null;
}
