import type { RuleDeps } from '../rule-deps.ts';
import { type Watch, watch } from '../watch.ts';
import { fireDue } from './fire-schedule.ts';
import { dueSchedules, firstDueAt } from './schedule.store.ts';

/** Another process may have made a schedule that is due earlier than what this one waits for. */
const LONGEST_WAIT_MS = 30_000;
/** What could not be done is not tried again at once. */
const PAUSE_MS = 5_000;

export interface WatchLog {
  error(fields: object, message: string): void;
}

interface Deps {
  rules: RuleDeps;
  log: WatchLog;
}

/** Fires what is due in this process until `stop`; between it sleeps until something is. */
export function watchSchedules(deps: Deps): Watch {
  return watch(deps.rules.clock, (stop) => fireAll(deps, stop));
}

/** How long until something is due. */
async function fireAll({ rules, log }: Deps, stop: AbortSignal): Promise<number> {
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
