import { AppError } from '../../src/sdk/index.ts';

/** At work and waiting, of one person. */
const MOST_IN_HAND = 3;
const RETRY_AFTER_SECONDS = 5;

export interface OwnTurns {
  /**
   * Runs `work` after what the same person began before. TOO_MANY (details.retryAfterSeconds) while two wait already. What
   * nobody waits for any more (`signal`) does not count, and is not begun.
   */
  take: <T>(person: string, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
}

/**
 * One piece of work at a time for each person, so that somebody whose templates take seconds makes nobody else wait
 * longer than for one of them.
 */
export function createOwnTurns(): OwnTurns {
  const inHand = new Map<string, { count: number; last: Promise<unknown> }>();
  return {
    take: async (person, work, signal) => {
      const own = inHand.get(person) ?? { count: 0, last: Promise.resolve() };
      if (own.count >= MOST_IN_HAND) throw tooMany();
      inHand.set(person, own);
      const leave = countedIn(own);
      signal?.addEventListener('abort', leave, { once: true });
      const job = own.last.then(() => {
        if (signal?.aborted) throw new AppError('STATE', 'Nobody waits for the answer any more.');
        return work();
      });
      const mine = job.catch(() => undefined);
      own.last = mine;
      try {
        return await job;
      } finally {
        signal?.removeEventListener('abort', leave);
        leave();
        if (own.last === mine) inHand.delete(person);
      }
    },
  };
}

/** Counts one in; what it answers counts it out, once. */
function countedIn(own: { count: number }): () => void {
  let isIn = true;
  own.count += 1;
  return () => {
    if (isIn) own.count -= 1;
    isIn = false;
  };
}

function tooMany(): AppError {
  const message = `${MOST_IN_HAND} templates of yours are being worked on. Wait until they are done, then try again.`;
  return new AppError('TOO_MANY', message, { details: { retryAfterSeconds: RETRY_AFTER_SECONDS } });
}
