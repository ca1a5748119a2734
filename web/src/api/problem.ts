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

/** The problem of any error that a call of the API can end with. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return {
    type: 'about:blank',
    title: error instanceof TypeError ? 'The server cannot be reached' : 'Something went wrong in this page',
    status: 0,
    detail: error instanceof TypeError ? 'Check your connection, then try again.' : String(error),
    code: error instanceof TypeError ? 'UNREACHABLE' : 'PAGE',
    retryable: true,
    requestId: '',
  };
}

export function isProblem(error: unknown, ...codes: string[]): boolean {
  return error instanceof ApiError && codes.includes(error.problem.code);
}
