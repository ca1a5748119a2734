import { AppError, type Clock } from '../sdk/index.ts';
import { KEY_FILE_MS } from '../secrets/key-file.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { SealedColumn, SealedRow } from '../store/sealed-column.ts';
import type { Store } from '../store/store.ts';

export interface KeyDeps {
  store: Pick<Store, 'read' | 'write'>;
  clock: Clock;
  secrets: Pick<SecretBox, 'keyIds'>;
  columns: readonly SealedColumn[];
}

/** How far it is. The last one has `done`. */
export interface RotateProgress {
  /** id of the key that seals now */
  active: string;
  /** what is looked at, how much of it was looked at, and about how much there is */
  what: string;
  looked: number;
  of: number;
  /** how many values were sealed again, of everything */
  sealed: number;
  /** what could not be opened: its key is not in the ring, or it was changed */
  unreadable: Unreadable[];
  /** true: nothing that can be opened has another key. false: not yet, or other processes go on sealing with another key */
  done: boolean;
}

export interface Unreadable {
  what: string;
  id: string;
  key: string | null;
}

/** Read and written in one transaction. */
const BATCH_BYTES = 1024 * 1024;
const BATCH_ROWS = 100;
/** Between two transactions those who send have the database. */
const REST_MS = 10;
const REPORT_MS = 500;
/** What other processes had sealed with the key of before when they learned of the new one is stored by then. */
const SETTLE_MS = 2 * KEY_FILE_MS;
const MOST_PASSES = 6;
const MOST_UNREADABLE = 100;

/**
 * Seals with the active key whatever another key of the ring sealed. Each batch is one transaction and each value says itself
 * which key it has, so it may end at any moment, be done by several processes at once and be begun again. It is done when a
 * whole pass finds nothing to do.
 */
export async function* rotateKeys(deps: KeyDeps, signal: AbortSignal): AsyncGenerator<RotateProgress, void, undefined> {
  const { store, clock, secrets, columns } = deps;
  const [active] = secrets.keyIds();
  const progress = { active, what: '', looked: 0, of: 0, sealed: 0, unreadable: [] as Unreadable[], done: false };
  let reportedAt = Number.NEGATIVE_INFINITY;
  for (let pass = 1; ; pass += 1) {
    const before = progress.sealed;
    progress.unreadable = [];
    for (const column of columns) {
      Object.assign(progress, { what: column.what, looked: 0, of: await column.count(store.read) });
      for await (const page of column.pages(store.read)) {
        for (const batch of batchesOf(page.filter(({ keys }) => keys.some((key) => key !== active)))) {
          signal.throwIfAborted();
          const unreadable = await sealBatch(store, column, batch);
          progress.sealed += batch.length - unreadable.length;
          progress.unreadable.push(...unreadable);
          await clock.sleep(REST_MS, signal);
        }
        signal.throwIfAborted();
        progress.looked += page.length;
        if (performance.now() - reportedAt < REPORT_MS) continue;
        reportedAt = performance.now();
        yield shown(progress);
      }
    }
    const found = progress.sealed - before;
    if (found === 0 && pass > 1) return yield shown({ ...progress, done: true });
    if (pass === MOST_PASSES) return yield shown(progress);
    await clock.sleep(SETTLE_MS, signal);
  }
}

function shown(progress: RotateProgress): RotateProgress {
  return { ...progress, unreadable: progress.unreadable.slice(0, MOST_UNREADABLE) };
}

function batchesOf(rows: readonly SealedRow[]): SealedRow[][] {
  const batches: SealedRow[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    size += row.bytes;
    if (size > BATCH_BYTES || batches.at(-1)?.length === BATCH_ROWS) {
      batches.push([]);
      size = row.bytes;
    }
    batches.at(-1)?.push(row);
  }
  return batches;
}

async function sealBatch(
  store: KeyDeps['store'],
  { what }: SealedColumn,
  batch: readonly SealedRow[],
): Promise<Unreadable[]> {
  return store.write(async (tx) => {
    const unreadable: Unreadable[] = [];
    for (const row of batch) {
      try {
        await row.sealAgain(tx);
      } catch (error) {
        // It is opened before anything is written: the transaction goes on.
        if (!(error instanceof AppError) || error.code !== 'SECRET_KEY') throw error;
        unreadable.push({ what, id: row.id, key: row.keys[0] ?? null });
      }
    }
    return unreadable;
  });
}
