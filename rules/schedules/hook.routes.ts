import { type ScheduleCall, scheduleCallSchema } from '../../schemas/schedule-call.gen.ts';
import type { Route, RouteRequest } from '../../src/http/route.ts';
import { AppError, OPERATOR_ID } from '../../src/sdk/index.ts';
import type { ScheduleRow } from '../../src/store/tables/schedule.table.ts';
import { authorOf, idempotencyKey, idOf, ifMatch, keyOf } from '../request.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { callSchedule } from './call-schedule.ts';
import { createHookLimit, type HookLimit } from './hook-limit.ts';
import { hookHashOf, isSameHash, newHookToken } from './hook-token.ts';
import { findScheduleByHook, getSchedule } from './schedule.store.ts';
import { isOnDemand, type ScheduleDeps, updateOne } from './schedules.ts';

const allow = ['administrator', 'designer'] as const;
const tag = 'schedules';

const HOOK = {
  title: 'ScheduleHook',
  type: 'object',
  required: ['id', 'name', 'token', 'path', 'version'],
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    token: { type: 'string', description: 'Told this once: only its hash is kept' },
    path: { type: 'string', description: 'Of the URL to call with POST, below the address of this server' },
    version: { type: 'integer' },
  },
};

const CALLED = {
  title: 'ScheduleCalled',
  type: 'object',
  required: ['eventId', 'fired', 'mails'],
  properties: {
    eventId: { type: 'string' },
    fired: { type: 'boolean', description: 'Whether the conditions of the rule held' },
    mails: { type: 'integer', description: 'How many e-mails were made' },
  },
};

/** Like an API token, the URL that somebody made ends with the account: disabled or deleted. */
async function hasOwner({ findPerson }: RuleDeps, { ownerId }: ScheduleRow): Promise<boolean> {
  if (ownerId === OPERATOR_ID || findPerson === undefined) return true;
  return (await findPerson({ user: ownerId })) !== undefined;
}

/** A1.61: the webhook of a schedule on demand. */
export function hookRoutes(deps: ScheduleDeps): Route[] {
  return [...keyRoutes(deps), callRoute(deps, createHookLimit(deps.rules.clock))];
}

function keyRoutes({ rules }: ScheduleDeps): Route[] {
  const change = async (request: RouteRequest, hook: Pick<ScheduleRow, 'hookHash' | 'hookAt'>) => {
    const stored = await getSchedule(rules.store.read, idOf(request));
    // Who makes a URL for a schedule whose owner is out answers for it from then on.
    const owner = hook.hookHash === null || (await hasOwner(rules, stored)) ? {} : { ownerId: authorOf(request).id };
    return updateOne(rules, idOf(request), authorOf(request), (before) => {
      if (hook.hookHash !== null && !isOnDemand(before)) {
        throw new AppError('STATE', 'Only a schedule on demand has a webhook. Change its timing first.');
      }
      request.note?.({ subject: { id: before.id, name: before.name } });
      return { ...before, ...hook, ...owner };
    });
  };
  return [
    {
      method: 'POST',
      path: '/schedules/:id/hook',
      id: 'makeScheduleHook',
      audit: 'schedule',
      summary: 'A new URL for the webhook of a schedule on demand, told once; one that it had ends',
      tag,
      allow,
      headers: ifMatch,
      answer: { status: 201, description: 'The token and the path to call', schema: HOOK },
      handler: async (request) => {
        const token = newHookToken();
        const hook = { hookHash: hookHashOf(token), hookAt: rules.clock.now() };
        const { id, name, version } = await change(request, hook);
        const body = { id, name, token, path: `/api/hooks/${token}`, version };
        return { status: 201, body, etag: String(version), headers: { 'Cache-Control': 'no-store' } };
      },
    },
    {
      method: 'DELETE',
      path: '/schedules/:id/hook',
      id: 'endScheduleHook',
      audit: 'schedule',
      summary: 'End the URL of the webhook of a schedule',
      tag,
      allow,
      headers: ifMatch,
      answer: { status: 204, description: 'Nobody can call it any more' },
      handler: async (request) => {
        await change(request, { hookHash: null, hookAt: null });
        return { status: 204 };
      },
    },
  ];
}

function callRoute({ rules }: ScheduleDeps, limit: HookLimit): Route {
  return {
    method: 'POST',
    path: '/hooks/:token',
    id: 'callSchedule',
    audit: 'schedule',
    summary: 'Run the rule of a schedule on demand; whoever has the URL may',
    tag,
    allow: 'public',
    anyOrigin: true,
    headers: idempotencyKey,
    body: scheduleCallSchema,
    answer: { status: 201, description: 'What came of it. 404: no such URL, or not any more', schema: CALLED },
    handler: async (request) => {
      const { params, remoteAddress = '', note } = request;
      const hookHash = hookHashOf(params['token'] ?? '');
      limit.ask(hookHash, remoteAddress);
      const row = await findScheduleByHook(rules.store.read, hookHash);
      const isHook = row?.hookHash != null && isSameHash(row.hookHash, hookHash) && isOnDemand(row);
      if (!isHook || !(await hasOwner(rules, row))) {
        limit.missed(remoteAddress);
        throw new AppError('NOT_FOUND', 'There is nothing here.');
      }
      note?.({ actor: { id: row.id, name: row.name }, subject: { id: row.id, name: row.name } });
      const call = request.body as ScheduleCall;
      const { eventId, rules: outcomes } = await callSchedule(rules, row, { call, ...keyOf(request) });
      const mails = outcomes.reduce((sum, one) => sum + one.mails.length, 0);
      return { status: 201, body: { eventId, fired: outcomes.some(({ fired }) => fired), mails } };
    },
  };
}
