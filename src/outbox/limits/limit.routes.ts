import { type LimitDecision, limitDecisionSchema } from '../../../schemas/limit-decision.gen.ts';
import type { Caller, Role, Route, RouteRequest } from '../../http/route.ts';
import { AppError, type JsonSchema } from '../../sdk/index.ts';
import type { OutboxDeps } from '../deps.ts';
import { approveHeld, cancelHeld, eventOfKey, listHeldByLimit } from './held-by-limit.ts';
import { listLimitUse } from './limit-usage.ts';

const TAG = 'limits';
/** Approvers decide about events, as about payroll runs; the limits of an hour are the administrators'. */
const DECIDERS: Role[] = ['administrator', 'approver'];
const held: JsonSchema = {
  type: 'object',
  required: ['key', 'kind', 'name', 'count', 'oldestAt', 'causedBy'],
  properties: {
    key: { type: 'string' },
    kind: {
      enum: ['connector', 'rule', 'recipient', 'event'],
      description: 'event: it made more e-mails than leave by themselves',
    },
    name: { type: 'string', description: 'Of the connector or the rule, the address, or the first rule of the event' },
    count: { type: 'integer', description: 'E-mails that wait' },
    oldestAt: { type: 'integer', description: 'Milliseconds since 1970' },
    causedBy: {
      type: ['string', 'null'],
      description: 'Id of who caused the event: with four eyes (setting of runs) somebody else lets it go',
    },
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
    const { id, name } = request.caller;
    assertMayDecide(request, key);
    request.note?.({ subject: { id: key, name: '' } });
    const count = await what(deps, { key, reason, by: { id, name } });
    if (count === 0) throw new AppError('NOT_FOUND', 'No e-mail is held by this limit (any more).');
    wake();
    return { body: { count } };
  };
  return [
    {
      method: 'GET',
      path: '/limits/held',
      id: 'listHeldByLimits',
      summary:
        'E-mails that are held because they are too many for an hour, or for one event; approvers see those of events',
      tag: TAG,
      allow: DECIDERS,
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
      handler: async ({ caller }) => {
        const items = await listHeldByLimit(deps.store);
        return { body: { items: isAdministrator(caller) ? items : items.filter(({ kind }) => kind === 'event') } };
      },
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
      allow: DECIDERS,
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
      allow: DECIDERS,
      body: limitDecisionSchema,
      answer: decided,
      handler: decide(cancelHeld),
    },
  ];
}

function isAdministrator({ roles }: Caller): boolean {
  return roles.includes('administrator');
}

function assertMayDecide({ caller }: RouteRequest, key: string): void {
  if (isAdministrator(caller) || eventOfKey(key) !== undefined) return;
  throw new AppError('FORBIDDEN', 'This needs the role administrator; approvers decide about events only.');
}
