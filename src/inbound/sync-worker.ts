import { setMaxListeners } from 'node:events';
import { newId } from '../sdk/index.ts';
import { type Bell, openBell } from './bell.ts';
import { addMissingMailboxes, claimMailbox, dropOrphans, listDue } from './mailbox.store.ts';
import { readStored } from './read-messages.ts';
import type { SyncDeps } from './sync-deps.ts';
import { watchMailbox } from './watch-mailbox.ts';

/** Reads mailboxes in this process until `stop`. */
export interface SyncWorker {
  start(): void;
  /** resolves when nothing of it runs any more */
  stop(): Promise<void>;
  /** something is due: no need to wait for the next look */
  wake(): void;
}

export function createSyncWorker(deps: SyncDeps): SyncWorker {
  const ended = new AbortController();
  const { signal } = ended;
  // Each mailbox listens until it ends: hundreds are no leak.
  setMaxListeners(0, signal);
  const running = new Map<string, { bell: Bell; done: Promise<void> }>();
  const [looking, reading] = [openBell(), openBell()];
  let loops: Promise<void>[] = [];

  const look = async () => {
    await addMissingMailboxes(deps);
    await dropOrphans(deps);
    let claims = 0;
    for (const id of await listDue(deps.store, deps.clock.now())) {
      const own = running.get(id);
      if (own !== undefined) own.bell.ring();
      else if (claims < deps.pace.claimsPerTick && (await begin(id))) claims += 1;
    }
  };
  const begin = async (id: string) => {
    const token = newId();
    if (signal.aborted || !(await claimMailbox(deps, id, token))) return false;
    const bell = openBell();
    const done = watchMailbox(deps, { id, token, signal, bell, stored: reading.ring })
      .catch((error: unknown) => deps.log.error({ err: error, connectorId: id }, 'mailbox not read, trying again'))
      .finally(() => running.delete(id));
    running.set(id, { bell, done });
    return true;
  };
  const loop = async (bell: Bell, work: () => Promise<void>) => {
    while (!signal.aborted) {
      await work().catch((error: unknown) => deps.log.error({ err: error }, 'received mail: trying again'));
      await bell.wait(deps.clock, deps.pace.tickMs, signal);
    }
  };
  return {
    start: () => {
      if (loops.length === 0) loops = [loop(looking, look), loop(reading, () => readStored(deps, signal))];
    },
    stop: async () => {
      ended.abort();
      // First: nobody waits for a batch that takes its time.
      await deps.reader.close();
      await Promise.all(loops);
      await Promise.all([...running.values()].map(({ done }) => done));
    },
    wake: looking.ring,
  };
}
