import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';
import { type Purge, purgeFiles, purgeMails, purgeReceived } from './purge-content.ts';
import { purgeRun, type RunPlace } from './purge-run.ts';

export interface RetentionDeps {
  store: Store;
  clock: Clock;
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  loadSettings(): Promise<RetentionDays>;
}

/** Null: never. */
export interface RetentionDays {
  contentDays: number | null;
  runDays: number | null;
}

/** How many of each lost their content. */
export interface Purged {
  mails: number;
  files: number;
  received: number;
}

export const DAY_MS = 24 * 3_600_000;
/** Between two batches others have the database. */
const REST_MS = 50;

/**
 * Deletes all that is due, batch by batch. Each batch is one transaction that asks anew what is due, so it may end at any
 * moment and go on in another process; several at once take different ones.
 */
export async function purgeDue(deps: RetentionDeps, signal: AbortSignal): Promise<Purged> {
  const { contentDays, runDays } = await deps.loadSettings();
  const purged = { mails: 0, files: 0, received: 0 };
  if (contentDays !== null) {
    purged.mails = await repeat(deps, signal, contentDays, purgeMails);
    purged.files = await repeat(deps, signal, contentDays, purgeFiles);
    purged.received = await repeat(deps, signal, contentDays, purgeReceived);
  }
  if (runDays !== null) {
    let place: RunPlace = { runId: '', seq: 0 };
    await repeat(deps, signal, runDays, async (tx, purge) => {
      const next = await purgeRun(tx, purge, place);
      place = next ?? place;
      return next === undefined ? 0 : 1;
    });
  }
  while (!signal.aborted && (await deps.store.giveBack())) await deps.clock.sleep(REST_MS, signal);
  return purged;
}

async function repeat(
  { store, clock }: RetentionDeps,
  signal: AbortSignal,
  days: number,
  batch: (tx: Tx, purge: Purge) => Promise<number>,
): Promise<number> {
  for (let total = 0; ; ) {
    const now = clock.now();
    const count = signal.aborted ? 0 : await store.write((tx) => batch(tx, { before: now - days * DAY_MS, now, days }));
    if (count === 0) return total;
    total += count;
    await store.giveBack();
    await clock.sleep(REST_MS, signal);
  }
}
