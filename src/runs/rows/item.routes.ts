import { type RunItemInput, runItemInputSchema } from '../../../schemas/run-item.gen.ts';
import { type RunLeaveOutInput, runLeaveOutInputSchema } from '../../../schemas/run-leave-out.gen.ts';
import type { Route, RouteRequest } from '../../http/route.ts';
import { AppError, cleanFileName, invalid, ownerKey } from '../../sdk/index.ts';
import { listDocuments } from '../drafts/document-list.store.ts';
import { PROBLEM_KINDS } from '../plan/problems.ts';
import { authorOf, idOf, ifMatch, OPERATORS, READERS, type RunRouteDeps, TAG } from '../run.routes.ts';
import { getRun } from '../run.store.ts';
import { leftOutAnswer, rowMailAnswer } from '../run-answers.ts';
import type { RunDeps } from '../run-deps.ts';
import { runView } from '../run-view.ts';
import { lastEmailed } from '../sending/last-emailed.ts';
import { fixRow, leaveOut } from './fix-rows.ts';
import { findDocument } from './item.store.ts';
import { runDocumentListAnswer, runItemAnswer, runItemListAnswer } from './item-answers.ts';
import { type ItemLine, listItems } from './item-list.store.ts';
import { testRow } from './row-mails.ts';

const MOST_LINES = 500;
const STATES = [
  ...['waiting', 'planned', 'problem', 'left_out', 'held', 'queued', 'sending', 'dot_pending', 'accepted'],
  ...['redirected', 'uncertain', 'failed', 'cancelled', 'captured', 'bounced'],
];
const limit = { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } };
const address = { type: 'string', format: 'email', maxLength: 254 };

/** The rows of a run. */
export function itemRoutes(of: RunRouteDeps): Route[] {
  return [...listRoutes(of.deps), ...fixRoutes(of), ...mailRoutes(of.deps)];
}

export function itemOf({ params }: RouteRequest): string {
  return params['item'] ?? '';
}

export async function getLine(deps: RunDeps, request: RouteRequest) {
  const found = await listItems(deps.store, { runId: idOf(request), id: itemOf(request), after: 0, limit: 1 });
  const [line] = await withLastEmailed(deps, found);
  if (line === undefined) throw new AppError('NOT_FOUND', 'There is no row with this id in the run.');
  return line;
}

/** For a page of rows: the report, which has all of them, does not ask. */
async function withLastEmailed({ store }: RunDeps, lines: readonly ItemLine[]) {
  const keys = lines.map(({ owner }) => ownerKey(owner));
  const last = await lastEmailed(store.read, keys);
  return lines.map((line) => ({ ...line, lastEmailed: last.get(ownerKey(line.owner)) ?? null }));
}

function statesOf(text = ''): string[] {
  const wanted = text.split(',').filter((state) => state !== '');
  if (wanted.every((state) => STATES.includes(state))) return wanted;
  throw invalid([{ path: '?state', message: `state must be of: ${STATES.join(', ')}; several with commas.` }]);
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
        state: {
          description: `Only rows, or rows whose e-mail is, in one of these states, separated by commas: ${STATES.join(', ')}`,
          schema: { type: 'string', maxLength: 200 },
        },
        search: { description: "A part of the person's number or address", schema: { type: 'string', maxLength: 200 } },
        addressChanged: { description: 'Only rows whose address a person changed', schema: { type: 'boolean' } },
        byHand: {
          description: 'Only rows whose address, number or document a person changed',
          schema: { type: 'boolean' },
        },
        confirmed: {
          description: 'Only rows of which a person confirmed another address than last time',
          schema: { type: 'boolean' },
        },
        redirect: {
          description: 'Only rows of which a second person is asked about another address',
          schema: { type: 'boolean' },
        },
        after: { description: '`next` of the page before', schema: { type: 'integer', minimum: 0 } },
        limit,
      },
      answer: { status: 200, description: 'The rows of this page', schema: runItemListAnswer },
      handler: async (request) => {
        const { problem, state, search, after = '0' } = request.query;
        const run = await getRun(deps.store.read, idOf(request));
        const most = Number(request.query['limit'] ?? 50);
        const only = {
          problem,
          states: statesOf(state),
          search: search?.trim(),
          addressChanged: request.query['addressChanged'] === 'true',
          byHand: request.query['byHand'] === 'true',
          confirmed: request.query['confirmed'] === 'true',
          redirect: request.query['redirect'] === 'true',
        };
        const found = await listItems(deps.store, { runId: run.id, ...only, after: Number(after), limit: most + 1 });
        const items = await withLastEmailed(deps, found.slice(0, most));
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
    documentRoute(deps),
  ];
}

/** For a look at a sample before anything is sent. Who looked is in the audit: it is the document of a person. */
function documentRoute(deps: RunDeps): Route {
  return {
    method: 'GET',
    path: '/runs/:id/documents/:document',
    id: 'getRunDocument',
    audit: 'run',
    summary: 'One document of a run as a download, before it is encrypted',
    tag: TAG,
    allow: OPERATORS,
    answer: { status: 200, description: 'application/pdf' },
    handler: async (request) => {
      const run = await getRun(deps.store.read, idOf(request));
      request.note?.({ subject: { id: run.id, name: request.params['document'] ?? '' } });
      const document = await findDocument(deps.store.read, run.id, request.params['document'] ?? '');
      if (document === undefined) throw new AppError('NOT_FOUND', 'There is no document with this id in the run.');
      if (document.contentId === null) {
        throw new AppError(
          'STATE',
          document.problemText ?? 'This document could not be read, so there is none to show.',
        );
      }
      const name = encodeURIComponent(cleanFileName(document.name)).replace(/['()*]/g, '_');
      return {
        headers: { 'Content-Disposition': `attachment; filename*=UTF-8''${name}`, 'Cache-Control': 'no-store' },
        raw: { contentType: 'application/pdf', content: deps.store.content.read(document.contentId) },
      };
    },
  };
}

function fixRoutes({ deps, planner }: RunRouteDeps): Route[] {
  return [
    {
      method: 'PUT',
      path: '/runs/:id/items/:item',
      id: 'fixRunItem',
      audit: 'run',
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
      audit: 'run',
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
      audit: 'run',
      summary: "Send a row's e-mail to one address to try it; without the person's document",
      tag: TAG,
      allow: OPERATORS,
      body: { type: 'object', additionalProperties: false, required: ['to'], properties: { to: address } },
      answer: { status: 201, description: 'The test e-mail', schema: rowMailAnswer },
      handler: async (request) => {
        const { to } = request.body as { to: string };
        return { status: 201, body: await testRow(deps, idOf(request), itemOf(request), to, request.caller.id) };
      },
    },
  ];
}
