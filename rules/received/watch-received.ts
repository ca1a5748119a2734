import type { RuleDeps } from '../rule-deps.ts';
import { type Watch, watch } from '../watch.ts';
import { fireReceived } from './fire-received.ts';
import { dueReceived, firstReceivedAt } from './received-event.store.ts';

/** Another process may have stored something. */
const LONGEST_WAIT_MS = 2_000;
const PAUSE_MS = 5_000;

interface Deps {
  rules: RuleDeps;
  log: { error(fields: object, message: string): void };
}

/** Lets rules look at received e-mails in this process until `stop`. */
export function watchReceived(deps: Deps): Watch {
  return watch(deps.rules.clock, (stop) => lookAtAll(deps, stop));
}

/** How long until something is due. */
async function lookAtAll({ rules, log }: Deps, stop: AbortSignal): Promise<number> {
  try {
    for (const row of await dueReceived(rules.store.read, rules.clock.now())) {
      if (stop.aborted) return 0;
      await fireReceived(rules, row).catch((error: unknown) =>
        log.error(
          { err: error, ruleId: row.ruleId, messageId: row.messageId },
          'a rule looks at a received e-mail again',
        ),
      );
    }
    const next = await firstReceivedAt(rules.store.read);
    return Math.min(LONGEST_WAIT_MS, Math.max(0, (next ?? Number.POSITIVE_INFINITY) - rules.clock.now()));
  } catch (error) {
    log.error({ err: error }, 'received e-mails: rules look at them again');
    return PAUSE_MS;
  }
}
