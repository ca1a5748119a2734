import { AppError } from '../sdk/index.ts';

/** What somebody hears who asks for content that the retention setting took away. */
export function purgedError(what: string, at: number): AppError {
  const day = new Date(at).toISOString().slice(0, 10);
  return new AppError('PURGED', `${what} was deleted on ${day} by the retention setting.`, {
    details: { purgedAt: at },
  });
}
