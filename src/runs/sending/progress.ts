import type { RunState } from '../../store/tables/run.table.ts';
import { getRun } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import { expectedDuration, runCounts } from '../run-view.ts';
import type { mailCounts } from './mail-counts.ts';

const EVERY_MS = 500;
const HEARTBEAT_MS = 15_000;
/** Then the client comes back, and is asked again who it is. */
const LONGEST_MS = 60_000;
const RATE_OVER_MS = 30_000;
const OVER: readonly RunState[] = ['finished', 'cancelled'];

/** How many mails had ended at an instant. */
export interface Sample {
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
  const { waiting, done } = partsOf(mails, counts.suppressed);
  const perMinute = rateOf(samples, { at: now, done });
  const { ms } = await expectedDuration(deps, runId);
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
    leftMs: timeLeft({ waiting, perMinute, ms }),
  };
}

type ShownMails = Awaited<ReturnType<typeof mailCounts>>['mails'];

/** The mails that are still to be sent, and those that were. `suppressed`: held, and not to be sent. */
export function partsOf(mails: ShownMails, suppressed: number): { waiting: number; done: number } {
  return {
    waiting: mails.held - suppressed + mails.queued + mails.sending,
    done: mails.accepted + mails.redirected + mails.captured + mails.failed + mails.bounced + mails.uncertain,
  };
}

/** What was measured says more than what the limits would allow (`ms`). Null: nobody knows. */
export function timeLeft(of: { waiting: number; perMinute: number; ms: number | null }): number | null {
  if (of.waiting === 0) return 0;
  return of.perMinute > 0 ? Math.round((of.waiting / of.perMinute) * 60_000) : of.ms;
}

/** Mails a minute over the last half a minute; `samples` are those of before, and `now` is added to them. */
export function rateOf(samples: Sample[], now: Sample): number {
  samples.push(now);
  while ((samples[0]?.at ?? now.at) < now.at - RATE_OVER_MS) samples.shift();
  const first = samples[0] ?? now;
  return now.at > first.at ? Math.round(((now.done - first.done) / (now.at - first.at)) * 60_000) : 0;
}
