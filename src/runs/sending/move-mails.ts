import type { RunRow } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { lockRun } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';

const AT_ONCE = 500;

export type Move =
  | 'release'
  | 'wait'
  | 'hold'
  | 'close_window'
  | 'await_window'
  | 'cancel'
  | 'retry'
  | 'retry_in_window';

/** Of a run that goes by the clocks of its recipients: those in some time zones only, with what is told of each. */
export interface InZones {
  zones: readonly string[];
  detail: string;
}

/** Moves all mails of a run from one state to another, in parts: whoever is interrupted starts again and finds the rest. */
export async function moveMails(deps: RunDeps, run: RunRow, move: Move, only?: InZones): Promise<number> {
  let moved = 0;
  for (;;) {
    const count = await deps.store.write(async (tx) => {
      // Whoever pauses or cancels in this moment comes after, and takes back what was released; nothing is released later.
      if (move === 'release' && (await lockRun(tx, run.id)).version !== run.version) return 0;
      return moveSome(deps, tx, run, move, only);
    });
    moved += count;
    if (count < AT_ONCE) return moved;
    if (move === 'release' || move === 'retry') deps.outbox.wake();
  }
}

/** The first part of them, in the caller's transaction. Answers how many. */
export async function moveSome(deps: RunDeps, tx: Tx, run: RunRow, move: Move, only?: InZones): Promise<number> {
  const { runs } = deps.outbox;
  const step = { runId: run.id, limit: AT_ONCE, now: deps.clock.now(), ...(only && { zones: only.zones }) };
  const detail = only?.detail ?? run.stateReason;
  switch (move) {
    case 'release':
      return runs.release(tx, step);
    case 'wait':
      return runs.wait(tx, { ...step, until: run.releaseAt ?? step.now });
    case 'hold':
      return runs.hold(tx, { ...step, reason: 'paused', detail });
    case 'close_window':
      return runs.hold(tx, { ...step, reason: 'send_window', detail });
    case 'await_window':
      return runs.awaitWindow(tx, { ...step, detail });
    case 'cancel':
      return runs.cancel(tx, { ...step, detail });
    case 'retry':
      return runs.retry(tx, { ...step, detail, inWindow: false });
    case 'retry_in_window':
      return runs.retry(tx, { ...step, detail, inWindow: true });
  }
}
