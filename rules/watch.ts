import type { Clock } from '../src/sdk/index.ts';

export interface Watch {
  /** begins in this process; again: nothing */
  start(): void;
  /** something may be due earlier than before */
  wake(): void;
  /** resolves when the look that runs is over */
  stop(): Promise<void>;
}

/** Looks at what is due until `stop`, and sleeps in between: `look` answers for how many milliseconds, and never rejects. */
export function watch(clock: Clock, look: (stop: AbortSignal) => Promise<number>): Watch {
  const ended = new AbortController();
  let waiting = new AbortController();
  let watching: Promise<void> | undefined;
  const loop = async () => {
    while (!ended.signal.aborted) {
      waiting = new AbortController();
      const ms = await look(ended.signal);
      await clock.sleep(ms, AbortSignal.any([waiting.signal, ended.signal]));
    }
  };
  return {
    start: () => {
      watching ??= loop();
    },
    wake: () => waiting.abort('wake'),
    stop: async () => {
      ended.abort();
      await watching;
    },
  };
}
