import { expect, test } from 'vitest';
import type { CommandInput } from '../../../src/cli/command.ts';
import { eventsIn } from '../../../src/cli/event-data.ts';
import { followRun, progressLine, type RunProgress, stepLeft } from '../../../src/cli/run-progress.ts';

const NONE = { held: 0, queued: 0, sending: 0, accepted: 0, failed: 0 };
const progress = (mails: Record<string, number>, over: Partial<RunProgress> = {}): RunProgress => ({
  state: 'sending',
  step: null,
  stepDone: 0,
  stepTotal: null,
  counts: { planned: 20, suppressed: 0, mails: { ...NONE, ...mails } },
  waiting: 0,
  perMinute: 0,
  leftMs: null,
  ...over,
});

test('the line of a run says what waits, what nobody knows and what came back, with the pace and the time of the server', () => {
  const mails = { accepted: 6, failed: 1, uncertain: 2, bounced: 1, queued: 4, held: 6 };
  const counts = { planned: 20, suppressed: 1, mails: { ...NONE, ...mails } };
  const line = progressLine(progress({}, { counts, waiting: 9, perMinute: 12, leftMs: 45_000 }));
  expect(line).toBe(
    `[${'#'.repeat(15)}${'.'.repeat(15)}] 10/20 sending 6 sent, 1 failed, 1 held, 9 waiting, 2 uncertain, 1 came back, 12 a minute, 45 seconds left`,
  );
});

test('what is not there is not said, and a run that stands has no pace', () => {
  const line = progressLine(progress({ accepted: 20 }, { state: 'paused', perMinute: 12, leftMs: 9_000 }));
  expect(line).toMatch(/\] 20\/20 paused 20 sent, 0 failed, 0 held, 0 waiting$/);
  const guarded = progressLine(progress({ redirected: 2, captured: 3, cancelled: 4 }, { state: 'finished' }));
  expect(guarded).toMatch(/9\/20 finished 0 sent, 0 failed, 0 held, 0 waiting, 2 redirected, 3 captured, 4 cancelled$/);
  const unknown = progressLine(progress({}, { waiting: 20, perMinute: 0, leftMs: 90_000 }));
  expect(unknown).toMatch(/20 waiting, 2 minutes left$/);
});

test('of a plan the step is told', () => {
  const line = progressLine(progress({}, { state: 'planning', step: 'composing', stepDone: 5, stepTotal: 10 }));
  expect(line).toMatch(/^\[#{15}\.{15}\] 5\/10 planning composing$/);
  const rows = progressLine(progress({}, { state: 'planning', step: 'rows', stepDone: 5 }));
  expect(rows).toMatch(/ 5\/5 planning rows$/);
  const start = { step: 'composing', done: 100, at: 0 };
  const at = (stepDone: number, over = {}) =>
    stepLeft(progress({}, { state: 'planning', stepDone, stepTotal: 1_000, ...over }), start, 10_000);
  expect(at(200)).toBe(', 2 minutes left');
  expect([at(100), at(1_000), at(200, { stepTotal: null }), at(200, { state: 'sending' })]).toEqual(['', '', '', '']);
});

test('a stream that ended is asked for again until the run is over, which is then read once', async () => {
  const streams = [
    [progress({ accepted: 1 })],
    [],
    [progress({ accepted: 2 }), progress({ accepted: 3 }, { state: 'finished' }), progress({ accepted: 9 })],
  ];
  const asked: string[] = [];
  const said: string[] = [];
  const api = {
    call: async ({ path }: { path: string }) => {
      asked.push(path);
      return { id: 'r', state: 'finished' };
    },
    events: async function* ({ path }: { path: string }) {
      asked.push(path);
      yield* streams.shift() ?? [];
    },
  };
  const input = {
    api: async () => api,
    signal: new AbortController().signal,
    streams: { say: (text: string) => said.push(text) },
  } as unknown as CommandInput;
  const run = await followRun(input, '/runs/r', (state) => state === 'finished');
  expect(run).toEqual({ id: 'r', state: 'finished' });
  expect(asked).toEqual(['/runs/r/progress', '/runs/r/progress', '/runs/r/progress', '/runs/r']);
  expect(said.join('')).toMatch(/1\/20 .*2\/20 .*3\/20 finished/s);
  expect(said.join('')).not.toContain('9/20');
});

test('whoever stops watching is told that the run goes on', async () => {
  const stop = new AbortController();
  const api = {
    events: async function* () {
      yield progress({ accepted: 1 });
      stop.abort();
      yield progress({ accepted: 2 });
    },
  };
  const input = { api: async () => api, signal: stop.signal, streams: { say: () => {} } } as unknown as CommandInput;
  await expect(followRun(input, '/runs/r', () => false)).rejects.toMatchObject({
    code: 'CANCELLED',
    message: expect.stringContaining('was not stopped'),
  });
});

test('server-sent events come whole, however the bytes are cut; comments and fields without data are none', async () => {
  const text =
    'retry: 1000\n\nevent: progress\ndata: {"a":"ü"}\n\n: still here\n\ndata: {"b":\r\ndata: 2}\r\n\r\ndata: {"cut"';
  const bytes = Buffer.from(text);
  for (const size of [1, 3, 1000]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
    const found = [];
    for await (const one of eventsIn(chunks)) found.push(one);
    expect(found).toEqual([{ a: 'ü' }, { b: 2 }]);
  }
});
