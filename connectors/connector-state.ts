import type { FieldProblem, LearnedCapabilities } from '../src/sdk/index.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import type { FailedTest, GoodTest } from './good-tests.ts';

export type StatePart = Pick<ConnectorRow, 'state' | 'stateReason' | 'stateAt' | 'testedHash' | 'testedAt' | 'learned'>;

export const NOT_TESTED = 'Not tested since the last change';
export const SWITCHED_OFF = 'Switched off';

interface Saved {
  hash: string;
  enabled: boolean;
  missing: FieldProblem[];
  /** the values differ from the stored ones, or are new */
  changed: boolean;
  /** what was known before; absent for a new connector */
  before?: StatePart & { enabled: boolean };
  /** a good test of exactly these values */
  goodTest: GoodTest | undefined;
  /** a test of exactly these values, which they did not pass */
  failedTest: FailedTest | undefined;
  learned: LearnedCapabilities;
  at: number;
}

/** The state of a connector after it was saved: active only with a good test of exactly the saved values. */
export function stateAfterSave(saved: Saved): StatePart {
  const { before, at, hash, goodTest } = saved;
  const tested = saved.changed
    ? {
        testedHash: goodTest ? hash : null,
        testedAt: goodTest?.testedAt ?? null,
        learned: goodTest?.learned ?? saved.learned,
      }
    : {
        testedHash: before?.testedHash ?? null,
        testedAt: before?.testedAt ?? null,
        learned: before?.learned ?? saved.learned,
      };
  if (saved.missing.length > 0) {
    const reason = `Details incomplete: ${saved.missing.map(({ message }) => message).join(' ')}`;
    return { ...tested, ...moved(before, 'incomplete', reason, at) };
  }
  if (!saved.enabled) return { ...tested, ...moved(before, 'inactive', SWITCHED_OFF, at) };
  if (!saved.changed && before?.enabled === true) {
    return { ...tested, state: before.state, stateReason: before.stateReason, stateAt: before.stateAt };
  }
  if (tested.testedHash === hash) return { ...tested, ...moved(before, 'active', 'Connection test succeeded', at) };
  const { failedTest } = saved;
  return failedTest
    ? { ...tested, ...moved(before, 'inactive', failedTest.summary, failedTest.testedAt) }
    : { ...tested, ...moved(before, 'inactive', NOT_TESTED, at) };
}

/** The instant stays when nothing moved, so that "since when" is true. */
function moved(before: StatePart | undefined, state: StatePart['state'], stateReason: string, at: number) {
  const same = before?.state === state && before.stateReason === stateReason;
  return { state, stateReason, stateAt: same ? before.stateAt : at };
}
