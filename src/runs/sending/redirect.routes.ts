import type { Role, Route, RouteRequest } from '../../http/route.ts';
import { getLine, itemOf } from '../rows/item.routes.ts';
import { runItemAnswer } from '../rows/item-answers.ts';
import { authorOf, idOf, OPERATORS, TAG } from '../run.routes.ts';
import { rowMailAnswer } from '../run-answers.ts';
import type { RunDeps } from '../run-deps.ts';
import { askRedirect, confirmRedirect, declineRedirect, withdrawRedirect } from './redirects.ts';

const CONFIRMERS: Role[] = ['administrator', 'approver'];
const to = { type: 'string', format: 'email', maxLength: 254 };
const reason = { type: 'string', minLength: 1, maxLength: 500 };
const withReason = {
  type: 'object',
  additionalProperties: false,
  required: ['to', 'reason'],
  properties: { to, reason },
};

/** What was sent, to another address: one person asks, another decides. */
export function redirectRoutes(deps: RunDeps): Route[] {
  const rowOf = (request: RouteRequest) => ({ runId: idOf(request), itemId: itemOf(request) });
  const change = (
    of: { path: string; id: string; summary: string; allow: Role[] },
    act: typeof askRedirect | typeof declineRedirect,
  ): Route => ({
    ...of,
    method: 'POST',
    path: `/runs/:id/items/:item/redirect${of.path}`,
    tag: TAG,
    audit: 'run',
    body: withReason,
    answer: { status: 200, description: 'The row', schema: runItemAnswer },
    handler: async (request) => {
      const given = request.body as { to: string; reason: string };
      await act(deps, { ...rowOf(request), ...given }, authorOf(request));
      return { body: await getLine(deps, request) };
    },
  });
  return [
    change(
      {
        path: '',
        id: 'redirectRunItem',
        summary: 'Ask that what was sent goes to another address; a second person confirms it',
        allow: OPERATORS,
      },
      askRedirect,
    ),
    {
      method: 'POST',
      path: '/runs/:id/items/:item/redirect/confirm',
      id: 'confirmRunItemRedirect',
      audit: 'run',
      summary: 'Confirm, as the second person, the other address of a row, and send',
      tag: TAG,
      allow: CONFIRMERS,
      body: { type: 'object', additionalProperties: false, required: ['to'], properties: { to } },
      answer: { status: 201, description: 'The new e-mail', schema: rowMailAnswer },
      handler: async (request) => {
        const given = request.body as { to: string };
        const { id } = await confirmRedirect(deps, { ...rowOf(request), ...given }, authorOf(request));
        return { status: 201, body: { id, state: 'queued' } };
      },
    },
    change(
      {
        path: '/decline',
        id: 'declineRunItemRedirect',
        summary: 'Decline, as the second person, the other address of a row, with a reason',
        allow: CONFIRMERS,
      },
      declineRedirect,
    ),
    change(
      {
        path: '/withdraw',
        id: 'withdrawRunItemRedirect',
        summary: 'Take back what one asked for oneself: the other address of a row, with a reason',
        allow: OPERATORS,
      },
      withdrawRedirect,
    ),
  ];
}
