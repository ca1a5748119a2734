import { audited } from './audited.ts';
import { callRoute, NOBODY } from './call-route.ts';
import { matchRoute } from './match.ts';
import type { Audit, Caller, Route, RouteAnswer } from './route.ts';

export interface RouteCall {
  method: Route['method'];
  /** below /api, for example '/outbox/0190.../retry' */
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string | undefined>;
  /** absent: nobody is signed in */
  caller?: Caller;
  signal?: AbortSignal;
}

/** Calls a route in this process, with the checks of the HTTP server. Throws the AppError an HTTP client would get. */
export type Dispatch = (call: RouteCall) => Promise<RouteAnswer & { status: number }>;

export function createDispatch(routes: readonly Route[], audit?: Audit): Dispatch {
  return async (call) => {
    const { route, params } = matchRoute(routes, call.method, call.path);
    const { caller } = call;
    const answer = await audited(audit, { route, caller, params, address: '', requestId: '' }, (note, enter) => {
      const request = {
        caller: caller ?? NOBODY,
        params,
        query: call.query ?? {},
        body: call.body,
        headers: call.headers ?? {},
        signal: call.signal ?? new AbortController().signal,
        note,
      };
      return callRoute(route, request, enter);
    });
    return { ...answer, status: answer.status ?? route.answer.status };
  };
}
