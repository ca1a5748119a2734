import type { Clock } from '../../src/sdk/index.ts';
import { systemClock } from '../../src/sdk/index.ts';

/** A clock that goes so many times faster: half a minute of the product is a second of the test. */
export function quickClock(times: number): Clock {
  const start = Date.now();
  return {
    now: () => Math.round(start + (Date.now() - start) * times),
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
  };
}
