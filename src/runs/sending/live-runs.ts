import type { RunRow, RunState } from '../../store/tables/run.table.ts';
import { countItems } from '../rows/item.store.ts';
import { runRevision, runsIn } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import { expectedDuration } from '../run-view.ts';
import { mailCounts, mailStates } from './mail-counts.ts';
import { partsOf, rateOf, type Sample, timeLeft } from './progress.ts';

/** Whose numbers change by themselves. A paused one is among them: what was at its final dot still ends. */
const UNDER_WAY: readonly RunState[] = ['planning', 'released', 'sending', 'paused', 'stopped'];
const ENDED = ['accepted', 'failed', 'bounced', 'uncertain'];
const QUIET_MS = 60_000;

/**
 * The runs that are under way and how far each is, and a `revision` that differs whenever a run was made or its version
 * counted up: whoever shows more of a run reads it again then, and not with each number.
 */
export function createLiveRuns(deps: RunDeps): () => Promise<object> {
  const rates = new Map<string, Sample[]>();
  return async () => {
    const revision = await runRevision(deps.store);
    const runs = await runsIn(deps.store, UNDER_WAY);
    const items = [];
    for (const run of runs) {
      const samples = rates.get(run.id) ?? [];
      rates.set(run.id, samples);
      items.push(await liveRun(deps, run, samples));
    }
    const shown = new Set(runs.map(({ id }) => id));
    for (const id of rates.keys()) if (!shown.has(id)) rates.delete(id);
    return { revision, items };
  };
}

async function liveRun(deps: RunDeps, run: RunRow, samples: Sample[]) {
  const states = await mailStates(deps.store.read, run.id);
  const known = Object.fromEntries(states.map(({ state, mails: n }) => [state, n]));
  const counts = await mailCounts(deps.store.read, run.id, known);
  const { waiting, done } = partsOf(counts.mails, counts.suppressed);
  const isSending = run.state === 'sending';
  if (!isSending) samples.length = 0;
  const perMinute = isSending ? rateOf(samples, { at: deps.clock.now(), done }) : 0;
  const ms = isSending && perMinute === 0 ? (await expectedDuration(deps, run.id)).ms : null;
  const lastAt = Math.max(
    run.startedAt ?? 0,
    ...states.filter(({ state }) => ENDED.includes(state)).map((s) => s.lastAt),
  );
  return {
    id: run.id,
    version: run.version,
    state: run.state,
    stateReason: run.stateReason,
    step: run.state === 'planning' ? run.step : null,
    stepDone: run.stepDone,
    stepTotal: run.stepTotal,
    counts: { ...(await countItems(deps.store, run.id)), ...counts },
    perMinute,
    leftMs: isSending ? timeLeft({ waiting, perMinute, ms }) : null,
    quiet: isSending && waiting > 0 ? await quietOf(deps, run.id, lastAt) : null,
  };
}

/** Since when nothing was sent, where that is long ago, and what the connector says about it. */
async function quietOf({ store, clock }: RunDeps, runId: string, since: number) {
  const now = clock.now();
  if (now - since < QUIET_MS) return null;
  const [pause] = await store.read.sql<{ pause_reason: string | null; paused_until: number | string }[]>`
    SELECT pause_reason, paused_until FROM connector_pace
    WHERE paused_until > ${now} AND connector_id IN (SELECT connector_id FROM message WHERE run_id = ${runId})
    ORDER BY paused_until DESC LIMIT 1`;
  return { since, reason: pause?.pause_reason ?? null, until: pause ? Number(pause.paused_until) : null };
}
