import { ApiError, isUnanswered } from '../api/problem.ts';

/** The server refused, or could not be reached; anything else is a mistake of the page itself. */
export function isOfServer(error: unknown): boolean {
  return error instanceof ApiError || isUnanswered(error);
}
