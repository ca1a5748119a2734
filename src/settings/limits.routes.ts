import { type SendingLimitsChange, sendingLimitsChangeSchema } from '../../schemas/sending-limits.gen.ts';
import type { Route } from '../http/route.ts';
import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { ifMatch, seenAt, stamped } from './setting-request.ts';
import { loadStampedSettings, saveSetting } from './settings.store.ts';
import { answerOf } from './settings-answers.ts';

const answer = answerOf('SendingLimitsSetting', sendingLimitsChangeSchema.properties);

export function limitSettingRoutes({ store, clock }: { store: Store; clock: Clock }): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/limits',
      id: 'getSendingLimits',
      summary: 'How many e-mails may leave in an hour before the next ones wait for an administrator',
      tag: 'settings',
      // Approvers decide about what one event made above them.
      allow: ['administrator', 'approver'],
      answer: { status: 200, description: 'The setting', schema: answer },
      handler: async () => stamped((await loadStampedSettings(store)).limits),
    },
    {
      method: 'PUT',
      path: '/settings/limits',
      id: 'putSendingLimits',
      audit: 'settings',
      summary: 'Set how many e-mails may leave in an hour by connector, by rule and to one address',
      tag: 'settings',
      allow: ['administrator'],
      headers: ifMatch,
      body: sendingLimitsChangeSchema,
      answer: { status: 200, description: 'The setting as stored', schema: answer },
      handler: async (request) => {
        const value = request.body as SendingLimitsChange;
        const setting = { key: 'limits' as const, value, modifiedAt: clock.now(), modifiedBy: request.caller.name };
        return stamped({ value, stamp: await saveSetting(store, setting, seenAt(request)) });
      },
    },
  ];
}
