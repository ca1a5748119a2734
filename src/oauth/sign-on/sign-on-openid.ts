import * as openid from 'openid-client';
import { keepConfigurations } from '../discovery.ts';
import type { OauthDeps } from '../oauth-deps.ts';
import { failure, isIssuerMismatch, providerError } from '../provider-failure.ts';
import { keepKeys, type LogoutToken, readLogoutToken } from './logout-token.ts';

/** A provider with its secret opened: never logged, never answered. */
export interface SignOnClient {
  name: string;
  issuer: string;
  clientId: string;
  secret: string | undefined;
  scopes: readonly string[];
}

export interface SignOnRequest {
  redirectUri: string;
  state: string;
  verifier: string;
  nonce: string;
}

export type Claims = Record<string, unknown> & { iss: string; sub: string };

/** Errors: OAUTH and OAUTH_DOWN, as provider-failure.ts has them. */
export interface SignOnOpenId {
  authorizationUrl(client: SignOnClient, ask: SignOnRequest): Promise<string>;
  /** `answer`: the query of the callback. Issuer, audience, nonce and times of the ID token are checked. */
  exchange(client: SignOnClient, answer: URLSearchParams, ask: SignOnRequest): Promise<Claims>;
  /** undefined: the provider has no sign-out */
  endSessionUrl(client: SignOnClient, returnTo: string): Promise<string | undefined>;
  /** what a logout token of the provider says, checked but for its one use; errors as above, BAD_REQUEST for the token */
  logoutToken(client: SignOnClient, token: string): Promise<LogoutToken>;
  /** looks whether a provider answers at the issuer */
  check(client: SignOnClient): Promise<void>;
}

export function createSignOnOpenId(parts: { now(): number; fetch: OauthDeps['fetch'] }): SignOnOpenId {
  const discover = keepConfigurations(parts.now, parts.fetch);
  const keysAt = keepKeys(parts.fetch);
  const call = async <T>(client: SignOnClient, work: (config: openid.Configuration) => Promise<T>): Promise<T> => {
    try {
      return await work(await discover({ ...client, grant: 'authorization_code' }));
    } catch (error) {
      if (isIssuerMismatch(error)) throw failure('issuer', client.name, undefined, error);
      throw providerError(error, client.name);
    }
  };
  return {
    authorizationUrl: (client, ask) => call(client, (config) => authorizationUrl(config, client, ask)),
    exchange: (client, answer, ask) => call(client, (config) => exchange(config, client, answer, ask)),
    endSessionUrl: (client, returnTo) =>
      call(client, async (config) => {
        if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
        // Without the ID token, which is not kept: the provider then asks before it signs out.
        return openid.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo }).href;
      }),
    logoutToken: async (client, token) => {
      const { issuer, jwks_uri: keys } = await call(client, async (config) => config.serverMetadata());
      if (keys === undefined) throw failure('issuer', client.name);
      return readLogoutToken(token, {
        issuer,
        clientId: client.clientId,
        keys: keysAt(keys),
        now: parts.now(),
        name: client.name,
      });
    },
    check: (client) => call(client, async () => {}),
  };
}

async function authorizationUrl(config: openid.Configuration, client: SignOnClient, ask: SignOnRequest) {
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: ask.redirectUri,
    response_type: 'code',
    scope: [...new Set(['openid', ...client.scopes])].join(' '),
    state: ask.state,
    nonce: ask.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(ask.verifier),
    code_challenge_method: 'S256',
  });
  return url.href;
}

async function exchange(
  config: openid.Configuration,
  { name }: SignOnClient,
  answer: URLSearchParams,
  ask: SignOnRequest,
): Promise<Claims> {
  const { issuer, userinfo_endpoint } = config.serverMetadata();
  // RFC 9207: an answer of another provider, which was not asked (mix-up).
  const named = answer.get('iss');
  if (named !== null && named !== issuer) throw failure('issuer', name);
  const tokens = await openid.authorizationCodeGrant(config, new URL(`${ask.redirectUri}?${answer}`), {
    pkceCodeVerifier: ask.verifier,
    expectedState: ask.state,
    expectedNonce: ask.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw failure('refused', name);
  if (userinfo_endpoint === undefined) return claims as Claims;
  // Many providers tell the address and groups there only; the ID token counts where both tell.
  const more = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
  return { ...more, ...claims } as Claims;
}
