import { type EventInput, eventInputSchema } from '../../schemas/event.gen.ts';
import type { Role, Route, RouteRequest } from '../../src/http/route.ts';
import { AppError, type Json } from '../../src/sdk/index.ts';
import type { EventRow } from '../../src/store/tables/event.table.ts';
import { EVENT } from '../answers.ts';
import { idempotencyKey, idOf, keyOf } from '../request.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { getEvent } from './event.store.ts';
import { answerOf, submitEvent } from './fire-event.ts';
import { commitEvent, rollbackEvent } from './held-events.ts';
import { assertOwnFiles } from './own-files.ts';

const tag = 'events';
const SEE_ALL: Role[] = ['administrator', 'designer', 'payroll_operator'];

export function eventRoutes(deps: RuleDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/events',
      id: 'postEvent',
      audit: { exempt: 'Work of programs: the event and its mails are kept, and the proof tells of each.' },
      summary: 'Something happened: the rules of its trigger run',
      tag,
      allow: 'anyone',
      about: 'rule',
      headers: idempotencyKey,
      body: eventInputSchema,
      answer: { status: 201, description: 'What every rule decided, and its mails', schema: EVENT },
      handler: async (request) => {
        const input = request.body as EventInput;
        await assertOwnFiles(deps, { caller: request.caller, values: (input.facts ?? {}) as Json, at: '/facts' });
        const event = { ...input, ...keyOf(request), by: request.caller.id, ...onlyRuleOf(request) };
        return { body: await submitEvent(deps, event) };
      },
    },
    {
      method: 'GET',
      path: '/events/:id',
      id: 'getEvent',
      summary: 'What became of an event',
      tag,
      allow: 'anyone',
      answer: { status: 200, description: 'The event, without its facts', schema: EVENT },
      handler: async (request) => ({ body: answerOf(await ownEvent(deps, request)) }),
    },
    {
      method: 'POST',
      path: '/events/:id/commit',
      id: 'commitEvent',
      audit: { exempt: 'Work of programs: the event and its mails are kept, and the proof tells of each.' },
      summary: 'Send the mails of a held event',
      tag,
      allow: 'anyone',
      answer: { status: 200, description: 'The event', schema: EVENT },
      handler: async (request) => ({ body: await commitEvent(deps, (await ownEvent(deps, request)).id) }),
    },
    {
      method: 'POST',
      path: '/events/:id/rollback',
      id: 'rollbackEvent',
      audit: { exempt: 'Work of programs: the event and its mails are kept, and the proof tells of each.' },
      summary: 'Never send the mails of a held event',
      tag,
      allow: 'anyone',
      answer: { status: 200, description: 'The event', schema: EVENT },
      handler: async (request) => ({ body: await rollbackEvent(deps, (await ownEvent(deps, request)).id) }),
    },
  ];
}

/** A token about one rule lets no other one run. */
function onlyRuleOf({ caller }: RouteRequest): { onlyRule?: string } {
  const only = caller.token?.only;
  return only === undefined ? {} : { onlyRule: only.id };
}

/** An event of somebody else looks like none: its mails are not everybody's business. */
async function ownEvent(deps: RuleDeps, request: RouteRequest): Promise<EventRow> {
  const event = await getEvent(deps.store.read, idOf(request));
  const { id, roles } = request.caller;
  if (event.createdBy === id || roles.some((role) => SEE_ALL.includes(role))) return event;
  throw new AppError('NOT_FOUND', 'There is no event with this id.');
}
