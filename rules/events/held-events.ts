import { AppError } from '../../src/sdk/index.ts';
import type { EventState } from '../../src/store/tables/event.table.ts';
import { deleteInstanceOfEvent } from '../instances/instance.store.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { decideEvent, expiredEventIds, getEvent } from './event.store.ts';
import { answerOf, type EventAnswer } from './fire-event.ts';

type Decision = Extract<EventState, 'committed' | 'rolled_back'>;

/** The mails of a held event take their turn. Again: the same answer. STATE when it was rolled back or has expired. */
export async function commitEvent(deps: RuleDeps, id: string): Promise<EventAnswer> {
  return decide(deps, id, 'committed');
}

/** The mails of a held event are never sent. Again: the same answer. STATE when it was committed or has expired. */
export async function rollbackEvent(deps: RuleDeps, id: string): Promise<EventAnswer> {
  return decide(deps, id, 'rolled_back');
}

/** What is neither committed nor rolled back in time is cancelled. Answers how many; call it every minute. */
export async function expireHeldEvents({ store, outbox }: RuleDeps, now: number): Promise<number> {
  let count = 0;
  for (const id of await expiredEventIds(store.read, now)) {
    count += await store.write(async (tx) => {
      if (!(await decideEvent(tx, id, 'expired'))) return 0;
      await deleteInstanceOfEvent(tx, id);
      await outbox.cancel(tx, id, 'The event was neither committed nor rolled back in time.');
      return 1;
    });
  }
  return count;
}

async function decide({ store, outbox, clock }: RuleDeps, id: string, decision: Decision): Promise<EventAnswer> {
  return store.write(async (tx) => {
    const decided = await decideEvent(tx, id, decision, clock.now());
    const event = await getEvent(tx, id);
    if (!decided && event.state !== decision) throw tooLate(event.state);
    if (decided && decision === 'committed') await outbox.release(tx, id);
    if (decided && decision === 'rolled_back') {
      await deleteInstanceOfEvent(tx, id);
      await outbox.cancel(tx, id, 'The event was rolled back.');
    }
    return answerOf(event);
  });
}

function tooLate(state: EventState): AppError {
  const words: Record<EventState, string> = {
    held: 'The event has expired; nothing of it is sent. Post it again.',
    expired: 'The event has expired; nothing of it is sent. Post it again.',
    committed: 'The event is committed already: its mails are on their way.',
    rolled_back: 'The event was rolled back already; post it again to send its mails.',
  };
  return new AppError('STATE', words[state], { details: { state } });
}
