import type { Clock, LearnedCapabilities } from '../src/sdk/index.ts';

const KEPT_MS = 3_600_000;
const MOST = 500;

export interface GoodTest {
  testedAt: number;
  learned: LearnedCapabilities;
}

export interface FailedTest {
  testedAt: number;
  /** one sentence with the reason */
  summary: string;
}

/**
 * Tests of values that are not saved yet, by the hash of the values: saving exactly these makes the connector
 * active without a second test, and saving what was refused says so. Kept in memory: after a restart the test is simply
 * asked for again.
 */
export interface GoodTests {
  add(hash: string, test: GoodTest): void;
  find(hash: string): GoodTest | undefined;
  /** It takes the place of a good test of the same values. */
  addFailed(hash: string, test: FailedTest): void;
  findFailed(hash: string): FailedTest | undefined;
}

export function openGoodTests(clock: Clock): GoodTests {
  const good = openMemory<GoodTest>(clock);
  const failed = openMemory<FailedTest>(clock);
  return {
    add: (hash, test) => {
      failed.forget(hash);
      good.keep(hash, test);
    },
    find: good.find,
    addFailed: (hash, { testedAt, summary }) => {
      good.forget(hash);
      failed.keep(hash, { testedAt, summary });
    },
    findFailed: failed.find,
  };
}

function openMemory<T extends { testedAt: number }>(clock: Clock) {
  const tests = new Map<string, T>();
  return {
    keep: (hash: string, test: T): void => {
      tests.delete(hash);
      tests.set(hash, test);
      const [oldest] = tests.keys();
      if (tests.size > MOST && oldest !== undefined) tests.delete(oldest);
    },
    find: (hash: string): T | undefined => {
      const test = tests.get(hash);
      return test && clock.now() - test.testedAt <= KEPT_MS ? test : undefined;
    },
    forget: (hash: string): void => void tests.delete(hash),
  };
}
