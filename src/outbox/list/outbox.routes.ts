import type { Route, RouteRequest } from '../../http/route.ts';
import { AppError, invalid, parseAddress } from '../../sdk/index.ts';
import type { DeliveryState } from '../../store/tables/delivery.table.ts';
import { cancel, type Resolution, resolve, retry } from '../decisions/decisions.ts';
import { resend } from '../decisions/resend.ts';
import type { OutboxDeps } from '../deps.ts';
import { revokeMailLinks } from '../links/mail-link.store.ts';
import { findDelivery } from '../outbox.store.ts';
import { isClosedTo, mailRoutes, OPERATORS, READERS } from './mail.routes.ts';
import { decisionAnswer, outboxListAnswer, resendAnswer, revokedLinksAnswer, STATES } from './outbox-answers.ts';
import { listOutbox, MOST_SEARCHED } from './outbox-list.store.ts';

const MOST_LINES = 200;
const LONGEST_KEY = 200;
const LONGEST_SEARCH = 200;

const filterSchema = (description: string) => ({ description, schema: { type: 'string' } });
const decisionSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { reason: { type: 'string', maxLength: 500 } },
};

/** Everything about mails that are or were to be sent. */
export function outboxRoutes(deps: OutboxDeps, wake: () => void): Route[] {
  return [
    listRoute(deps),
    ...mailRoutes(deps),
    ...decisionRoutes(deps, wake),
    resendRoute(deps, wake),
    revokeLinksRoute(deps),
  ];
}

function listRoute(deps: OutboxDeps): Route {
  return {
    method: 'GET',
    path: '/outbox',
    id: 'listOutbox',
    summary: 'E-mails, newest first',
    tag: 'outbox',
    allow: READERS,
    query: {
      state: filterSchema(`only these delivery states, separated by commas: ${STATES.join(', ')}`),
      connector: filterSchema('only this connector id'),
      rule: filterSchema('only mails of this rule'),
      recipient: filterSchema('only mails to this address'),
      event: filterSchema('only mails of this event'),
      search: {
        description: `a part of the subject, or the whole address of a recipient. For a subject one page looks through ${MOST_SEARCHED} e-mails, so it may have few lines and still a next page`,
        schema: { type: 'string', maxLength: LONGEST_SEARCH },
      },
      before: filterSchema('`next` of the page before'),
      limit: filterSchema(`at most ${MOST_LINES}, default 50`),
    },
    answer: { status: 200, description: 'The e-mails of this page', schema: outboxListAnswer },
    handler: async ({ query, caller }) => ({
      body: await listOutbox(deps.store, {
        closed: isClosedTo(caller),
        states: statesOf(query['state']),
        connectorId: query['connector'],
        eventId: query['event'],
        ruleId: query['rule'],
        ...searched(query),
        before: query['before'],
        limit: Math.min(wholeNumber(query['limit'], 'limit') ?? 50, MOST_LINES),
      }),
    }),
  };
}

/** What looks like an address is looked up as one; the index of the recipients answers at once. */
function searched({ search = '', recipient }: Record<string, string>): { recipient?: string; subject?: string } {
  const text = search.trim();
  const isAddress = 'address' in parseAddress(text);
  if (isAddress && recipient !== undefined && recipient.toLowerCase() !== text.toLowerCase()) {
    throw invalid([{ path: '?search', message: 'Give an address either as search or as recipient.' }]);
  }
  return {
    ...(isAddress ? { recipient: text } : recipient ? { recipient } : {}),
    ...(text === '' || isAddress ? {} : { subject: text }),
  };
}

function decisionRoutes(deps: OutboxDeps, wake: () => void): Route[] {
  const route = (
    name: string,
    summary: string,
    body: Route['body'],
    act: (request: RouteRequest) => Promise<void>,
  ): Route => ({
    method: 'POST',
    path: `/outbox/:id/${name}`,
    id: `${name}OutboxEntry`,
    audit: 'mail',
    summary,
    tag: 'outbox',
    allow: OPERATORS,
    ...(body && { body }),
    answer: { status: 200, description: 'The new state', schema: decisionAnswer },
    handler: async (request) => {
      await act(request);
      wake();
      const delivery = await findDelivery(deps.store, request.params['id'] ?? '');
      return { body: { id: request.params['id'], state: delivery?.state, detail: delivery?.detail } };
    },
  });
  const decision = ({ params, caller, body }: RouteRequest) => ({
    id: params['id'] ?? '',
    by: caller.name,
    reason: (body as { reason?: string } | undefined)?.reason,
  });
  return [
    route('retry', 'Try again now; a failed Sent copy is filed again without sending', decisionSchema, (request) =>
      retry(deps, decision(request)),
    ),
    route('cancel', 'Take back an e-mail that has not been sent', decisionSchema, (request) =>
      cancel(deps, decision(request)),
    ),
    route('resolve', 'Decide about an uncertain e-mail', resolveSchema, (request) =>
      resolve(deps, decision(request), (request.body as { as: Resolution }).as),
    ),
  ];
}

const resolveSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['as', 'reason'],
  properties: {
    as: { enum: ['accepted', 'failed', 'send_again'] },
    reason: { type: 'string', minLength: 1, maxLength: 500 },
  },
};

function resendRoute(deps: OutboxDeps, wake: () => void): Route {
  return {
    method: 'POST',
    path: '/outbox/:id/resend',
    id: 'resendOutboxEntry',
    audit: 'mail',
    summary: 'Send the stored e-mail once more as a new one (header Idempotency-Key)',
    tag: 'outbox',
    allow: OPERATORS,
    body: {
      type: 'object',
      additionalProperties: false,
      properties: { to: { type: 'string', format: 'email', maxLength: 254 } },
    },
    answer: { status: 201, description: 'The id of the new e-mail', schema: resendAnswer },
    handler: async ({ params, body, caller, headers }) => {
      const key = headers['idempotency-key'];
      if (!key || key.length > LONGEST_KEY) {
        const sentence =
          'Give a header Idempotency-Key of at most 200 characters, so that asking twice does not send twice.';
        throw new AppError('BAD_REQUEST', sentence);
      }
      const to = (body as { to?: string } | undefined)?.to;
      const created = await resend(deps, {
        id: params['id'] ?? '',
        key,
        by: caller.name,
        byId: caller.id,
        ...(to && { to: { address: to } }),
      });
      wake();
      return { status: 201, body: created };
    },
  };
}

function revokeLinksRoute(deps: OutboxDeps): Route {
  return {
    method: 'DELETE',
    path: '/outbox/:id/links',
    id: 'revokeOutboxLinks',
    audit: 'mail',
    summary: 'Take the links of this e-mail back: from now on nobody gets the files by them',
    tag: 'outbox',
    allow: OPERATORS,
    answer: { status: 200, description: 'How many there were', schema: revokedLinksAnswer },
    handler: async ({ params, caller }) => ({
      body: { revoked: await revokeMailLinks(deps, params['id'] ?? '', caller.name) },
    }),
  };
}

function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw invalid([{ path: `?${name}`, message: `${name} must be a whole number above 0.` }]);
  return value;
}

function statesOf(text: string | undefined): DeliveryState[] {
  const given = (text ?? '').split(',').map((state) => state.trim());
  const wanted = given.filter((state) => state !== '');
  const states = STATES.filter((state) => wanted.includes(state));
  if (states.length === new Set(wanted).size) return states;
  throw invalid([{ path: '?state', message: `state must be of: ${STATES.join(', ')}; several with commas.` }]);
}
