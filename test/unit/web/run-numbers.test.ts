import { describe, expect, test } from 'vitest';
import type { LiveRun } from '../../../web/src/payroll/live-runs.ts';
import type { Run } from '../../../web/src/payroll/run-model.ts';
import { appendOnly } from '../../../web/src/run/append-only.ts';
import { FAILURES, ROW_STATES } from '../../../web/src/run/row-filter.ts';
import { isPausing, partsOf, withLive } from '../../../web/src/run/run-parts.ts';
import { withLocalTimes } from '../../../web/src/run/zone-time.ts';
import { run as runWords } from '../../../web/src/words/run.ts';
import { runRows } from '../../../web/src/words/run-rows.ts';

const NONE = {
  ...{ held: 0, queued: 0, sending: 0, accepted: 0, redirected: 0, uncertain: 0, failed: 0, cancelled: 0 },
  ...{ captured: 0, bounced: 0 },
};

function countsOf(mails: Partial<typeof NONE>): Run['counts'] {
  const planned = Object.values(mails).reduce((sum, n) => sum + n, 0);
  const rows = {
    rows: planned + 1,
    waiting: 0,
    planned,
    problems: 0,
    leftOut: 1,
    alreadySent: 0,
    notSelected: 0,
    replacements: 0,
    suppressed: 0,
    unregistered: 0,
    sentLater: 0,
  };
  return { ...rows, mails: { ...NONE, ...mails } };
}

const run = (version: number, mails: Partial<typeof NONE>) =>
  ({ id: 'r', version, state: 'sending', counts: countsOf(mails), plan: { step: null, done: 0, total: null } }) as Run;
const live = (version: number, mails: Partial<typeof NONE>, more: Partial<LiveRun> = {}): LiveRun => ({
  ...{ id: 'r', version, state: 'sending', stateReason: '', step: null, stepDone: 3, stepTotal: 9 },
  ...{ counts: countsOf(mails), perMinute: 12, leftMs: 5000, quiet: null, ...more },
});

describe('rows of a list that only grows at its end', () => {
  const rows = (...ids: string[]) => ids.map((id) => ({ id }));

  test('keep their places; new ones come last, those that are gone go', () => {
    expect(appendOnly(rows('b', 'c'), rows('a', 'b', 'c', 'd'))).toEqual(rows('b', 'c', 'a', 'd'));
    expect(appendOnly(rows('b', 'c'), rows('a', 'c'))).toEqual(rows('c', 'a'));
  });

  test('are those of the latest answer, with what it says of them', () => {
    const [row] = appendOnly([{ id: 'a', state: 'failed' }], [{ id: 'a', state: 'uncertain' }]);
    expect(row).toEqual({ id: 'a', state: 'uncertain' });
  });
});

describe('the numbers of a run', () => {
  test('are those that were told after it was read, and the pace is that of the same version only', () => {
    const told = live(2, { accepted: 4, held: 1 });
    expect(withLive(run(2, { accepted: 1, held: 4 }), told, told)).toMatchObject({
      counts: { mails: { accepted: 4, held: 1 } },
      perMinute: 12,
      leftMs: 5000,
    });
    const next = live(3, { accepted: 5 });
    expect(withLive(run(2, { accepted: 1, held: 4 }), next, next)).toMatchObject({
      counts: { mails: { accepted: 5 } },
      perMinute: 0,
      leftMs: null,
    });
  });

  test('are those that were read where an older version was told', () => {
    const told = live(2, { accepted: 1, held: 4 });
    expect(withLive(run(3, { accepted: 5 }), told, told).counts.mails).toMatchObject({ accepted: 5, held: 0 });
  });

  test('of a run that has left the live ones, what was told last stays until it is read again', () => {
    const shown = withLive(run(2, { held: 5 }), live(2, { accepted: 5 }), undefined);
    expect(shown).toMatchObject({ counts: { mails: { accepted: 5 } }, perMinute: 0 });
  });

  test('every planned e-mail counts in exactly one part', () => {
    const of = { held: 1, queued: 2, sending: 3, accepted: 4, uncertain: 5, failed: 6, cancelled: 7, bounced: 8 };
    const { sent, failed, bounced, uncertain, cancelled, waiting, done, total } = partsOf(run(1, of));
    expect(sent + failed + bounced + uncertain + cancelled + waiting).toBe(total);
    expect(done + waiting).toBe(total);
    expect({ sent, failed, bounced, waiting }).toEqual({ sent: 4, failed: 6, bounced: 8, waiting: 6 });
    const held = run(1, of);
    expect(partsOf({ counts: { ...held.counts, suppressed: 1 } }).waiting).toBe(5);
  });

  test('what came back is told apart from what was refused: only that can be tried again', () => {
    const { failed, bounced, retryable } = partsOf(run(1, { accepted: 4, failed: 1, bounced: 2 }));
    expect({ failed, bounced, retryable }).toEqual({ failed: 1, bounced: 2, retryable: 1 });
    expect(runWords.progress.text(100, 4, failed, bounced)).toBe('100%: 4 sent, 1 failed, 2 came back');
    expect(runWords.progress.text(100, 4, failed, 0)).toBe('100%: 4 sent, 1 failed');
    const guarded = { redirected: 0, to: '', captured: 0 };
    expect(
      runWords.state.finished(4, guarded, {
        failed,
        bounced,
        uncertain: 0,
        suppressed: 0,
        unregistered: 0,
        cancelled: 1,
        all: 9,
      }),
    ).toBe('Finished: 4 sent, 1 failed, 2 came back, 1 of 9 e-mails was taken back');
    expect([ROW_STATES.failed, ROW_STATES.bounced]).toEqual(['failed', 'bounced']);
    expect(FAILURES.split(',')).toEqual(['failed', 'bounced', 'uncertain']);
    expect(runWords.numbers.bounced).toBe('Came back');
    expect(runRows.filters.bounced).toBe('Came back');
  });

  test('a run is pausing while something of it still moves', () => {
    expect(isPausing({ ...run(1, { sending: 1 }), state: 'paused' })).toBe(true);
    expect(isPausing({ ...run(1, { held: 1 }), state: 'paused' })).toBe(false);
    expect(isPausing(run(1, { sending: 1 }))).toBe(false);
  });
});

test('instants in a sentence of the server are told by the clock of the zone', () => {
  const sentence = withLocalTimes('It opens at 2026-07-01T06:00:00.000Z.', 'Europe/Berlin');
  expect(sentence).toContain('(Europe/Berlin).');
  expect(sentence).toMatch(/\b0?8:00/);
  expect(withLocalTimes('eva paused it.', 'UTC')).toBe('eva paused it.');
});
