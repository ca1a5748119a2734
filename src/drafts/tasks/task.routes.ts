import { type DeclineTask, declineTaskSchema } from '../../../schemas/decline-task.gen.ts';
import type { Route, RouteRequest } from '../../http/route.ts';
import { DRAFT, TASKS } from '../draft-answers.ts';
import type { DraftDeps } from '../draft-deps.ts';
import { declineTask, giveBackTask, listTaskLines, type TaskAsked, takeTask } from './tasks.ts';

const tag = 'drafts';

/** E-mails that rules made and people send. Nobody but their performers sees them, administrators included. */
export function taskRoutes<Prepared>(deps: DraftDeps<Prepared>): Route[] {
  return [
    {
      method: 'GET',
      path: '/me/mail-tasks',
      id: 'listMailTasks',
      summary: 'E-mails of rules that are to be sent by you, or by whoever of your groups takes them first',
      tag,
      allow: 'anyone',
      answer: { status: 200, description: 'The oldest first, at most 200', schema: TASKS },
      handler: async ({ caller }) => ({ body: { items: await listTaskLines(deps, caller) } }),
    },
    {
      method: 'POST',
      path: '/me/mail-tasks/:id/take',
      id: 'takeMailTask',
      audit: 'draft',
      summary: 'Take it: answers its draft, which has the same id and is changed and sent like every draft',
      tag,
      allow: 'anyone',
      answer: { status: 200, description: 'The draft', schema: DRAFT },
      handler: async (request) => {
        const view = await takeTask(deps, askedOf(request));
        return { body: view, etag: String(view.version) };
      },
    },
    {
      method: 'POST',
      path: '/me/mail-tasks/:id/give-back',
      id: 'giveBackMailTask',
      audit: 'draft',
      summary: 'Give it back to the group, as the rule made it',
      tag,
      allow: 'anyone',
      answer: { status: 204, description: 'Somebody else can take it' },
      handler: async (request) => {
        await giveBackTask(deps, askedOf(request));
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: '/me/mail-tasks/:id/decline',
      id: 'declineMailTask',
      audit: 'draft',
      summary: 'Do not send it, and say why',
      tag,
      allow: 'anyone',
      body: declineTaskSchema,
      answer: { status: 204, description: 'It is declined; the outcome of the rule says so' },
      handler: async (request) => {
        const { reason } = request.body as DeclineTask;
        await declineTask(deps, { ...askedOf(request), reason: reason.trim() });
        return { status: 204 };
      },
    },
  ];
}

function askedOf({ params, caller }: RouteRequest): TaskAsked {
  return { id: params['id'] ?? '', caller };
}
