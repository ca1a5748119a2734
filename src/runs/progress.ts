import type { RunState } from '../store/tables/run.table.ts';
import { getRun } from './run.store.ts';
import type { RunDeps } from './run-deps.ts';
import { expectedDuration, runCounts } from './run-view.ts';

const EVERY_MS = 500;
const HEARTBEAT_MS = 15_000;
/** Then the client comes back, and is asked again who it is. */
const LONGEST_MS = 60_000;
const RATE_OVER_MS = 30_000;
const OVER: readonly RunState[] = ['finished', 'cancelled'];

interface Sample {
  at: number;
  done: number;
}

/** Server-sent events (WHATWG HTML, section 9.2): `progress` with everything that is known, whenever it changed. */
export async function* runProgress(
  deps: RunDeps,
  runId: string,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const { clock } = deps;
  const until = clock.now() + LONGEST_MS;
  const samples: Sample[] = [];
  let [last, beatAt] = ['', clock.now() + HEARTBEAT_MS];
  yield Buffer.from('retry: 1000\n\n');
  while (!signal.aborted && clock.now() < until) {
    const progress = await readProgress(deps, runId, samples);
    const text = JSON.stringify({ ...progress, at: undefined });
    if (text !== last) {
      last = text;
      beatAt = clock.now() + HEARTBEAT_MS;
      yield Buffer.from(`event: progress\ndata: ${JSON.stringify(progress)}\n\n`);
    } else if (clock.now() >= beatAt) {
      beatAt = clock.now() + HEARTBEAT_MS;
      yield Buffer.from(': still here\n\n');
    }
    if (OVER.includes(progress.state)) return;
    await clock.sleep(EVERY_MS, signal);
  }
}

async function readProgress(deps: RunDeps, runId: string, samples: Sample[]) {
  const run = await getRun(deps.store.read, runId);
  const counts = await runCounts(deps.store, runId);
  const { mails } = counts;
  const now = deps.clock.now();
  const waiting = mails.held + mails.queued + mails.sending;
  const perMinute = rateOf(samples, { at: now, done: mails.accepted + mails.failed + mails.bounced + mails.uncertain });
  const { ms } = await expectedDuration(deps, runId);
  const byRate = perMinute > 0 ? Math.round((waiting / perMinute) * 60_000) : null;
  return {
    at: now,
    state: run.state,
    stateReason: run.stateReason,
    version: run.version,
    step: run.state === 'planning' ? run.step : null,
    stepDone: run.stepDone,
    stepTotal: run.stepTotal,
    counts,
    waiting,
    perMinute,
    // What was measured says more than what the limits would allow.
    leftMs: waiting === 0 ? 0 : (byRate ?? ms),
  };
}

function rateOf(samples: Sample[], now: Sample): number {
  samples.push(now);
  while ((samples[0]?.at ?? now.at) < now.at - RATE_OVER_MS) samples.shift();
  const first = samples[0] ?? now;
  return now.at > first.at ? Math.round(((now.done - first.done) / (now.at - first.at)) * 60_000) : 0;
}
