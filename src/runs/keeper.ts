import type { RunRow, RunState } from '../store/tables/run.table.ts';
import { countMails } from './item.store.ts';
import { moveMails } from './move-mails.ts';
import type { Planner } from './planner.ts';
import { cancelledWithMails, dropAllLeases, getRun, lockRun, runIdsIn, sweepUploads, updateRun } from './run.store.ts';
import type { RunDeps } from './run-deps.ts';
import type { Choices } from './run-options.ts';
import { isOpen, nextOpening } from './send-window.ts';

const EVERY_MS = 1_000;
/** A failure that repeats is not asked about each second. */
const AFTER_ERROR_MS = 10_000;
const UPLOAD_MS = 24 * 3_600_000;
/** Mails that nobody will move any more. */
const OVER = ['accepted', 'failed', 'cancelled', 'bounced', 'uncertain'];
const WATCHED: readonly RunState[] = ['planning', 'released', 'sending', 'paused', 'stopped'];

/**
 * Looks after runs while a worker runs: goes on with plans that a crash interrupted, starts what is released when its
 * time has come, closes and opens the send window, stops a run whose connector is problematic, and says when one is
 * finished. Any number of processes may do this: every step asks for the state it comes from.
 */
export class RunKeeper {
  readonly #deps: RunDeps;
  readonly #planner: Planner;
  readonly #stop = new AbortController();
  #pause = new AbortController();
  /** runs that stand still, and whose mails were seen to stand still: `id version` */
  readonly #settled = new Set<string>();
  #loop: Promise<void> | undefined;

  constructor(deps: RunDeps, planner: Planner) {
    this.#deps = deps;
    this.#planner = planner;
  }

  async start(): Promise<void> {
    const { store, clock } = this.#deps;
    await store.write(async (tx) => {
      // One process owns a SQLite file, so whoever was planning is dead.
      if (store.kind === 'sqlite') await dropAllLeases(tx);
      await sweepUploads(tx, clock.now() - UPLOAD_MS);
    });
    for (const id of await cancelledWithMails(store))
      await moveMails(this.#deps, await getRun(store.read, id), 'cancel');
    this.#loop = this.#run();
  }

  /** Something changed: no need to wait for the next look. */
  wake(): void {
    this.#pause.abort();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#pause.abort();
    await this.#loop;
  }

  /** A mail of the run failed. Resolves when it is known whether the run goes on. */
  async mailFailed(runId: string): Promise<void> {
    const { store, loadSettings } = this.#deps;
    const run = await getRun(store.read, runId);
    if (run.state !== 'sending') return;
    const { stopAfterFailures } = await loadSettings();
    const last = await store.read.sql<{ state: string }[]>`
      SELECT d.state FROM message m JOIN delivery d ON d.id = m.id
      WHERE m.run_id = ${runId} AND d.state IN ('accepted', 'failed', 'bounced') AND d.updated_at >= ${run.startedAt ?? 0}
      ORDER BY d.updated_at DESC, d.id DESC LIMIT ${stopAfterFailures}`;
    if (last.length < stopAfterFailures || last.some(({ state }) => state !== 'failed')) return;
    await this.#stopRun(run, `It stopped by itself: ${stopAfterFailures} failures in a row.`);
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      let waitMs = EVERY_MS;
      // Made before looking: what comes from here on ends the sleep below.
      this.#pause = new AbortController();
      try {
        for (const id of await runIdsIn(this.#deps.store, WATCHED)) await this.#look(id);
      } catch (error) {
        this.#deps.log.error({ err: error }, 'runs could not be looked at, trying again');
        waitMs = AFTER_ERROR_MS;
      }
      if (this.#stop.signal.aborted) return;
      await this.#deps.clock.sleep(waitMs, this.#pause.signal);
    }
  }

  async #look(id: string): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const run = await getRun(this.#deps.store.read, id);
    switch (run.state) {
      case 'planning':
        if (run.lease === null || (run.leaseUntil ?? 0) < this.#deps.clock.now()) void this.#planner.plan(id);
        return;
      case 'released':
        return this.#startWhenDue(run);
      case 'sending':
        return this.#watch(run);
      case 'paused':
      case 'stopped':
        return this.#settle(run);
      default:
        return;
    }
  }

  /** A crash may have come between the state of the run and that of its mails. */
  async #settle(run: RunRow): Promise<void> {
    const key = `${run.id} ${run.version}`;
    if (this.#settled.has(key)) return;
    await moveMails(this.#deps, run, 'hold');
    this.#settled.add(key);
  }

  async #startWhenDue(run: RunRow): Promise<void> {
    const now = this.#deps.clock.now();
    const { window, timeZone } = run.options as Choices;
    if ((run.releaseAt ?? 0) > now) return;
    if (!isOpen(window ?? undefined, timeZone, now)) {
      const opensAt = new Date(nextOpening(window ?? undefined, timeZone, now)).toISOString();
      const stateReason = `Waits for its send window, which opens at ${opensAt}.`;
      if (run.stateReason !== stateReason) await this.#change(run, { stateReason });
      return;
    }
    const started = await this.#change(run, { state: 'sending', stateReason: '', startedAt: now });
    if (started) await this.#watch(started);
  }

  /** Also after a crash in the middle of the release: what is still held for the approval goes now. */
  async #watch(run: RunRow): Promise<void> {
    const deps = this.#deps;
    const { window, timeZone } = run.options as Choices;
    if (!isOpen(window ?? undefined, timeZone, deps.clock.now())) {
      const waiting = await this.#change(run, { state: 'released', stateReason: 'Its send window is closed.' });
      if (waiting) await moveMails(deps, waiting, 'close_window');
      return;
    }
    const broken = await this.#brokenConnector(run.id);
    if (broken) return this.#stopRun(run, `It stopped by itself: ${broken}`);
    if ((await moveMails(deps, run, 'release')) > 0) deps.outbox.wake();
    const counts = await countMails(deps.store.read, run.id);
    if (Object.keys(counts).some((state) => !OVER.includes(state))) return;
    const { failed = 0, uncertain = 0 } = counts;
    const left = [
      failed > 0 ? `${failed} failed` : '',
      uncertain > 0 ? `${uncertain} may or may not have arrived` : '',
    ];
    const stateReason = left.filter((text) => text !== '').join(', ');
    await this.#change(run, { state: 'finished', stateReason, finishedAt: deps.clock.now() });
  }

  async #brokenConnector(runId: string): Promise<string | undefined> {
    const { store, connectors } = this.#deps;
    const rows = await store.read.sql<{ connector_id: string }[]>`
      SELECT DISTINCT connector_id FROM message WHERE run_id = ${runId} AND connector_id IS NOT NULL`;
    for (const { connector_id: id } of rows) {
      const connector = await connectors.findPace(id);
      if (connector === undefined) return 'a connector of the run does not exist any more.';
      if (connector.state !== 'active')
        return `"${connector.displayName}" is ${connector.state}: ${connector.stateReason}`;
    }
    return undefined;
  }

  async #stopRun(run: RunRow, stateReason: string): Promise<void> {
    const stopped = await this.#change(run, { state: 'stopped', stateReason });
    if (!stopped) return;
    this.#deps.log.warn({ runId: run.id }, 'a run stopped by itself');
    await moveMails(this.#deps, stopped, 'hold');
  }

  /** Undefined when somebody else changed it since: then that counts. */
  async #change(run: RunRow, change: Partial<RunRow>): Promise<RunRow | undefined> {
    return this.#deps.store.write(async (tx) => {
      const now = await lockRun(tx, run.id);
      return now.version === run.version ? updateRun(tx, now, change) : undefined;
    });
  }
}
