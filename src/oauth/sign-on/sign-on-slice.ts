import type { Route } from '../../http/route.ts';
import { AppError } from '../../sdk/index.ts';
import { findOwnAddress } from '../own-address.ts';
import { signOnRoutes } from './sign-on.routes.ts';
import { getProviderRow } from './sign-on.store.ts';
import type { SignOnDeps } from './sign-on-deps.ts';
import { createSignOnOpenId, type SignOnOpenId } from './sign-on-openid.ts';
import { signOnProviderRoutes } from './sign-on-provider.routes.ts';
import { clientOf } from './sign-on-providers.ts';

type Headers = Record<string, string | undefined>;

export interface SignOnSlice {
  /** for those who are not signed in yet */
  open: Route[];
  settings: Route[];
  /** Where the browser signs out at the provider, too; null: nowhere. Never rejects: the session here has ended already. */
  signOutUrl(providerId: string, headers: Headers): Promise<string | null>;
}

/** Single sign-on by OpenID Connect. */
export function createSignOnSlice(deps: SignOnDeps): SignOnSlice {
  const openId = createSignOnOpenId({ now: () => deps.clock.now(), fetch: deps.fetch });
  return {
    open: signOnRoutes(deps, openId),
    settings: signOnProviderRoutes(deps, openId),
    signOutUrl: (providerId, headers) => signOutUrl(deps, openId, providerId, headers),
  };
}

async function signOutUrl(deps: SignOnDeps, openId: SignOnOpenId, providerId: string, headers: Headers) {
  const own = findOwnAddress(deps.publicUrl, headers);
  try {
    const row = await getProviderRow(deps.store.read, providerId);
    if (!row.signsOut || own === undefined) return null;
    return (await openId.endSessionUrl(clientOf(deps, row), `${own}/login`)) ?? null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn({ err: error, providerId }, 'the provider cannot be asked for its sign-out');
    return null;
  }
}
