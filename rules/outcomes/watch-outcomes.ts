import { type Watch, watch } from '../watch.ts';
import { type OutcomeDeps, tellOutcome } from './tell-outcome.ts';

/** How long after the end of an e-mail what follows from it may begin. */
const LOOK_MS = 1_000;
/** What could not be done is not tried again at once. */
const PAUSE_MS = 5_000;
const MOST_MAILS = 500;

type Deps = OutcomeDeps & { log: { error(fields: object, message: string): void } };

/** Does what follows from the ends of e-mails in this process until `stop`. */
export function watchOutcomes(deps: Deps): Watch {
  return watch(deps.rules.clock, (stop) => tellAll(deps, stop));
}

/** How long until the next look. Each outcome by itself: one that cannot be told keeps no other one waiting. */
async function tellAll(deps: Deps, stop: AbortSignal): Promise<number> {
  const { rules, ended, log } = deps;
  try {
    let wait = LOOK_MS;
    for (const id of await ended.listUntold(rules.store.read, MOST_MAILS)) {
      if (stop.aborted) return 0;
      await tellOutcome(deps, id).catch((error: unknown) => {
        wait = PAUSE_MS;
        log.error(
          { err: error, outcomeId: id },
          'what follows from the end of an e-mail could not be done, trying again',
        );
      });
    }
    return wait;
  } catch (error) {
    log.error({ err: error }, 'ends of e-mails: the database does not answer, trying again');
    return PAUSE_MS;
  }
}
