import type { Clock } from '../sdk/index.ts';

const WINDOW_MS = 15 * 60_000;
const MOST_PER_TOKEN = 60;
/** A whole company may stand behind one address. */
const MOST_PER_ADDRESS = 1_000;
/** What a token that is not known counts. */
const MISS = 20;
/** Keys in memory; the oldest goes first, so that made-up tokens cannot fill it. */
const MOST_KEYS = 10_000;

/** Counts the requests for links in this process. */
export interface LinkLimit {
  /** Counts one. Answers the seconds to wait where there were too many. */
  ask(tokenHash: string, address: string): number | undefined;
  missed(address: string): void;
}

export function createLinkLimit(clock: Clock): LinkLimit {
  const asked = new Map<string, { count: number; since: number }>();
  const recent = (key: string) => {
    const found = asked.get(key);
    return found && clock.now() - found.since < WINDOW_MS ? found : { count: 0, since: clock.now() };
  };
  const count = (key: string, by: number) => {
    const found = recent(key);
    asked.delete(key);
    asked.set(key, { ...found, count: found.count + by });
    const [oldest] = asked.keys();
    if (asked.size > MOST_KEYS && oldest !== undefined) asked.delete(oldest);
  };
  return {
    ask(tokenHash, address) {
      const [token, from] = [`token ${tokenHash}`, `address ${address}`];
      for (const [key, most] of [
        [token, MOST_PER_TOKEN],
        [from, MOST_PER_ADDRESS],
      ] as const) {
        const found = recent(key);
        if (found.count >= most) return Math.ceil((found.since + WINDOW_MS - clock.now()) / 1000);
      }
      count(token, 1);
      count(from, 1);
      return undefined;
    },
    missed: (address) => count(`address ${address}`, MISS),
  };
}
