import { EntitySchema } from 'typeorm';
import type { Json } from '../../sdk/index.ts';
import { flag, id, instant, integer, json, optionalInstant, optionalJson, optionalText, text } from '../columns.ts';

export interface UserRow {
  id: string;
  name: string;
  nameKey: string;
  /** the person's own, by which an OpenID provider's account is recognised the first time */
  email: string | null;
  /** lower case */
  emailKey: string | null;
  /** '' until the person has chosen one */
  passwordHash: string;
  /** of a password that an administrator has given: until when it is good for one sign-in */
  passwordUntil: number | null;
  roles: string[];
  /** the contact, a partner, that an external person works for; null: one of ours */
  partnerId: string | null;
  disabled: boolean;
  createdAt: number;
  signedInAt: number | null;
  modifiedAt: number | null;
  modifiedBy: string | null;
  /** of what an administrator edits */
  version: number;
}

export const UserTable = new EntitySchema<UserRow>({
  name: 'app_user',
  columns: {
    id: id(),
    name: text(),
    nameKey: text('name_key'),
    email: optionalText(),
    emailKey: optionalText('email_key'),
    passwordHash: text('password_hash'),
    passwordUntil: optionalInstant('password_until'),
    roles: json(),
    partnerId: optionalText('partner_id'),
    disabled: flag(),
    createdAt: instant('created_at'),
    signedInAt: optionalInstant('signed_in_at'),
    modifiedAt: optionalInstant('modified_at'),
    modifiedBy: optionalText('modified_by'),
    version: { ...integer(), default: 1 },
  },
  indices: [
    { name: 'app_user_name', columns: ['nameKey'], unique: true },
    { name: 'app_user_email', columns: ['emailKey'], unique: true },
  ],
});

/** What a token may at most, however much its owner may. */
export interface TokenScope {
  roles: string[];
  /** id of the only connector or rule that it is about */
  connector?: string;
  rule?: string;
}

/**
 * A Bearer token (kind 'token'), a browser session ('session') or the code of a link to choose a password
 * ('invitation'); only its SHA-256 is kept.
 */
export interface CredentialRow {
  id: string;
  kind: string;
  name: string;
  hash: string;
  userId: string;
  createdAt: number;
  expiresAt: number | null;
  /** of a token; null: of any other kind */
  scope: TokenScope | null;
  /** of a session: the OpenID provider that the person signed in with; null: a password */
  providerId: string | null;
  /** SHA-256 of how that provider calls its own session (sid), by which it may end this one; null: it said nothing */
  providerSession: string | null;
}

export const CredentialTable = new EntitySchema<CredentialRow>({
  name: 'credential',
  columns: {
    id: id(),
    kind: text(),
    name: text(),
    hash: text(),
    userId: text('user_id'),
    createdAt: instant('created_at'),
    expiresAt: optionalInstant('expires_at'),
    scope: optionalJson(),
    providerId: optionalText('provider_id'),
    providerSession: optionalText('provider_session'),
  },
  indices: [
    { name: 'credential_hash', columns: ['hash'], unique: true },
    { name: 'credential_user', columns: ['userId'] },
    {
      name: 'credential_provider_session',
      columns: ['providerId', 'providerSession'],
      where: '"provider_session" IS NOT NULL',
    },
  ],
});

export interface SettingRow {
  key: string;
  value: Json;
  modifiedAt: number;
  modifiedBy: string;
}

export const SettingTable = new EntitySchema<SettingRow>({
  name: 'setting',
  columns: {
    key: id(),
    value: json(),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
  },
});
