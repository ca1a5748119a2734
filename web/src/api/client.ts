import createClient from 'openapi-fetch';
import { BASE_PATH } from '../app/place.ts';
import { ApiError, type Problem } from './problem.ts';
import type { paths } from './schema.gen.ts';
import { sessionEnded } from './session-ended.ts';

export const API_PATH = `${BASE_PATH}/api`;

/** The typed client of the HTTP API: `answer(api.GET('/rules'))`. */
export const api = createClient<paths>({ baseUrl: API_PATH });

interface Call<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer. Throws ApiError with the server's problem. */
export async function answer<T>(call: Promise<Call<T>>): Promise<T> {
  return (await answerWithEtag(call)).body;
}

/** The same with the ETag, for If-Match of the next change. */
export async function answerWithEtag<T>(call: Promise<Call<T>>): Promise<{ body: T; etag: string }> {
  const { data, error, response } = await call;
  if (!response.ok) throw refused(response, error);
  return { body: data as T, etag: response.headers.get('etag') ?? '' };
}

/** A refusal as ApiError, also where a proxy answered something else than a problem. */
export function refused(response: Response, body: unknown): ApiError {
  if (response.status === 401) sessionEnded.report();
  const problem = typeof body === 'object' && body !== null && 'code' in body ? (body as Problem) : undefined;
  return new ApiError(
    problem ?? {
      type: 'about:blank',
      title: 'The server did not answer as expected',
      status: response.status,
      detail: `It answered ${response.status} ${response.statusText}. Try again in a moment.`,
      code: 'UNEXPECTED',
      retryable: response.status >= 500,
      requestId: response.headers.get('x-request-id') ?? '',
    },
  );
}
