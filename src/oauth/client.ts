import type { OauthGrant } from '../store/tables/oauth.table.ts';
import { ANY_PROVIDER_ENTRY, type OauthEntry, type OauthProvider } from './oauth-deps.ts';

/** The registered application of a provider, its secret opened: never logged, never answered. */
export interface OauthClient {
  provider: OauthProvider;
  grant: OauthGrant;
  clientId: string;
  /** client secret, or private key of a service account */
  secret: string | undefined;
  /** with the tenant in it */
  issuer: string;
  extraScopes: readonly string[];
}

/** What a provider gives. */
export interface Tokens {
  accessToken: string;
  /** absent: the one that was used stays valid */
  refreshToken?: string;
  /** seconds */
  expiresIn: number | undefined;
  /** absent: what was asked for (RFC 6749, section 5.1) */
  scopes: string[] | undefined;
}

/** Those without which the mailbox cannot be used. */
export function mailScopes({ provider, extraScopes }: OauthClient): string[] {
  return [...new Set([...provider.oauth.mailScopes, ...extraScopes])];
}

/** What a person is asked for. */
export function askedScopes(client: OauthClient): string[] {
  return [...new Set([...client.provider.oauth.otherScopes, ...mailScopes(client)])];
}

export function applicationScopes(client: OauthClient): string[] {
  const { applicationScopes: own } = client.provider.oauth;
  return own ? [...new Set([...own, ...client.extraScopes])] : mailScopes(client);
}

/** The issuer of the application: typed, else that of the provider's entry. Undefined where there is neither. */
export function issuerOf(entry: OauthEntry, app: { issuer: string | null; tenant: string | null }): string | undefined {
  const issuer = app.issuer ?? entry.issuer;
  return issuer?.replaceAll('{tenant}', encodeURIComponent(app.tenant ?? entry.tenant ?? 'common'));
}

/** The entry of an own provider may say nothing but that it takes OAuth 2.0. */
export function entryOf(name: string, oauth: OauthEntry | undefined): OauthEntry {
  return oauth ?? { ...ANY_PROVIDER_ENTRY, name };
}
