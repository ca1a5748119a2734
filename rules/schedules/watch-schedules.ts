import type { RuleDeps } from '../rule-deps.ts';
import { fireDue } from './fire-schedule.ts';
import { dueSchedules, firstDueAt } from './schedule.store.ts';

/** Another process may have made a schedule that is due earlier than what this one waits for. */
const LONGEST_WAIT_MS = 30_000;
/** What could not be done is not tried again at once. */
const PAUSE_MS = 5_000;

export interface WatchLog {
  error(fields: object, message: string): void;
}

export interface ScheduleWatch {
  start(): void;
  /** something may be due earlier than before */
  wake(): void;
  stop(): Promise<void>;
}

/** Fires what is due in this process until `stop`; between it sleeps until something is. */
export function watchSchedules(deps: { rules: RuleDeps; log: WatchLog }): ScheduleWatch {
  const { clock } = deps.rules;
  const ended = new AbortController();
  let waiting = new AbortController();
  let watching: Promise<void> | undefined;
  const loop = async () => {
    while (!ended.signal.aborted) {
      waiting = new AbortController();
      const ms = await fireAll(deps, ended.signal);
      await clock.sleep(ms, AbortSignal.any([waiting.signal, ended.signal]));
    }
  };
  return {
    start: () => {
      watching ??= loop();
    },
    wake: () => waiting.abort('wake'),
    stop: async () => {
      ended.abort();
      await watching;
    },
  };
}

/** How long until something is due. */
async function fireAll({ rules, log }: { rules: RuleDeps; log: WatchLog }, stop: AbortSignal): Promise<number> {
  try {
    let isWell = true;
    for (const row of await dueSchedules(rules.store.read, rules.clock.now())) {
      if (stop.aborted) return 0;
      await fireDue(rules, row).catch((error: unknown) => {
        isWell = false;
        log.error({ err: error, scheduleId: row.id }, 'a schedule could not be run, trying again');
      });
    }
    if (!isWell) return PAUSE_MS;
    const next = await firstDueAt(rules.store.read);
    return Math.min(LONGEST_WAIT_MS, Math.max(0, (next ?? Number.POSITIVE_INFINITY) - rules.clock.now()));
  } catch (error) {
    log.error({ err: error }, 'schedules: the database does not answer, trying again');
    return PAUSE_MS;
  }
}
