import type { Role, Route, RouteRequest } from '../http/route.ts';
import { AppError, invalid } from '../sdk/index.ts';
import { readContent } from '../store/content.ts';
import { cancel, type Resolution, resolve, retry } from './decisions.ts';
import type { OutboxDeps } from './deps.ts';
import { findDelivery, findMessage, findSentCopy, listAttempts, listOutbox, listRecipients } from './outbox.store.ts';
import { proofOf } from './proof.ts';
import { resend } from './resend.ts';

const READERS: Role[] = ['administrator', 'payroll_operator', 'designer'];
const OPERATORS: Role[] = ['administrator', 'payroll_operator'];
const MOST_LINES = 200;
const LONGEST_KEY = 200;
const STATES = ['held', 'queued', 'sending', 'dot_pending', 'accepted', 'uncertain', 'failed', 'cancelled', 'bounced'];

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
    showRoute(deps),
    messageRoute(deps),
    proofRoute(deps),
    ...decisionRoutes(deps, wake),
    resendRoute(deps, wake),
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
      state: { description: 'only this delivery state', schema: { enum: STATES } },
      connector: filterSchema('only this connector id'),
      recipient: filterSchema('only mails to this address'),
      event: filterSchema('only mails of this event'),
      before: filterSchema('the id of the last e-mail of the page before: the next page'),
      limit: filterSchema(`at most ${MOST_LINES}, default 50`),
    },
    answer: { status: 200, description: 'The e-mails of this page' },
    handler: async ({ query }) => {
      const items = await listOutbox(deps.store, {
        state: oneOf(STATES, query['state'], 'state'),
        connectorId: query['connector'],
        recipient: query['recipient']?.toLowerCase(),
        eventId: query['event'],
        before: query['before'],
        limit: Math.min(wholeNumber(query['limit'], 'limit') ?? 50, MOST_LINES),
      });
      return { body: { items } };
    },
  };
}

function showRoute(deps: OutboxDeps): Route {
  return {
    method: 'GET',
    path: '/outbox/:id',
    id: 'getOutboxEntry',
    summary: 'One e-mail with its recipients, attempts and Sent copy',
    tag: 'outbox',
    allow: READERS,
    answer: { status: 200, description: 'The e-mail' },
    handler: async ({ params }) => {
      const id = params['id'] ?? '';
      const message = await findMessage(deps.store, id);
      const delivery = await findDelivery(deps.store, id);
      if (!message || !delivery) throw notFound();
      const { idempotencyKey: _key, requestHash: _hash, contentId: _content, bccHeader: _bcc, ...shown } = message;
      const { leaseToken: _lease, ...state } = delivery;
      const sentCopy = await findSentCopy(deps.store, id);
      return {
        body: {
          ...shown,
          delivery: state,
          recipients: await listRecipients(deps.store, id),
          attempts: await listAttempts(deps.store, id),
          sentCopy: sentCopy ? { ...sentCopy, leaseToken: undefined, maybeFiled: sentCopy.maybeFiled === 1 } : null,
        },
      };
    },
  };
}

function messageRoute(deps: OutboxDeps): Route {
  return {
    method: 'GET',
    path: '/outbox/:id/message',
    id: 'getOutboxMessage',
    summary: 'The message source, byte for byte as it is sent',
    tag: 'outbox',
    allow: READERS,
    answer: { status: 200, description: 'message/rfc822' },
    handler: async ({ params }) => {
      const message = await findMessage(deps.store, params['id'] ?? '');
      if (!message) throw notFound();
      if (!message.contentId) throw new AppError('STATE', 'This e-mail was never complete: it has no message source.');
      return { raw: { contentType: 'message/rfc822', content: readContent(deps.store.read, message.contentId) } };
    },
  };
}

function proofRoute(deps: OutboxDeps): Route {
  return {
    method: 'GET',
    path: '/outbox/:id/proof',
    id: 'getOutboxProof',
    summary: 'What can be shown about this e-mail: digests, replies, the Sent copy, decisions; never its content',
    tag: 'outbox',
    allow: READERS,
    answer: { status: 200, description: 'The record' },
    handler: async ({ params }) => ({ body: await proofOf(deps.store, params['id'] ?? '') }),
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
    summary,
    tag: 'outbox',
    allow: OPERATORS,
    ...(body && { body }),
    answer: { status: 200, description: 'The new state' },
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
    summary: 'Send the stored e-mail once more as a new one (header Idempotency-Key)',
    tag: 'outbox',
    allow: OPERATORS,
    body: {
      type: 'object',
      additionalProperties: false,
      properties: { to: { type: 'string', format: 'email', maxLength: 254 } },
    },
    answer: { status: 201, description: 'The id of the new e-mail' },
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
        ...(to && { to: { address: to } }),
      });
      wake();
      return { status: 201, body: created };
    },
  };
}

function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw invalid([{ path: `/${name}`, message: `${name} must be a whole number above 0.` }]);
  return value;
}

function oneOf(values: string[], text: string | undefined, name: string): string | undefined {
  if (text === undefined || values.includes(text)) return text;
  throw invalid([{ path: `/${name}`, message: `${name} must be one of: ${values.join(', ')}.` }]);
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no e-mail with this id in the outbox.');
}
