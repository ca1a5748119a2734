import type { Route } from '../http/route.ts';
import type { AccessTokenSource } from '../sdk/index.ts';
import type { Tx } from '../store/transaction.ts';
import { createTokenSource, type TokenPlace } from './access-token.ts';
import { deleteAuthorization } from './authorization.store.ts';
import { disconnect } from './authorization.ts';
import { oauthRoutes } from './oauth.routes.ts';
import type { OauthDeps } from './oauth-deps.ts';
import { createOpenId } from './openid.ts';

export interface OauthSlice {
  routes: Route[];
  accessToken(place: TokenPlace): AccessTokenSource;
  /** with the connector itself */
  forget(tx: Tx, connectorId: string): Promise<void>;
  /** at the provider, too, as far as it can be reached */
  withdraw(connectorId: string): Promise<void>;
}

export function createOauthSlice(deps: OauthDeps & { secureCookies: boolean }): OauthSlice {
  const openId = createOpenId({ now: () => deps.clock.now(), fetch: deps.fetch });
  return {
    routes: oauthRoutes({ ...deps, openId }),
    accessToken: createTokenSource(deps, openId),
    forget: deleteAuthorization,
    withdraw: async (id) => void (await disconnect(deps, openId, id)),
  };
}
