import { EntitySchema } from 'typeorm';
import { id, instant, integer, json, optionalInstant, optionalText, text } from '../columns.ts';

/** How access tokens are got: a person consents, or the application itself may open mailboxes. */
export type OauthGrant = 'authorization_code' | 'client_credentials' | 'service_account';

/** The application as it is registered at a provider. One for each provider. */
export interface OauthAppRow {
  providerId: string;
  grant: OauthGrant;
  /** of a service account: its address */
  clientId: string;
  /** sealed: client secret, or private key (PEM) of a service account; null: not given */
  secret: string | null;
  /** instead of the issuer of the provider's entry */
  issuer: string | null;
  /** fills {tenant} in the issuer */
  tenant: string | null;
  extraScopes: string[];
  version: number;
  modifiedAt: number;
  modifiedBy: string;
}

/** What a connector may do at its provider, and the tokens of it. */
export interface OauthAuthorizationRow {
  connectorId: string;
  providerId: string;
  grant: OauthGrant;
  clientId: string;
  issuer: string;
  /** the mailbox that consented */
  account: string;
  /** digest of provider, user and servers: tokens go nowhere else */
  destination: string;
  scopes: string[];
  state: 'authenticated' | 'reconnect';
  /** of `reconnect`: what happened */
  reason: string;
  /** sealed */
  refreshToken: string | null;
  /** sealed */
  accessToken: string | null;
  accessExpiresAt: number | null;
  /** from then on it is renewed */
  renewAt: number | null;
  /** counts stored tokens: who renews writes only over the tokens that were read */
  generation: number;
  /** renewals of this generation whose answer did not come */
  unanswered: number;
  leaseToken: string | null;
  leaseUntil: number | null;
  authorizedAt: number;
  authorizedBy: string;
  /** when the consent ends, where that is known */
  consentEndsAt: number | null;
}

/** A consent that was asked for. Used once, within ten minutes; what became of it can be read for a while. */
export interface OauthAttemptRow {
  id: string;
  /** SHA-256 of the state parameter */
  stateHash: string;
  /** SHA-256 of the cookie of the browser that asked */
  bindingHash: string;
  /** of the session that asked; null where a host signs people in */
  sessionKey: string | null;
  connectorId: string;
  providerId: string;
  callerId: string;
  callerName: string;
  /** sealed: PKCE verifier and nonce */
  secrets: string;
  redirectUri: string;
  issuer: string;
  clientId: string;
  account: string;
  destination: string;
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
  outcome: string | null;
  message: string | null;
}

export const OauthAppTable = new EntitySchema<OauthAppRow>({
  name: 'oauth_app',
  columns: {
    providerId: { ...id(), name: 'provider_id' },
    grant: text('grant_kind'),
    clientId: text('client_id'),
    secret: optionalText(),
    issuer: optionalText(),
    tenant: optionalText(),
    extraScopes: json('extra_scopes'),
    version: integer(),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
  },
});

export const OauthAuthorizationTable = new EntitySchema<OauthAuthorizationRow>({
  name: 'oauth_authorization',
  columns: {
    connectorId: { ...id(), name: 'connector_id' },
    providerId: text('provider_id'),
    grant: text('grant_kind'),
    clientId: text('client_id'),
    issuer: text(),
    account: text(),
    destination: text(),
    scopes: json(),
    state: text(),
    reason: text(),
    refreshToken: optionalText('refresh_token'),
    accessToken: optionalText('access_token'),
    accessExpiresAt: optionalInstant('access_expires_at'),
    renewAt: optionalInstant('renew_at'),
    generation: integer(),
    unanswered: integer(),
    leaseToken: optionalText('lease_token'),
    leaseUntil: optionalInstant('lease_until'),
    authorizedAt: instant('authorized_at'),
    authorizedBy: text('authorized_by'),
    consentEndsAt: optionalInstant('consent_ends_at'),
  },
});

export const OauthAttemptTable = new EntitySchema<OauthAttemptRow>({
  name: 'oauth_attempt',
  columns: {
    id: id(),
    stateHash: text('state_hash'),
    bindingHash: text('binding_hash'),
    sessionKey: optionalText('session_key'),
    connectorId: text('connector_id'),
    providerId: text('provider_id'),
    callerId: text('caller_id'),
    callerName: text('caller_name'),
    secrets: text(),
    redirectUri: text('redirect_uri'),
    issuer: text(),
    clientId: text('client_id'),
    account: text(),
    destination: text(),
    createdAt: instant('created_at'),
    expiresAt: instant('expires_at'),
    usedAt: optionalInstant('used_at'),
    outcome: optionalText(),
    message: optionalText(),
  },
  indices: [
    { name: 'oauth_attempt_state', columns: ['stateHash'], unique: true },
    { name: 'oauth_attempt_expires', columns: ['expiresAt'] },
  ],
});
