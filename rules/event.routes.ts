import { type EventInput, eventInputSchema } from '../schemas/event.gen.ts';
import type { Route } from '../src/http/route.ts';
import { EVENT } from './answers.ts';
import { getEvent } from './event.store.ts';
import { answerOf, submitEvent } from './fire-event.ts';
import { commitEvent, rollbackEvent } from './held-events.ts';
import { idempotencyKey, idOf, keyOf } from './request.ts';
import type { RuleDeps } from './rule-deps.ts';

const tag = 'events';

export function eventRoutes(deps: RuleDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/events',
      id: 'postEvent',
      summary: 'Something happened: the rules of its trigger run',
      tag,
      allow: 'anyone',
      headers: idempotencyKey,
      body: eventInputSchema,
      answer: { status: 201, description: 'What every rule decided, and its mails', schema: EVENT },
      handler: async (request) => ({
        body: await submitEvent(deps, { ...(request.body as EventInput), ...keyOf(request) }),
      }),
    },
    {
      method: 'GET',
      path: '/events/:id',
      id: 'getEvent',
      summary: 'What became of an event',
      tag,
      allow: 'anyone',
      answer: { status: 200, description: 'The event, without its facts', schema: EVENT },
      handler: async (request) => ({ body: answerOf(await getEvent(deps.store.read, idOf(request))) }),
    },
    {
      method: 'POST',
      path: '/events/:id/commit',
      id: 'commitEvent',
      summary: 'Send the mails of a held event',
      tag,
      allow: 'anyone',
      answer: { status: 200, description: 'The event', schema: EVENT },
      handler: async (request) => ({ body: await commitEvent(deps, idOf(request)) }),
    },
    {
      method: 'POST',
      path: '/events/:id/rollback',
      id: 'rollbackEvent',
      summary: 'Never send the mails of a held event',
      tag,
      allow: 'anyone',
      answer: { status: 200, description: 'The event', schema: EVENT },
      handler: async (request) => ({ body: await rollbackEvent(deps, idOf(request)) }),
    },
  ];
}
