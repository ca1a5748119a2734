import { type RunConfirmInput, runConfirmInputSchema } from '../../../schemas/run-confirm.gen.ts';
import type { Route } from '../../http/route.ts';
import { count, object } from '../answer-schema.ts';
import { authorOf, idOf, ifMatch, OPERATORS, type RunRouteDeps, TAG } from '../run.routes.ts';
import { getRun } from '../run.store.ts';
import { runAnswer } from '../run-answers.ts';
import { runView } from '../run-view.ts';
import { confirmAddresses } from './confirm-addresses.ts';

/** What a person looked at and found right. */
export function confirmRoutes({ deps, planner }: RunRouteDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/runs/:id/items/confirm',
      id: 'confirmRunItems',
      audit: 'run',
      summary: 'Confirm that rows go to another address than last time, by their ids or all of them; an approval ends',
      tag: TAG,
      allow: OPERATORS,
      headers: ifMatch,
      body: runConfirmInputSchema,
      answer: {
        status: 200,
        description: 'How many, and the run',
        schema: object({ confirmed: count, run: runAnswer }, { title: 'RunConfirmed' }),
      },
      handler: async (request) => {
        const confirmed = await confirmAddresses(
          deps,
          idOf(request),
          request.body as RunConfirmInput,
          authorOf(request),
        );
        await planner.plan(idOf(request));
        const run = await getRun(deps.store.read, idOf(request));
        return { body: { confirmed, run: await runView(deps, run) }, etag: String(run.version) };
      },
    },
  ];
}
