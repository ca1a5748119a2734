import { type RunReleaseInput, runReleaseInputSchema } from '../../schemas/run-release.gen.ts';
import type { Parameter, Role, Route, RouteAnswer, RouteRequest } from '../http/route.ts';
import { AppError, cleanFileName } from '../sdk/index.ts';
import type { RunRow } from '../store/tables/run.table.ts';
import type { Author } from './change-run.ts';
import type { Planner } from './plan/planner.ts';
import { releaseRun, rescheduleRun } from './release/release.ts';
import { getRun, listRuns } from './run.store.ts';
import { runAnswer, runListAnswer } from './run-answers.ts';
import type { RunDeps } from './run-deps.ts';
import { runLine, runView } from './run-view.ts';
import { approveRun, cancelRun, pauseRun, resumeRun, startPlan, stopPlan } from './runs.ts';
import type { RunKeeper } from './sending/keeper.ts';
import { runProgress } from './sending/progress.ts';
import { runReport } from './sending/report.ts';
import { retryFailed } from './sending/retry-failed.ts';

export interface RunRouteDeps {
  deps: RunDeps;
  planner: Planner;
  keeper: RunKeeper;
}

export const TAG = 'runs';
export const OPERATORS: Role[] = ['administrator', 'payroll_operator'];
export const READERS: Role[] = ['administrator', 'payroll_operator', 'approver'];
const APPROVERS: Role[] = ['administrator', 'approver'];
const MOST_LINES = 100;

export const ifMatch: Record<string, Parameter> = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed the run since.',
    schema: { type: 'string' },
  },
};

export function runRoutes(of: RunRouteDeps): Route[] {
  return [...readRoutes(of), ...planRoutes(of), ...sendRoutes(of)];
}

export function idOf({ params }: RouteRequest): string {
  return params['id'] ?? '';
}

/** Who asks, and the version that the person saw. */
export function authorOf({ caller, headers }: RouteRequest): Author {
  const given = headers['if-match']?.trim();
  const author = { id: caller.id, name: caller.name };
  if (given === undefined || given === '*') return { ...author, seen: undefined };
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return { ...author, seen: Number(version) };
}

export async function answerRun(deps: RunDeps, run: RunRow, status?: number): Promise<RouteAnswer> {
  return { ...(status && { status }), body: await runView(deps, run), etag: String(run.version) };
}

function readRoutes({ deps }: RunRouteDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/runs',
      id: 'listRuns',
      summary: 'Payroll runs, newest first',
      tag: TAG,
      allow: READERS,
      query: {
        before: { description: '`next` of the page before', schema: { type: 'string' } },
        redirect: {
          description: 'Only runs with a row of which a second person is asked about another address',
          schema: { type: 'boolean' },
        },
        limit: { description: 'Default 20', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
      },
      answer: { status: 200, description: 'The runs of this page', schema: runListAnswer },
      handler: async ({ query }) => {
        const limit = Number(query['limit'] ?? 20);
        const rows = await listRuns(deps.store, {
          before: query['before'],
          redirect: query['redirect'] === 'true',
          limit: limit + 1,
        });
        const items = [];
        for (const row of rows.slice(0, limit)) items.push(await runLine(deps.store, row));
        return { body: { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null } };
      },
    },
    {
      method: 'GET',
      path: '/runs/:id',
      id: 'getRun',
      summary: 'One payroll run: counts, problems by kind, the hash of its plan, how long sending takes',
      tag: TAG,
      allow: READERS,
      answer: { status: 200, description: 'The run', schema: runAnswer },
      handler: async (request) => answerRun(deps, await getRun(deps.store.read, idOf(request))),
    },
    {
      method: 'GET',
      path: '/runs/:id/progress',
      id: 'watchRun',
      summary: 'How far planning and sending are, as server-sent events',
      tag: TAG,
      allow: READERS,
      answer: {
        status: 200,
        description:
          'text/event-stream: "progress" whenever something changed. Ends with the run, and after a minute: come back',
      },
      handler: async (request) => {
        const run = await getRun(deps.store.read, idOf(request));
        return {
          headers: { 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no' },
          raw: { contentType: 'text/event-stream', content: runProgress(deps, run.id, request.signal) },
        };
      },
    },
    {
      method: 'GET',
      path: '/runs/:id/report.csv',
      id: 'getRunReport',
      audit: 'run',
      summary: 'Every row of the run with what became of it',
      tag: TAG,
      allow: READERS,
      answer: { status: 200, description: 'text/csv in UTF-8 with a byte order mark; no cell is a formula' },
      handler: async (request) => {
        const run = await getRun(deps.store.read, idOf(request));
        const name = encodeURIComponent(cleanFileName(`${run.name} ${run.period}.csv`)).replace(/['()*]/g, '_');
        return {
          headers: { 'Content-Disposition': `attachment; filename*=UTF-8''${name}` },
          raw: { contentType: 'text/csv; charset=utf-8', content: runReport(deps.store, run.id) },
        };
      },
    },
  ];
}

function planRoutes({ deps, planner }: RunRouteDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/runs/:id/plan',
      id: 'planRun',
      audit: 'run',
      summary: 'Plan the run in the background: every row becomes an e-mail, a problem, or is left out',
      tag: TAG,
      allow: OPERATORS,
      headers: ifMatch,
      answer: { status: 202, description: 'The run, being planned', schema: runAnswer },
      handler: async (request) => {
        const run = await startPlan(deps, idOf(request), authorOf(request));
        void planner.plan(run.id);
        return answerRun(deps, run);
      },
    },
    {
      method: 'DELETE',
      path: '/runs/:id/plan',
      id: 'stopRunPlan',
      audit: 'run',
      summary: 'Stop the planning; planning again goes on from there',
      tag: TAG,
      allow: OPERATORS,
      headers: ifMatch,
      answer: { status: 200, description: 'The run, a draft', schema: runAnswer },
      handler: async (request) => answerRun(deps, await stopPlan(deps, idOf(request), authorOf(request))),
    },
    {
      method: 'POST',
      path: '/runs/:id/approve',
      id: 'approveRun',
      audit: 'run',
      summary: 'Approve the plan with this hash; with four eyes a second person, approver or administrator',
      tag: TAG,
      allow: READERS,
      headers: ifMatch,
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['hash'],
        properties: { hash: { type: 'string', maxLength: 64, description: 'plan.hash as it was seen' } },
      },
      answer: { status: 200, description: 'The run, approved', schema: runAnswer },
      handler: async (request) => {
        const mayApprove = request.caller.roles.some((role) => APPROVERS.includes(role));
        const { hash } = request.body as { hash: string };
        return answerRun(deps, await approveRun(deps, idOf(request), hash, { ...authorOf(request), mayApprove }));
      },
    },
  ];
}

function sendRoutes({ deps, keeper }: RunRouteDeps): Route[] {
  const route = (
    name: string,
    summary: string,
    act: (request: RouteRequest) => Promise<RunRow>,
    body?: Route['body'],
  ): Route => ({
    method: 'POST',
    path: `/runs/:id/${name}`,
    id: `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Run`,
    audit: 'run',
    summary,
    tag: TAG,
    allow: OPERATORS,
    headers: ifMatch,
    ...(body && { body }),
    answer: { status: 200, description: 'The run', schema: runAnswer },
    handler: async (request) => {
      const run = await act(request);
      keeper.wake();
      return answerRun(deps, run);
    },
  });
  return [
    route(
      'release',
      'Send an approved run, now or at a time; within its send window',
      (request) => releaseRun(deps, idOf(request), (request.body as RunReleaseInput).at, authorOf(request)),
      runReleaseInputSchema,
    ),
    route(
      'reschedule',
      'Give a released run of which nothing has left another time, or send it now',
      (request) => rescheduleRun(deps, idOf(request), (request.body as RunReleaseInput).at, authorOf(request)),
      runReleaseInputSchema,
    ),
    route('pause', 'Stop sending at once; what is at its final dot ends', (request) =>
      pauseRun(deps, idOf(request), authorOf(request)),
    ),
    route('resume', 'Go on with a run that was paused or stopped by itself', (request) =>
      resumeRun(deps, idOf(request), authorOf(request)),
    ),
    route('cancel', 'End a run: what has not left is never sent', (request) =>
      cancelRun(deps, idOf(request), authorOf(request)),
    ),
    route(
      'retry-failed',
      'Try the failed e-mails of the run again, none that was accepted; a paused or stopped run goes on, too',
      (request) => retryFailed(deps, idOf(request), authorOf(request)),
    ),
  ];
}
