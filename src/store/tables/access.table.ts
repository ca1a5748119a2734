import { EntitySchema } from 'typeorm';
import type { Json } from '../../sdk/index.ts';
import { flag, id, instant, json, optionalInstant, text } from '../columns.ts';

export interface UserRow {
  id: string;
  name: string;
  nameKey: string;
  passwordHash: string;
  roles: string[];
  disabled: boolean;
  createdAt: number;
}

export const UserTable = new EntitySchema<UserRow>({
  name: 'app_user',
  columns: {
    id: id(),
    name: text(),
    nameKey: text('name_key'),
    passwordHash: text('password_hash'),
    roles: json(),
    disabled: flag(),
    createdAt: instant('created_at'),
  },
  indices: [{ name: 'app_user_name', columns: ['nameKey'], unique: true }],
});

/** A Bearer token (kind 'token') or a browser session (kind 'session'); only its SHA-256 is kept. */
export interface CredentialRow {
  id: string;
  kind: string;
  name: string;
  hash: string;
  userId: string;
  createdAt: number;
  expiresAt: number | null;
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
  },
  indices: [{ name: 'credential_hash', columns: ['hash'], unique: true }],
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
