import { type SignInSetting, signInSettingSchema } from '../../schemas/sign-in-setting.gen.ts';
import type { Route } from '../http/route.ts';
import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';
import { ifMatch, seenAt, stamped } from './setting-request.ts';
import { loadStampedSettings, saveSettingIn } from './settings.store.ts';
import { answerOf } from './settings-answers.ts';

export interface SignInSettingDeps {
  store: Store;
  clock: Clock;
  /** VALIDATION where it would lock everybody out */
  assertSignInPolicy(tx: Tx, value: Required<SignInSetting>): Promise<void>;
}

const answer = answerOf('SignInSettingView', signInSettingSchema.properties);

/** Who may sign in with a password, beside the providers. */
export function signInSettingRoutes({ store, clock, assertSignInPolicy }: SignInSettingDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/sign-in',
      id: 'getSignInSetting',
      summary: 'Who may sign in with a password',
      tag: 'settings',
      allow: ['administrator'],
      answer: { status: 200, description: 'The setting', schema: answer },
      handler: async () => stamped((await loadStampedSettings(store)).signIn),
    },
    {
      method: 'PUT',
      path: '/settings/sign-in',
      id: 'putSignInSetting',
      audit: 'settings',
      summary: 'Switch passwords off for all but chosen administrators, or on; open sessions go on',
      tag: 'settings',
      allow: ['administrator'],
      headers: ifMatch,
      body: signInSettingSchema,
      answer: { status: 200, description: 'The setting as stored', schema: answer },
      handler: async (request) => {
        const { passwords, chosen = [] } = request.body as SignInSetting;
        const value = { passwords, chosen };
        const stamp = await store.write(async (tx) => {
          await assertSignInPolicy(tx, value);
          const by = { modifiedAt: clock.now(), modifiedBy: request.caller.name };
          return saveSettingIn(tx, { key: 'sign-in', value, ...by }, seenAt(request));
        });
        return stamped({ value, stamp });
      },
    },
  ];
}
