import { AppError, type Clock } from '../../src/sdk/index.ts';

const WINDOW_MS = 60_000;
const MOST_PER_TOKEN = 60;
/** A whole company may stand behind one address. */
const MOST_PER_ADDRESS = 600;
/** What a token that is not known counts. */
const MISS = 20;
/** Keys in memory; the oldest goes first, so that made-up tokens cannot fill it. */
const MOST_KEYS = 10_000;

/** Counts the calls of webhooks in this process, by token and by the address that they come from. */
export interface HookLimit {
  /** Counts one. TOO_MANY (details.retryAfterSeconds) where there were too many within a minute. */
  ask(hookHash: string, address: string): void;
  missed(address: string): void;
}

export function createHookLimit(clock: Clock): HookLimit {
  const calls = new Map<string, { count: number; since: number }>();
  const recent = (key: string) => {
    const found = calls.get(key);
    return found && clock.now() - found.since < WINDOW_MS ? found : { count: 0, since: clock.now() };
  };
  const count = (key: string, by: number) => {
    const found = recent(key);
    calls.delete(key);
    calls.set(key, { ...found, count: found.count + by });
    const [oldest] = calls.keys();
    if (calls.size > MOST_KEYS && oldest !== undefined) calls.delete(oldest);
  };
  return {
    ask: (hookHash, address) => {
      const limits: [string, number][] = [
        [`token ${hookHash}`, MOST_PER_TOKEN],
        [`address ${address}`, MOST_PER_ADDRESS],
      ];
      for (const [key, most] of limits) {
        const found = recent(key);
        if (found.count < most) continue;
        const retryAfterSeconds = Math.max(1, Math.ceil((found.since + WINDOW_MS - clock.now()) / 1000));
        throw new AppError('TOO_MANY', 'Too many calls within a minute. Wait, then call again.', {
          details: { retryAfterSeconds },
        });
      }
      for (const [key] of limits) count(key, 1);
    },
    missed: (address) => count(`address ${address}`, MISS),
  };
}
