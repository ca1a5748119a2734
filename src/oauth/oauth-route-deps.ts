import type { OauthDeps } from './oauth-deps.ts';
import type { OpenId } from './openid.ts';

/** What the routes of consents need. */
export interface OauthRouteDeps extends OauthDeps {
  openId: OpenId;
  secureCookies: boolean;
}
