import type { Clock, LearnedCapabilities } from '../src/sdk/index.ts';

const KEPT_MS = 3_600_000;
const MOST = 500;

export interface GoodTest {
  testedAt: number;
  learned: LearnedCapabilities;
}

/**
 * Good tests of values that are not saved yet, by the hash of the values: saving exactly these makes the connector
 * active without a second test. Kept in memory: after a restart the test is simply asked for again.
 */
export interface GoodTests {
  add(hash: string, test: GoodTest): void;
  find(hash: string): GoodTest | undefined;
}

export function openGoodTests(clock: Clock): GoodTests {
  const tests = new Map<string, GoodTest>();
  return {
    add: (hash, test) => {
      tests.delete(hash);
      tests.set(hash, test);
      const [oldest] = tests.keys();
      if (tests.size > MOST && oldest !== undefined) tests.delete(oldest);
    },
    find: (hash) => {
      const test = tests.get(hash);
      return test && clock.now() - test.testedAt <= KEPT_MS ? test : undefined;
    },
  };
}
