import type { RunRow, RunState } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { moveRun } from '../change-run.ts';
import type { Planner } from '../plan/planner.ts';
import { closeZones, type RunHours, reasonOfHours, runHours } from '../release/run-hours.ts';
import { cancelledWithMails, dropAllLeases, getRun, lockRun, runIdsIn, sweepUploads } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import { reasonOfEnd } from './end-reason.ts';
import { countHeldForAddress, countMails, NONE_HELD } from './mail-counts.ts';
import { type InZones, moveMails } from './move-mails.ts';

const EVERY_MS = 1_000;
/** A failure that repeats is not asked about each second. */
const AFTER_ERROR_MS = 10_000;
const UPLOAD_MS = 24 * 3_600_000;
/** Mails that nobody will move any more. */
const OVER = ['accepted', 'redirected', 'failed', 'cancelled', 'captured', 'bounced', 'uncertain'];
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
  /** runs that stand still or wait for their time, and whose mails were seen to do so: `id version` */
  readonly #settled = new Set<string>();
  /** by run: since when it sends, and the closed zones whose e-mails say so */
  readonly #toldHours = new Map<string, string>();
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
      SELECT state FROM delivery
      WHERE run_id = ${runId} AND state IN ('accepted', 'failed', 'bounced') AND updated_at >= ${run.startedAt ?? 0}
      ORDER BY updated_at DESC, id DESC LIMIT ${stopAfterFailures}`;
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
  async #settle(run: RunRow, move: 'hold' | 'wait' = 'hold'): Promise<void> {
    const key = `${run.id} ${run.version}`;
    if (this.#settled.has(key)) return;
    await moveMails(this.#deps, run, move);
    this.#settled.add(key);
  }

  async #startWhenDue(run: RunRow): Promise<void> {
    const now = this.#deps.clock.now();
    if ((run.releaseAt ?? 0) > now) return this.#settle(run, 'wait');
    const { isOpen, reason: stateReason } = await runHours(this.#deps, run);
    if (!isOpen) {
      if (run.stateReason !== stateReason) await this.#change(run, { stateReason });
      return this.#settle(run, 'wait');
    }
    const started = await this.#change(run, { state: 'sending', stateReason: '', startedAt: now });
    if (started) await this.#watch(started);
  }

  /** Also after a crash in the middle of the release: what is still held for the approval goes now. */
  async #watch(run: RunRow): Promise<void> {
    const deps = this.#deps;
    const hours = await runHours(deps, run);
    if (!hours.isOpen) {
      const stateReason = hours.zones ? hours.reason : 'Its send window is closed.';
      const waiting = await this.#change(run, { state: 'released', stateReason });
      if (waiting && hours.zones) await closeZones(deps, waiting, hours, true);
      else if (waiting) await moveMails(deps, waiting, 'close_window');
      return;
    }
    const broken = await this.#brokenConnector(run.id);
    if (broken) return this.#stopRun(run, `It stopped by itself: ${broken}`);
    const told = await this.#tellHours(run, hours);
    if (told === undefined) return;
    if ((await moveMails(deps, told, 'release', openOnly(hours))) > 0) deps.outbox.wake();
    const { held = 0, ...counts } = await countMails(deps.store.read, run.id);
    const kept = held === 0 ? NONE_HELD : await countHeldForAddress(deps.store.read, run.id);
    if (held > kept.suppressed || Object.keys(counts).some((state) => !OVER.includes(state))) return;
    this.#toldHours.delete(run.id);
    // Counted under the lock of the run: what is taken back in this moment is told by one of the two.
    await this.#change(told, async (tx) => {
      return { state: 'finished', stateReason: await reasonOfEnd(tx, run.id), finishedAt: deps.clock.now() };
    });
  }

  /** Of a run that goes by the clocks of its recipients. Undefined when somebody else changed it since. */
  async #tellHours(run: RunRow, hours: RunHours): Promise<RunRow | undefined> {
    if (hours.zones === undefined) return run;
    const key = `${run.startedAt} ${hours.zones.closed.map(({ zone }) => zone).join()}`;
    await closeZones(this.#deps, run, hours, this.#toldHours.get(run.id) !== key);
    this.#toldHours.set(run.id, key);
    const stateReason = reasonOfHours(run, hours);
    return stateReason === run.stateReason ? run : this.#change(run, { stateReason });
  }

  async #brokenConnector(runId: string): Promise<string | undefined> {
    const { store, connectors } = this.#deps;
    const rows = await store.read.sql<{ connector_id: string }[]>`
      SELECT DISTINCT connector_id FROM delivery WHERE run_id = ${runId} AND connector_id IS NOT NULL`;
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
  async #change(
    run: RunRow,
    change: Partial<RunRow> | ((tx: Tx) => Promise<Partial<RunRow>>),
  ): Promise<RunRow | undefined> {
    return this.#deps.store.write(async (tx) => {
      const now = await lockRun(tx, run.id);
      if (now.version !== run.version) return undefined;
      return moveRun(tx, now, typeof change === 'function' ? await change(tx) : change, {
        by: null,
        at: this.#deps.clock.now(),
      });
    });
  }
}

function openOnly({ zones }: RunHours): InZones | undefined {
  return zones && { zones: zones.open, detail: '' };
}
