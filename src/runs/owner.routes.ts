import type { Route } from '../http/route.ts';
import { ownerKey } from '../sdk/index.ts';
import { object, text } from './answer-schema.ts';
import { READERS, TAG } from './run.routes.ts';
import type { RunDeps } from './run-deps.ts';
import { lastEmailed, lastEmailedAnswer } from './sending/last-emailed.ts';

/** The persons that payroll runs are about, by their numbers. */
export function ownerRoutes({ store }: RunDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/run-owners/:owner',
      id: 'getRunOwner',
      summary: 'When a person last got an e-mail of a payroll run, by the number of the person in any spelling',
      tag: TAG,
      allow: READERS,
      answer: {
        status: 200,
        description: 'lastEmailed: null for whom never got one, also for a number that nobody has',
        schema: object({ owner: text, lastEmailed: lastEmailedAnswer }, { title: 'RunOwner' }),
      },
      handler: async ({ params }) => {
        const owner = params['owner'] ?? '';
        const key = ownerKey(owner);
        return { body: { owner, lastEmailed: (await lastEmailed(store.read, [key])).get(key) ?? null } };
      },
    },
  ];
}
