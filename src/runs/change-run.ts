import { AppError } from '../sdk/index.ts';
import { insertProof } from '../store/proof-record.ts';
import type { RunRow, RunState } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';
import { lockRun, updateRun } from './run.store.ts';
import type { RunDeps } from './run-deps.ts';

/** Somebody who wants to change a run. */
export interface Author {
  id: string;
  name: string;
  /** the version that the person saw (If-Match); absent: whatever there is */
  seen: number | undefined;
}

/**
 * One change of a run, in one transaction, with its version counted up: of two persons who press at once the second is
 * told what the first did. NOT_FOUND, STALE, or STATE with `otherwise`.
 */
export async function changeRun(
  deps: Pick<RunDeps, 'store' | 'clock'>,
  ask: { id: string; author: Author; from: readonly RunState[]; otherwise: string },
  change: (run: RunRow, tx: Tx) => Promise<Partial<RunRow>> | Partial<RunRow>,
): Promise<RunRow> {
  return deps.store.write(async (tx) => {
    const run = await lockRun(tx, ask.id);
    if (ask.author.seen !== undefined && ask.author.seen !== run.version) {
      throw new AppError(
        'STALE',
        `The run changed meanwhile; it is ${stateText(run)} now. Read it again, then decide.`,
      );
    }
    if (!ask.from.includes(run.state)) throw new AppError('STATE', `${ask.otherwise} The run is ${stateText(run)}.`);
    return moveRun(tx, run, await change(run, tx), { by: ask.author.name, at: deps.clock.now() });
  });
}

/** Each new state of a run has its record. `by` null: the run went on by itself, and the record says why. */
export async function moveRun(
  tx: Tx,
  run: RunRow,
  change: Partial<RunRow>,
  { by, at }: { by: string | null; at: number },
): Promise<RunRow> {
  const changed = await updateRun(tx, run, change);
  if (changed.state !== run.state) {
    const step = { from: run.state, to: changed.state, by, planHash: changed.planHash };
    const data = by === null ? { ...step, reason: changed.stateReason } : step;
    await insertProof(tx, [{ subject: run.id, kind: 'run', at, data }]);
  }
  return changed;
}

/** Who makes or changes what is planned cannot approve it. What was approved before is not approved any more. */
export function made(run: RunRow, author: Author): Partial<RunRow> {
  return {
    makers: run.makers.includes(author.id) ? run.makers : [...run.makers, author.id],
    approvedHash: null,
    approvedAt: null,
    approvedBy: null,
  };
}

export const STATE_WORDS: Readonly<Record<RunState, string>> = {
  draft: 'a draft',
  planning: 'being planned',
  planned: 'planned',
  approved: 'approved',
  released: 'released',
  sending: 'being sent',
  paused: 'paused',
  stopped: 'stopped',
  finished: 'finished',
  cancelled: 'cancelled',
};

function stateText(run: RunRow): string {
  return STATE_WORDS[run.state];
}
