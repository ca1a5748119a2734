import { type RunItemInput, runItemInputSchema } from '../../schemas/run-item.gen.ts';
import { type RunLeaveOutInput, runLeaveOutInputSchema } from '../../schemas/run-leave-out.gen.ts';
import type { Route, RouteRequest } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';
import { listDocuments } from './document-list.store.ts';
import { fixRow, leaveOut } from './fix-rows.ts';
import { listItems } from './item-list.store.ts';
import { PROBLEM_KINDS } from './problems.ts';
import { askRedirect, confirmRedirect, testRow } from './row-mails.ts';
import { authorOf, idOf, ifMatch, OPERATORS, READERS, type RunRouteDeps, TAG } from './run.routes.ts';
import { getRun } from './run.store.ts';
import {
  leftOutAnswer,
  rowMailAnswer,
  runDocumentListAnswer,
  runItemAnswer,
  runItemListAnswer,
} from './run-answers.ts';
import type { RunDeps } from './run-deps.ts';
import { runView } from './run-view.ts';

const MOST_LINES = 500;
const STATES = [
  ...['waiting', 'planned', 'problem', 'left_out', 'held', 'queued', 'sending', 'dot_pending', 'accepted'],
  ...['uncertain', 'failed', 'cancelled', 'bounced'],
];
const limit = { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } };
const address = { type: 'string', format: 'email', maxLength: 254 };

/** The rows of a run. */
export function itemRoutes(of: RunRouteDeps): Route[] {
  return [...listRoutes(of.deps), ...fixRoutes(of), ...mailRoutes(of.deps)];
}

function itemOf({ params }: RouteRequest): string {
  return params['item'] ?? '';
}

async function getLine(deps: RunDeps, request: RouteRequest) {
  const [line] = await listItems(deps.store, { runId: idOf(request), id: itemOf(request), after: 0, limit: 1 });
  if (line === undefined) throw new AppError('NOT_FOUND', 'There is no row with this id in the run.');
  return line;
}

function listRoutes(deps: RunDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/runs/:id/items',
      id: 'listRunItems',
      summary: 'The rows of a run in their order, with problems, document and e-mail',
      tag: TAG,
      allow: READERS,
      query: {
        problem: { description: 'Only rows with this problem', schema: { enum: PROBLEM_KINDS } },
        state: { description: 'Only rows, or rows whose e-mail is, in this state', schema: { enum: STATES } },
        search: { description: "A part of the person's number or address", schema: { type: 'string', maxLength: 200 } },
        after: { description: '`next` of the page before', schema: { type: 'integer', minimum: 0 } },
        limit,
      },
      answer: { status: 200, description: 'The rows of this page', schema: runItemListAnswer },
      handler: async (request) => {
        const { problem, state, search, after = '0' } = request.query;
        const run = await getRun(deps.store.read, idOf(request));
        const most = Number(request.query['limit'] ?? 50);
        const filter = { runId: run.id, problem, state, search: search?.trim(), after: Number(after), limit: most + 1 };
        const found = await listItems(deps.store, filter);
        const items = found.slice(0, most);
        return { body: { items, next: found.length > most ? (items.at(-1)?.seq ?? null) : null } };
      },
    },
    {
      method: 'GET',
      path: '/runs/:id/items/:item',
      id: 'getRunItem',
      summary: 'One row of a run',
      tag: TAG,
      allow: READERS,
      answer: { status: 200, description: 'The row', schema: runItemAnswer },
      handler: async (request) => ({ body: await getLine(deps, request) }),
    },
    {
      method: 'GET',
      path: '/runs/:id/documents',
      id: 'listRunDocuments',
      summary: 'The documents of a run by name, also those that no row has',
      tag: TAG,
      allow: READERS,
      query: {
        unused: { description: 'Only documents that no row has', schema: { type: 'boolean' } },
        search: { description: 'A part of the name', schema: { type: 'string', maxLength: 200 } },
        after: { description: '`next` of the page before', schema: { type: 'string' } },
        limit,
      },
      answer: { status: 200, description: 'The documents of this page', schema: runDocumentListAnswer },
      handler: async (request) => {
        const { unused, search, after } = request.query;
        const run = await getRun(deps.store.read, idOf(request));
        const filter = { runId: run.id, unused: unused === 'true', search: search?.trim() ?? '', after: after ?? '' };
        return { body: await listDocuments(deps.store, { ...filter, limit: Number(request.query['limit'] ?? 50) }) };
      },
    },
  ];
}

function fixRoutes({ deps, planner }: RunRouteDeps): Route[] {
  return [
    {
      method: 'PUT',
      path: '/runs/:id/items/:item',
      id: 'fixRunItem',
      summary: 'Correct facts, address or document of a row; it is planned again, and an approval ends',
      tag: TAG,
      allow: OPERATORS,
      headers: ifMatch,
      body: runItemInputSchema,
      answer: { status: 200, description: 'The row as it is planned now', schema: runItemAnswer },
      handler: async (request) => {
        await fixRow(deps, idOf(request), itemOf(request), request.body as RunItemInput, authorOf(request));
        await planner.plan(idOf(request));
        return { body: await getLine(deps, request) };
      },
    },
    {
      method: 'POST',
      path: '/runs/:id/items/leave-out',
      id: 'leaveOutRunItems',
      summary: 'Leave rows out by name, with a reason; an approval ends',
      tag: TAG,
      allow: OPERATORS,
      headers: ifMatch,
      body: runLeaveOutInputSchema,
      answer: { status: 200, description: 'How many, and the run', schema: leftOutAnswer },
      handler: async (request) => {
        const of = request.body as RunLeaveOutInput;
        const leftOut = await leaveOut(deps, idOf(request), of, authorOf(request));
        await planner.plan(idOf(request));
        const run = await getRun(deps.store.read, idOf(request));
        return { body: { leftOut, run: await runView(deps, run) }, etag: String(run.version) };
      },
    },
  ];
}

function mailRoutes(deps: RunDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/runs/:id/items/:item/test-to-me',
      id: 'testRunItem',
      summary: "Send a row's e-mail to one address to try it; without the person's document",
      tag: TAG,
      allow: OPERATORS,
      body: { type: 'object', additionalProperties: false, required: ['to'], properties: { to: address } },
      answer: { status: 201, description: 'The test e-mail', schema: rowMailAnswer },
      handler: async (request) => {
        const { to } = request.body as { to: string };
        return { status: 201, body: await testRow(deps, idOf(request), itemOf(request), to) };
      },
    },
    {
      method: 'POST',
      path: '/runs/:id/items/:item/redirect',
      id: 'redirectRunItem',
      summary: 'Ask that what was sent goes to another address; a second person confirms it',
      tag: TAG,
      allow: OPERATORS,
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['to', 'reason'],
        properties: { to: address, reason: { type: 'string', minLength: 1, maxLength: 500 } },
      },
      answer: { status: 200, description: 'The row', schema: runItemAnswer },
      handler: async (request) => {
        const { to, reason } = request.body as { to: string; reason: string };
        await askRedirect(deps, { runId: idOf(request), itemId: itemOf(request), to, reason }, authorOf(request));
        return { body: await getLine(deps, request) };
      },
    },
    {
      method: 'POST',
      path: '/runs/:id/items/:item/redirect/confirm',
      id: 'confirmRunItemRedirect',
      summary: 'Confirm, as the second person, the other address of a row, and send',
      tag: TAG,
      allow: ['administrator', 'approver'],
      body: { type: 'object', additionalProperties: false, required: ['to'], properties: { to: address } },
      answer: { status: 201, description: 'The new e-mail', schema: rowMailAnswer },
      handler: async (request) => {
        const { to } = request.body as { to: string };
        const ask = { runId: idOf(request), itemId: itemOf(request), to };
        const { id } = await confirmRedirect(deps, ask, authorOf(request));
        return { status: 201, body: { id, state: 'queued' } };
      },
    },
  ];
}
