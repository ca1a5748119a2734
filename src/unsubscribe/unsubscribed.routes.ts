import { type SuppressionEndInput, suppressionEndInputSchema } from '../../schemas/suppression-end.gen.ts';
import type { Role, Route } from '../http/route.ts';
import type { Clock, JsonSchema } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { UnsubscribedRow } from '../store/tables/unsubscribe.table.ts';
import { countUnsubscribed, listUnsubscribed } from './unsubscribe.store.ts';
import { endUnsubscribed } from './unsubscribed.ts';

const TAG = 'unsubscribe';
const READERS: Role[] = ['administrator', 'payroll_operator', 'approver', 'designer'];
const WRITERS: Role[] = ['administrator', 'payroll_operator'];
const MOST_LINES = 200;

const text = { type: 'string' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const fields = {
  id: text,
  address: text,
  at: instant,
  messageId: { type: 'string', description: 'Id of the e-mail whose link it was' },
  ruleId: { type: ['string', 'null'], description: 'Id of the rule that made the e-mail' },
  ended: {
    type: ['object', 'null'],
    description: 'Who let the address get mass mail again; null: it gets none',
    required: ['at', 'by', 'reason'],
    properties: { at: instant, by: text, reason: text },
  },
};
const unsubscribedAnswer: JsonSchema = {
  title: 'Unsubscribed',
  type: 'object',
  required: Object.keys(fields),
  properties: fields,
};
const listAnswer: JsonSchema = {
  title: 'UnsubscribedList',
  type: 'object',
  required: ['items', 'next', 'total'],
  properties: {
    items: {
      type: 'array',
      items: { type: 'object', required: Object.keys(fields), properties: fields },
    },
    next: { type: ['string', 'null'], description: '`before` of the next page; null: this is the last one' },
    total: { type: 'integer', description: 'Addresses that get no mass mail today' },
  },
};

interface Deps {
  store: Store;
  clock: Clock;
}

/** Addresses that get no mass mail. */
export function unsubscribedRoutes(deps: Deps): Route[] {
  return [listRoute(deps), endRoute(deps)];
}

function listRoute({ store }: Deps): Route {
  return {
    method: 'GET',
    path: '/unsubscribed',
    id: 'listUnsubscribed',
    summary: 'Addresses that unsubscribed from mass mail, newest first',
    tag: TAG,
    allow: READERS,
    query: {
      search: { description: 'A part of the address', schema: { type: 'string', maxLength: 200 } },
      ended: { description: 'true: those that get it again, as the history', schema: { type: 'boolean' } },
      before: { description: '`next` of the page before', schema: { type: 'string' } },
      limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
    },
    answer: { status: 200, description: 'The addresses of this page', schema: listAnswer },
    handler: async ({ query }) => {
      const most = Number(query['limit'] ?? 50);
      const rows = await listUnsubscribed(store, {
        search: query['search']?.trim() ?? '',
        ended: query['ended'] === 'true',
        before: query['before'],
        limit: most + 1,
      });
      const items = rows.slice(0, most).map(view);
      const next = rows.length > most ? (items.at(-1)?.id ?? null) : null;
      return { body: { items, next, total: await countUnsubscribed(store) } };
    },
  };
}

function endRoute(deps: Deps): Route {
  return {
    method: 'POST',
    path: '/unsubscribed/:id/end',
    id: 'endUnsubscribed',
    audit: 'unsubscribed',
    summary: 'Let an address get mass mail again, with the reason',
    tag: TAG,
    allow: WRITERS,
    body: suppressionEndInputSchema,
    answer: { status: 200, description: 'When it unsubscribed, and who ended it', schema: unsubscribedAnswer },
    handler: async ({ params, body, caller }) => {
      const { reason } = body as SuppressionEndInput;
      return { body: view(await endUnsubscribed(deps, { id: params['id'] ?? '', reason }, caller.name)) };
    },
  };
}

function view({ id, address, at, messageId, ruleId, endedAt, endedBy, endedReason }: UnsubscribedRow) {
  const ended = endedAt === null ? null : { at: endedAt, by: endedBy ?? '', reason: endedReason ?? '' };
  return { id, address, at, messageId, ruleId, ended };
}
