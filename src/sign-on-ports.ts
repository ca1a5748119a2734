import type { AccessSlice } from './access/access-slice.ts';
import { hosted } from './access/hosted.ts';
import { deleteAccountsAt, deleteSessionsOf, endSessionsAt } from './access/identity.store.ts';
import { createLoginLimit } from './access/login-limit.ts';
import { networkOf } from './access/network.ts';
import { deviceOf } from './access/session.ts';
import { assertSignInPolicy } from './access/sign-in-policy.ts';
import type { Route } from './http/route.ts';
import { egressFetch } from './mail/egress-fetch.ts';
import type { SignOnDeps } from './oauth/sign-on/sign-on-deps.ts';
import { createSignOnSlice, type SignOnSlice } from './oauth/sign-on/sign-on-slice.ts';
import type { Egress } from './sdk/index.ts';
import { loadSettingIn, UNSET_SIGN_IN } from './settings/settings.store.ts';
import { signInSettingRoutes } from './settings/sign-in.routes.ts';
import type { Tx } from './store/transaction.ts';

/** Sign-ons that a network may begin in a quarter of an hour: all of an office may stand behind one address. */
const MOST_BEGUN = 300;

export const loadSignIn = (tx: Tx) => loadSettingIn(tx, 'sign-in', UNSET_SIGN_IN);

export interface SignOnParts extends Pick<SignOnDeps, 'store' | 'clock' | 'secrets' | 'log'> {
  egress: Egress;
  publicUrl?: string | undefined;
  /** a host's own sign-in instead of ours */
  authenticate?: unknown;
  signOn: AccessSlice['signOn'];
}

/** Single sign-on with the ports it asks for. Where a host signs people in, its routes say so. */
export function composeSignOn(parts: SignOnParts): { routes: Route[]; signOutUrl: SignOnSlice['signOutUrl'] } {
  const { store, clock, publicUrl, egress, authenticate, signOn, ...rest } = parts;
  const limit = createLoginLimit(
    { store, clock },
    { kind: 'sign-on', most: { account: MOST_BEGUN, address: MOST_BEGUN } },
  );
  const slice = createSignOnSlice({
    ...{ ...rest, store, clock, publicUrl, fetch: egressFetch(egress) },
    secureCookies: publicUrl?.startsWith('https:') ?? false,
    people: {
      signOn,
      deviceOf,
      countAttempt: (address) => limit.attempt(`Sign-on from ${networkOf(address)}`, address),
      endProvider: async (tx, id, forget) => {
        await deleteSessionsOf(tx, id);
        if (forget) await deleteAccountsAt(tx, id);
      },
      endSessions: (tx, at, of) => endSessionsAt(tx, at, of),
      loadPasswords: async () => (await loadSignIn(store.read)).passwords,
    },
  });
  const settings = [...slice.settings, ...signInSettingRoutes({ store, clock, assertSignInPolicy })];
  const routes = authenticate ? hosted(settings) : [...slice.open, ...settings];
  return { routes, signOutUrl: slice.signOutUrl };
}
