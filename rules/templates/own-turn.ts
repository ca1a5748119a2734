import { AppError } from '../../src/sdk/index.ts';

/** At work and waiting, of one person. */
const MOST_IN_HAND = 3;
const RETRY_AFTER_SECONDS = 5;

export interface OwnTurns {
  /** Runs `work` after what the same person began before. TOO_MANY (details.retryAfterSeconds) while two wait already. */
  take: <T>(person: string, work: () => Promise<T>) => Promise<T>;
}

/**
 * One piece of work at a time for each person, so that somebody whose templates take seconds makes nobody else wait
 * longer than for one of them.
 */
export function createOwnTurns(): OwnTurns {
  const inHand = new Map<string, { count: number; last: Promise<unknown> }>();
  return {
    take: async (person, work) => {
      const own = inHand.get(person) ?? { count: 0, last: Promise.resolve() };
      if (own.count >= MOST_IN_HAND) throw tooMany();
      inHand.set(person, own);
      own.count += 1;
      const job = own.last.then(work);
      own.last = job.catch(() => undefined);
      try {
        return await job;
      } finally {
        own.count -= 1;
        if (own.count === 0) inHand.delete(person);
      }
    },
  };
}

function tooMany(): AppError {
  const message = `${MOST_IN_HAND} templates of yours are being worked on. Wait until they are done, then try again.`;
  return new AppError('TOO_MANY', message, { details: { retryAfterSeconds: RETRY_AFTER_SECONDS } });
}
