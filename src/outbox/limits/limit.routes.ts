import { type LimitDecision, limitDecisionSchema } from '../../../schemas/limit-decision.gen.ts';
import type { Route, RouteRequest } from '../../http/route.ts';
import { AppError, type JsonSchema } from '../../sdk/index.ts';
import type { OutboxDeps } from '../deps.ts';
import { approveHeld, cancelHeld, listHeldByLimit } from './held-by-limit.ts';
import { listLimitUse } from './limit-usage.ts';

const TAG = 'limits';
const held: JsonSchema = {
  type: 'object',
  required: ['key', 'kind', 'name', 'count', 'oldestAt'],
  properties: {
    key: { type: 'string' },
    kind: { enum: ['connector', 'rule', 'recipient'] },
    name: { type: 'string', description: 'Of the connector or the rule, or the address' },
    count: { type: 'integer', description: 'E-mails that wait' },
    oldestAt: { type: 'integer', description: 'Milliseconds since 1970' },
  },
};
const use: JsonSchema = {
  type: 'object',
  required: ['key', 'kind', 'name', 'count'],
  properties: {
    key: { type: 'string' },
    kind: { enum: ['connector', 'rule', 'recipient'] },
    name: { type: 'string', description: 'Of the connector or the rule, or the address' },
    count: { type: 'integer', description: 'E-mails that left in this hour' },
  },
};
const decided = {
  status: 200,
  description: 'How many e-mails',
  schema: {
    title: 'LimitDecided',
    type: 'object',
    required: ['count'],
    properties: { count: { type: 'integer' } },
  },
};

/** E-mails above the limits of an hour: what waits, and what an administrator decides about it. */
export function limitRoutes(deps: OutboxDeps, wake: () => void): Route[] {
  const decide = (what: typeof approveHeld) => async (request: RouteRequest) => {
    const { key, reason } = request.body as LimitDecision;
    const count = await what(deps, { key, reason, by: request.caller.name });
    if (count === 0) throw new AppError('NOT_FOUND', 'No e-mail is held by this limit (any more).');
    wake();
    return { body: { count } };
  };
  return [
    {
      method: 'GET',
      path: '/limits/held',
      id: 'listHeldByLimits',
      summary: 'E-mails that are held because more than the limit left in an hour, by limit',
      tag: TAG,
      allow: ['administrator'],
      answer: {
        status: 200,
        description: 'The largest first',
        schema: {
          title: 'HeldByLimits',
          type: 'object',
          required: ['items'],
          properties: { items: { type: 'array', items: held } },
        },
      },
      handler: async () => ({ body: { items: await listHeldByLimit(deps.store) } }),
    },
    {
      method: 'GET',
      path: '/limits/usage',
      id: 'listLimitUse',
      summary: 'How many e-mails the limits have counted in this hour, by connector, rule and address',
      tag: TAG,
      allow: ['administrator'],
      answer: {
        status: 200,
        description: 'The largest first, at most 100',
        schema: {
          title: 'LimitUse',
          type: 'object',
          required: ['items'],
          properties: { items: { type: 'array', items: use } },
        },
      },
      handler: async () => ({ body: { items: await listLimitUse(deps.store, deps.clock.now()) } }),
    },
    {
      method: 'POST',
      path: '/limits/held/approve',
      id: 'approveHeldByLimit',
      audit: 'mail',
      summary: 'Let go what a limit holds',
      tag: TAG,
      allow: ['administrator'],
      body: limitDecisionSchema,
      answer: decided,
      handler: decide(approveHeld),
    },
    {
      method: 'POST',
      path: '/limits/held/cancel',
      id: 'cancelHeldByLimit',
      audit: 'mail',
      summary: 'Take back what a limit holds; none of it is sent',
      tag: TAG,
      allow: ['administrator'],
      body: limitDecisionSchema,
      answer: decided,
      handler: decide(cancelHeld),
    },
  ];
}
