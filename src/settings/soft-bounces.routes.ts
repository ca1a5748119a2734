import { type SoftBouncesChange, softBouncesChangeSchema } from '../../schemas/soft-bounces.gen.ts';
import type { Route } from '../http/route.ts';
import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { ifMatch, seenAt, stamped } from './setting-request.ts';
import { loadStampedSettings, saveSetting } from './settings.store.ts';
import { answerOf } from './settings-answers.ts';

const KEY = 'soft-bounces';
const answer = answerOf('SoftBouncesSetting', softBouncesChangeSchema.properties);

export function softBounceRoutes({ store, clock }: { store: Store; clock: Clock }): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/soft-bounces',
      id: 'getSoftBounces',
      summary: 'After how many e-mails that came back softly an address gets none any more',
      tag: 'settings',
      // Whoever sees the suppression list sees how addresses come onto it.
      allow: ['administrator', 'payroll_operator', 'approver', 'designer'],
      answer: { status: 200, description: 'The setting', schema: answer },
      handler: async () => stamped((await loadStampedSettings(store)).softBounces),
    },
    {
      method: 'PUT',
      path: '/settings/soft-bounces',
      id: 'putSoftBounces',
      audit: 'settings',
      summary:
        'Set after how many e-mails that came back softly, and within how many days, an address gets none any more',
      tag: 'settings',
      allow: ['administrator'],
      headers: ifMatch,
      body: softBouncesChangeSchema,
      answer: { status: 200, description: 'The setting as stored', schema: answer },
      handler: async (request) => {
        const value = request.body as SoftBouncesChange;
        const setting = { key: KEY, value, modifiedAt: clock.now(), modifiedBy: request.caller.name } as const;
        return stamped({ value, stamp: await saveSetting(store, setting, seenAt(request)) });
      },
    },
  ];
}
