import { type SuppressionInput, suppressionInputSchema } from '../../schemas/suppression.gen.ts';
import { type SuppressionEndInput, suppressionEndInputSchema } from '../../schemas/suppression-end.gen.ts';
import type { Role, Route, RouteRequest } from '../http/route.ts';
import { type JsonSchema, SUPPRESSION_KINDS, type SuppressionKind } from '../sdk/index.ts';
import type { SuppressionRow } from '../store/tables/suppression.table.ts';
import { countSuppressions, listSuppressions } from './suppression.store.ts';
import { endSuppressed, type SuppressionDeps, suppress } from './suppressions.ts';

const TAG = 'suppressions';
const READERS: Role[] = ['administrator', 'payroll_operator', 'approver', 'designer'];
const WRITERS: Role[] = ['administrator', 'payroll_operator'];
const MOST_LINES = 200;

const text = { type: 'string' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const fields = {
  id: text,
  address: text,
  kind: { enum: SUPPRESSION_KINDS },
  reason: text,
  createdAt: instant,
  createdBy: text,
  ended: {
    type: ['object', 'null'],
    description: 'Who let the address get e-mail again; null: it gets none',
    required: ['at', 'by', 'reason'],
    properties: { at: instant, by: text, reason: text },
  },
};
const suppressionAnswer: JsonSchema = {
  title: 'Suppression',
  type: 'object',
  required: Object.keys(fields),
  properties: fields,
};
const listAnswer: JsonSchema = {
  title: 'SuppressionList',
  type: 'object',
  required: ['items', 'next', 'total'],
  properties: {
    items: {
      type: 'array',
      items: { type: 'object', required: Object.keys(fields), properties: fields },
    },
    next: { type: ['string', 'null'], description: '`before` of the next page; null: this is the last one' },
    total: { type: 'integer', description: 'Addresses on the list today' },
  },
};

/** Addresses that get no e-mail. */
export function suppressionRoutes(deps: SuppressionDeps): Route[] {
  return [listRoute(deps), addRoute(deps), endRoute(deps)];
}

function listRoute({ store }: SuppressionDeps): Route {
  return {
    method: 'GET',
    path: '/suppressions',
    id: 'listSuppressions',
    summary: 'Addresses that get no e-mail, newest first',
    tag: TAG,
    allow: READERS,
    query: {
      search: { description: 'A part of the address', schema: { type: 'string', maxLength: 200 } },
      kind: { description: 'Only these', schema: { enum: SUPPRESSION_KINDS } },
      ended: {
        description: 'true: the addresses that were taken off the list, as its history',
        schema: { type: 'boolean' },
      },
      before: { description: '`next` of the page before', schema: { type: 'string' } },
      limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
    },
    answer: { status: 200, description: 'The addresses of this page', schema: listAnswer },
    handler: async ({ query }) => {
      const most = Number(query['limit'] ?? 50);
      const rows = await listSuppressions(store, {
        search: query['search']?.trim() ?? '',
        kind: query['kind'] as SuppressionKind | undefined,
        ended: query['ended'] === 'true',
        before: query['before'],
        limit: most + 1,
      });
      const items = rows.slice(0, most).map(view);
      const next = rows.length > most ? (items.at(-1)?.id ?? null) : null;
      return { body: { items, next, total: await countSuppressions(store) } };
    },
  };
}

function addRoute(deps: SuppressionDeps): Route {
  return {
    method: 'POST',
    path: '/suppressions',
    id: 'addSuppression',
    audit: 'suppression',
    summary: 'Let an address get no e-mail any more; 409 when it is on the list',
    tag: TAG,
    allow: WRITERS,
    body: suppressionInputSchema,
    answer: { status: 201, description: 'The address on the list', schema: suppressionAnswer },
    handler: async ({ body, caller }) => ({
      status: 201,
      body: view(await suppress(deps, body as SuppressionInput, caller.name)),
    }),
  };
}

function endRoute(deps: SuppressionDeps): Route {
  return {
    method: 'POST',
    path: '/suppressions/:id/end',
    id: 'endSuppression',
    audit: 'suppression',
    summary: 'Let an address get e-mail again, with the reason',
    tag: TAG,
    allow: WRITERS,
    body: suppressionEndInputSchema,
    answer: { status: 200, description: 'What it was on the list for, and who ended it', schema: suppressionAnswer },
    handler: async ({ params, body, caller }: RouteRequest) => {
      const { reason } = body as SuppressionEndInput;
      return { body: view(await endSuppressed(deps, { id: params['id'] ?? '', reason }, caller.name)) };
    },
  };
}

function view({ id, address, kind, reason, createdAt, createdBy, ...row }: SuppressionRow) {
  const { removedAt: at, removedBy: by, removedReason } = row;
  const ended = at === null ? null : { at, by: by ?? '', reason: removedReason ?? '' };
  return { id, address, kind, reason, createdAt, createdBy, ended };
}
