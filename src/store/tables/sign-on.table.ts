import { EntitySchema } from 'typeorm';
import { flag, id, instant, integer, json, optionalInstant, optionalText, text } from '../columns.ts';

/** What a value of the provider's claim stands for here. */
export interface ClaimRule {
  value: string;
  roles: string[];
  /** ids */
  groups: string[];
}

/** An OpenID provider that people sign in with. */
export interface SignOnProviderRow {
  id: string;
  /** as in "Sign in with ..." */
  name: string;
  nameKey: string;
  enabled: boolean;
  issuer: string;
  clientId: string;
  /** sealed; null: a public client */
  secret: string | null;
  /** beside openid */
  scopes: string[];
  /** whoever is not known yet becomes a person with `defaultRoles` */
  createsPeople: boolean;
  defaultRoles: string[];
  /** of the addresses; empty: any */
  domains: string[];
  /** an address counts although the provider does not say that it was verified */
  trustsAddresses: boolean;
  /** holds the values of `claimRules`; null: roles and groups are given here */
  claim: string | null;
  claimRules: ClaimRule[];
  /** signing out here leads to the provider's own sign-out */
  signsOut: boolean;
  version: number;
  createdAt: number;
  modifiedAt: number;
  modifiedBy: string;
}

/** A sign-in that a browser began. Used once, within ten minutes. */
export interface SignOnAttemptRow {
  /** SHA-256 of the state parameter */
  stateHash: string;
  /** SHA-256 of the cookie of the browser that began it */
  bindingHash: string;
  providerId: string;
  /** sealed: PKCE verifier and nonce */
  secrets: string;
  redirectUri: string;
  issuer: string;
  clientId: string;
  /** path of the page that was asked for */
  returnTo: string;
  expiresAt: number;
  usedAt: number | null;
}

/** An account at a provider that belongs to a person: issuer and subject name it for good (OpenID Connect Core, section 2). */
export interface SignOnIdentityRow {
  id: string;
  providerId: string;
  issuer: string;
  subject: string;
  userId: string;
  /** what the provider called it at first */
  email: string;
  createdAt: number;
}

/** A logout token that a provider has sent: it counts once. */
export interface SignOnLogoutRow {
  /** SHA-256 of provider and jti */
  id: string;
  /** nothing takes it for valid after this */
  expiresAt: number;
}

export const SignOnLogoutTable = new EntitySchema<SignOnLogoutRow>({
  name: 'sign_on_logout',
  columns: { id: id(), expiresAt: instant('expires_at') },
  indices: [{ name: 'sign_on_logout_expires', columns: ['expiresAt'] }],
});

export const SignOnProviderTable = new EntitySchema<SignOnProviderRow>({
  name: 'sign_on_provider',
  columns: {
    id: id(),
    name: text(),
    nameKey: text('name_key'),
    enabled: flag(),
    issuer: text(),
    clientId: text('client_id'),
    secret: optionalText(),
    scopes: json(),
    createsPeople: flag('creates_people'),
    defaultRoles: json('default_roles'),
    domains: json(),
    trustsAddresses: flag('trusts_addresses'),
    claim: optionalText(),
    claimRules: json('claim_rules'),
    signsOut: flag('signs_out'),
    version: integer(),
    createdAt: instant('created_at'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
  },
  indices: [{ name: 'sign_on_provider_name', columns: ['nameKey'], unique: true }],
});

export const SignOnAttemptTable = new EntitySchema<SignOnAttemptRow>({
  name: 'sign_on_attempt',
  columns: {
    stateHash: { ...id(), name: 'state_hash' },
    bindingHash: text('binding_hash'),
    providerId: text('provider_id'),
    secrets: text(),
    redirectUri: text('redirect_uri'),
    issuer: text(),
    clientId: text('client_id'),
    returnTo: text('return_to'),
    expiresAt: instant('expires_at'),
    usedAt: optionalInstant('used_at'),
  },
  indices: [{ name: 'sign_on_attempt_expires', columns: ['expiresAt'] }],
});

export const SignOnIdentityTable = new EntitySchema<SignOnIdentityRow>({
  name: 'sign_on_identity',
  columns: {
    id: id(),
    providerId: text('provider_id'),
    issuer: text(),
    subject: text(),
    userId: text('user_id'),
    email: text(),
    createdAt: instant('created_at'),
  },
  indices: [
    { name: 'sign_on_identity_subject', columns: ['providerId', 'issuer', 'subject'], unique: true },
    { name: 'sign_on_identity_user', columns: ['userId'] },
  ],
});
