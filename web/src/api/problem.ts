import type { components } from './schema.gen.ts';

export type Problem = components['schemas']['Problem'];

/** An answer that says no: `problem` has the sentence, the fields and the request id. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/** What browsers say of a request without an answer: a TypeError, like that of a mistake in a script. */
const NO_ANSWER =
  /^(Failed to fetch|NetworkError when attempting to fetch resource|Load failed|network error|The upload was interrupted)/i;

/** Nothing came back: the server is away, or the network is. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof TypeError && NO_ANSWER.test(error.message);
}

/** The problem of any error that a call of the API can end with. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  const unanswered = isUnanswered(error);
  return {
    type: 'about:blank',
    title: unanswered ? 'The server cannot be reached' : 'Something went wrong in this page',
    status: 0,
    detail: unanswered ? 'Check your connection, then try again.' : String(error),
    code: unanswered ? 'UNREACHABLE' : 'PAGE',
    retryable: true,
    requestId: '',
  };
}

export function isProblem(error: unknown, ...codes: string[]): boolean {
  return error instanceof ApiError && codes.includes(error.problem.code);
}
