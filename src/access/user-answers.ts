import { ROLES } from '../http/route.ts';
import type { Json } from '../sdk/index.ts';
import type { UserRow } from '../store/tables/access.table.ts';

export type UserState = 'active' | 'invited' | 'temporary' | 'disabled';

export interface Account {
  providerId: string;
  /** what the provider called it at first */
  email: string;
}

export interface UserView {
  id: string;
  name: string;
  email: string | null;
  /** at OpenID providers */
  accounts: Account[];
  roles: string[];
  /** id of the contact that an external person works for */
  partner: string | null;
  state: UserState;
  linkUntil: number | null;
  passwordUntil: number | null;
  signedInAt: number | null;
  createdAt: number;
  modifiedAt: number | null;
  modifiedBy: string | null;
  version: number;
}

/** `linkUntil`: of an open link to choose a password. */
export function userView(row: UserRow, linkUntil: number | null, accounts: Account[]): UserView {
  const {
    id,
    name,
    email,
    partnerId: partner,
    passwordUntil,
    signedInAt,
    createdAt,
    modifiedAt,
    modifiedBy,
    version,
  } = row;
  const roles = ROLES.filter((role) => row.roles.includes(role));
  const times = { linkUntil, passwordUntil, signedInAt, createdAt, modifiedAt };
  return { id, name, email, accounts, roles, partner, state: stateOf(row, accounts), ...times, modifiedBy, version };
}

function stateOf({ disabled, passwordHash, passwordUntil }: UserRow, accounts: Account[]): UserState {
  if (disabled) return 'disabled';
  if (passwordHash === '') return accounts.length === 0 ? 'invited' : 'active';
  return passwordUntil === null ? 'active' : 'temporary';
}

const instant = (description: string) => ({ type: ['integer', 'null'], description });

const user = {
  id: { type: 'string' },
  name: { type: 'string' },
  email: { type: ['string', 'null'] },
  accounts: {
    type: 'array',
    description: 'Accounts at OpenID providers that the person signs in with',
    items: {
      type: 'object',
      required: ['providerId', 'email'],
      properties: { providerId: { type: 'string' }, email: { type: 'string' } },
    },
  },
  roles: { type: 'array', items: { enum: [...ROLES] } },
  partner: { type: ['string', 'null'], description: 'The contact (a partner) that an external person works for' },
  state: {
    enum: ['active', 'invited', 'temporary', 'disabled'],
    description: 'invited: no password and no account yet; temporary: the next sign-in asks for an own password',
  },
  linkUntil: instant('Until when an open link to choose a password is good, in milliseconds since 1970'),
  passwordUntil: instant('Until when a temporary password is good'),
  signedInAt: instant('The last sign-in'),
  createdAt: { type: 'integer' },
  modifiedAt: instant('When an administrator changed the person'),
  modifiedBy: { type: ['string', 'null'] },
  version: { type: 'integer', description: 'The ETag' },
} satisfies Record<string, Json>;

export const userAnswer = { title: 'User', type: 'object', required: Object.keys(user), properties: user };

export const userListAnswer = {
  title: 'UserList',
  type: 'object',
  required: ['items'],
  properties: { items: { type: 'array', items: userAnswer } },
};

export const invitationAnswer = {
  title: 'InvitationLink',
  type: 'object',
  required: ['code', 'expiresAt'],
  properties: {
    code: { type: 'string', description: 'Shown this once. The link is <address of the page>/invite#<code>.' },
    expiresAt: { type: 'integer', description: 'Milliseconds since 1970' },
  },
};

export const newUserAnswer = {
  title: 'CreatedUser',
  type: 'object',
  required: ['user', 'invitation'],
  properties: {
    user: userAnswer,
    invitation: { anyOf: [invitationAnswer, { type: 'null' }], description: 'null: with a temporary password' },
  },
};
