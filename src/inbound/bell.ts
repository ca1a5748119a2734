import type { Clock } from '../sdk/index.ts';

/** Something to wait for that may ring while nobody waits; then the next wait is over at once. */
export interface Bell {
  ring(): void;
  /** until it rings, the time is over or the signal comes; true: it rang */
  wait(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean>;
}

export function openBell(): Bell {
  let isRung = false;
  let wake = new AbortController();
  return {
    ring: () => {
      isRung = true;
      wake.abort();
    },
    wait: async (clock, ms, signal) => {
      if (!isRung) await clock.sleep(ms, AbortSignal.any([signal, wake.signal]));
      const rang = isRung;
      isRung = false;
      wake = new AbortController();
      return rang;
    },
  };
}
