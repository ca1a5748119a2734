import { sweepUnfinishedFiles } from './files/file.store.ts';
import type { Log } from './outbox/deps.ts';
import { AppError, type Clock } from './sdk/index.ts';
import type { Store } from './store/store.ts';
import { sweepContent } from './store/sweep-content.ts';

const MINUTE_MS = 60_000;

/** What a crash left behind. */
export async function sweep({ store, clock, log }: { store: Store; clock: Clock; log: Log }): Promise<void> {
  const swept = await sweepUnfinishedFiles({ store, clock });
  if (swept > 0) log.info({ swept }, 'unfinished uploads removed');
  await store.write((tx) => sweepContent(tx, clock.now()));
}

export async function ready(store: Store, stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) throw new AppError('CANCELLED', 'The server is stopping.');
  try {
    await store.ping();
  } catch (cause) {
    throw new AppError('DATABASE', 'The database does not answer.', { cause });
  }
}

/** Work that is done again and again while this process sends. What fails once is told and tried again. */
export async function everyMinute(
  { clock, log, signal }: { clock: Clock; log: Log; signal: AbortSignal },
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      log.error({ err: error }, 'the work of each minute failed, trying again');
    }
    await clock.sleep(MINUTE_MS, signal);
  }
}

/** What rules commit is to be sent: no need to wait for the next look of the dispatcher. */
export function wakingStore(store: Store, wake: () => void): Store {
  return {
    ...store,
    write: (unit) => store.write(unit).finally(wake),
    grouped: (unit, options) => store.grouped(unit, options).finally(wake),
  };
}
