import * as openid from 'openid-client';
import type { OauthAttemptRow } from '../store/tables/oauth.table.ts';
import { applicationScopes, askedScopes, mailScopes, type OauthClient, type Tokens } from './client.ts';
import { keepConfigurations } from './discovery.ts';
import type { OauthDeps } from './oauth-deps.ts';
import { providerError } from './provider-failure.ts';
import { signedAssertionGrant } from './service-account.ts';

export interface Consent extends Tokens {
  /** what the provider calls the person: address, login name */
  accounts: string[];
}

interface OpenIdParts {
  now(): number;
  fetch: OauthDeps['fetch'];
}

/** Errors: OAUTH and OAUTH_DOWN, as provider-failure.ts has them. */
export interface OpenId {
  authorizationUrl(client: OauthClient, ask: ConsentRequest): Promise<string>;
  /** `answer`: the query of the callback */
  exchange(client: OauthClient, answer: URLSearchParams, ask: Omit<ConsentRequest, 'account'>): Promise<Consent>;
  renew(client: OauthClient, refreshToken: string): Promise<Tokens>;
  /** for an application or a service account, which need no person */
  obtain(client: OauthClient, account: string): Promise<Tokens>;
  /** false: the provider has no address for that */
  revoke(client: OauthClient, refreshToken: string): Promise<boolean>;
  /** looks whether a provider answers at the issuer */
  check(client: OauthClient): Promise<void>;
}

export interface ConsentRequest extends Pick<OauthAttemptRow, 'redirectUri' | 'account'> {
  state: string;
  verifier: string;
  nonce: string;
}

export function createOpenId({ now, fetch }: OpenIdParts): OpenId {
  const discover = keepConfigurations(now, fetch);
  const call = async <T>(client: OauthClient, work: (config: openid.Configuration) => Promise<T>): Promise<T> => {
    try {
      return await work(await discover(client));
    } catch (error) {
      throw providerError(error, client.provider.oauth.name);
    }
  };
  return {
    authorizationUrl: (client, ask) => call(client, (config) => authorizationUrl(config, client, ask)),
    exchange: (client, answer, ask) =>
      call(client, async (config) => {
        const url = new URL(`${ask.redirectUri}?${answer}`);
        const tokens = await openid.authorizationCodeGrant(config, url, {
          pkceCodeVerifier: ask.verifier,
          expectedState: ask.state,
          expectedNonce: ask.nonce,
          idTokenExpected: true,
        });
        return { ...tokensOf(tokens), accounts: await accountsOf(config, tokens) };
      }),
    renew: (client, refreshToken) =>
      call(client, async (config) => tokensOf(await openid.refreshTokenGrant(config, refreshToken))),
    obtain: (client, account) =>
      call(client, async (config) => {
        if (client.grant === 'service_account') {
          const endpoint = config.serverMetadata().token_endpoint ?? '';
          return signedAssertionGrant(client, { account, endpoint, scopes: mailScopes(client), at: now(), fetch });
        }
        const scope = applicationScopes(client).join(' ');
        return tokensOf(await openid.clientCredentialsGrant(config, { scope }));
      }),
    revoke: (client, refreshToken) =>
      call(client, async (config) => {
        if (config.serverMetadata().revocation_endpoint === undefined) return false;
        await openid.tokenRevocation(config, refreshToken, { token_type_hint: 'refresh_token' });
        return true;
      }),
    check: (client) => call(client, async () => {}),
  };
}

async function authorizationUrl(config: openid.Configuration, client: OauthClient, ask: ConsentRequest) {
  const url = openid.buildAuthorizationUrl(config, {
    ...client.provider.oauth.authorizationParameters,
    redirect_uri: ask.redirectUri,
    response_type: 'code',
    scope: askedScopes(client).join(' '),
    state: ask.state,
    nonce: ask.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(ask.verifier),
    code_challenge_method: 'S256',
    login_hint: ask.account,
  });
  return url.href;
}

type TokenAnswer = Awaited<ReturnType<typeof openid.refreshTokenGrant>>;

function tokensOf(answer: TokenAnswer): Tokens {
  return {
    accessToken: answer.access_token,
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    expiresIn: answer.expires_in,
    scopes: answer.scope?.split(' ').filter((scope) => scope !== ''),
  };
}

/** From the id token; a provider that leaves the address out there may tell it at the userinfo endpoint. */
async function accountsOf(config: openid.Configuration, answer: TokenAnswer): Promise<string[]> {
  const claims = answer.claims();
  if (claims === undefined) return [];
  const found = addressesIn(claims);
  if (found.length > 0 || config.serverMetadata().userinfo_endpoint === undefined) return found;
  return addressesIn(await openid.fetchUserInfo(config, answer.access_token, claims.sub));
}

function addressesIn(claims: Record<string, unknown>): string[] {
  // An address that nobody has checked says nothing about the mailbox.
  const email = claims['email_verified'] === false ? undefined : claims['email'];
  const named = [email, claims['preferred_username'], claims['upn']];
  return [...new Set(named.filter((name): name is string => typeof name === 'string' && name.includes('@')))];
}
