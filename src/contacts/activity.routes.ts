import type { Caller, Route, RouteRequest } from '../http/route.ts';
import { type ActivityDeps, type ActivitySubject, listActivities } from './activities.ts';
import { ACTIVITIES } from './activity-answers.ts';
import { CONTACT_READERS } from './contact.routes.ts';
import { readContact } from './contacts.ts';

const MOST_LINES = 200;

type Deps = ActivityDeps & {
  /** NOT_FOUND for an instance that the caller may not see */
  assertSeesInstance(of: { form: string; instance: string; caller: Caller }): Promise<void>;
};

const query = {
  after: { description: '`next` of the page before', schema: { type: 'string' } },
  limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
} as const;
const answer = { status: 200, description: 'One page, newest first', schema: ACTIVITIES } as const;

/** What was written, and what came back: of a contact, and of an instance of a form. */
export function activityRoutes(deps: Deps): Route[] {
  return [
    {
      ...{ method: 'GET', path: '/contacts/:id/activities', id: 'listContactActivities', tag: 'contacts' },
      summary:
        'E-mails to a contact and those in which the contact wrote or was written to, as far as the caller may see them',
      allow: CONTACT_READERS,
      query,
      answer,
      handler: async (request) => {
        const { id } = await readContact(deps, request.params['id'] ?? '');
        return { body: await page(deps, { contact: id }, request) };
      },
    },
    {
      ...{
        method: 'GET',
        path: '/forms/:id/instances/:instance/activities',
        id: 'listInstanceActivities',
        tag: 'forms',
      },
      summary: 'E-mails that the rules of an instance made, and what came back, as far as the caller may see them',
      allow: 'anyone',
      query,
      answer,
      handler: async (request) => {
        const of = { form: request.params['id'] ?? '', instance: request.params['instance'] ?? '' };
        await deps.assertSeesInstance({ ...of, caller: request.caller });
        return { body: await page(deps, { instance: of.instance }, request) };
      },
    },
  ];
}

function page(deps: Deps, subject: ActivitySubject, request: RouteRequest) {
  const limit = Number(request.query['limit'] ?? 50);
  return listActivities(deps, subject, { caller: request.caller, after: request.query['after'], limit });
}
