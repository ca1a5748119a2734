import { type NewToken, newTokenSchema } from '../../schemas/new-token.gen.ts';
import { type SignIn, signInSchema } from '../../schemas/sign-in.gen.ts';
import type { Caller, Route } from '../http/route.ts';
import { AppError, type Clock, newId } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { CredentialRow } from '../store/tables/access.table.ts';
import { deleteSession, deleteToken, findUserByName, insertCredential, listTokens, nameKey } from './access.store.ts';
import { endedSessionCookie, findSessionSecret, hashSecret, newSecret } from './credential.ts';
import type { LoginLimit } from './login-limit.ts';
import { passwordMatches } from './password.ts';
import { startSession } from './session.ts';

export interface AccessDeps {
  store: Store;
  clock: Clock;
  loginLimit: LoginLimit;
  secureCookies: boolean;
}

const DAY_MS = 24 * 60 * 60_000;
/** Compared with when there is no such user, so that the answer takes as long. */
const NOBODYS_HASH = `scrypt$32768$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`;

export function accessRoutes(deps: AccessDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/session',
      id: 'signIn',
      summary: 'Sign in with name and password',
      tag: 'access',
      allow: 'public',
      body: signInSchema,
      answer: { status: 200, description: 'Signed in; the session is in a cookie', schema: CALLER },
      handler: async ({ body, remoteAddress }) => {
        const { caller, cookie } = await signIn(deps, body as SignIn, remoteAddress ?? '');
        return { body: caller, headers: { 'Set-Cookie': cookie } };
      },
    },
    {
      method: 'DELETE',
      path: '/session',
      id: 'signOut',
      summary: 'Sign out',
      tag: 'access',
      allow: 'anyone',
      answer: { status: 204, description: 'The session has ended' },
      handler: async ({ headers }) => {
        const secret = findSessionSecret(headers['cookie'], deps.secureCookies);
        if (secret !== undefined) await deleteSession(deps.store, hashSecret(secret));
        return { headers: { 'Set-Cookie': endedSessionCookie(deps.secureCookies) } };
      },
    },
    ...tokenRoutes(deps),
  ];
}

function tokenRoutes(deps: AccessDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/tokens',
      id: 'listTokens',
      summary: 'Your API tokens',
      tag: 'access',
      allow: 'anyone',
      answer: {
        status: 200,
        description: 'The tokens, without their secrets',
        schema: { type: 'array', items: TOKEN },
      },
      handler: async ({ caller }) => ({ body: (await listTokens(deps.store, caller.id)).map(toToken) }),
    },
    {
      method: 'POST',
      path: '/tokens',
      id: 'createToken',
      summary: 'Make an API token with your roles',
      tag: 'access',
      allow: 'anyone',
      body: newTokenSchema,
      answer: { status: 201, description: 'The token; its secret is shown this once', schema: NEW_TOKEN_ANSWER },
      handler: async ({ caller, body }) => ({ body: await createToken(deps, caller, body as NewToken) }),
    },
    {
      method: 'DELETE',
      path: '/tokens/:id',
      id: 'deleteToken',
      summary: 'Revoke an API token',
      tag: 'access',
      allow: 'anyone',
      answer: { status: 204, description: 'The token is no longer accepted' },
      handler: async ({ caller, params }) => {
        const gone = await deleteToken(deps.store, params['id'] ?? '', caller.id);
        if (!gone) throw new AppError('NOT_FOUND', 'You have no API token with this id.');
        return {};
      },
    },
  ];
}

async function signIn(deps: AccessDeps, { name, password }: SignIn, address: string) {
  const account = nameKey(name);
  deps.loginLimit.assertAllowed(account, address);
  // Counted before the slow comparison: a hundred tries sent at once must not all get through.
  deps.loginLimit.failed(account, address);
  const user = await findUserByName(deps.store, name);
  const matches = await passwordMatches(password, user?.passwordHash ?? NOBODYS_HASH);
  if (user === undefined || !matches || user.disabled) {
    throw new AppError('UNAUTHENTICATED', 'Name or password is wrong.');
  }
  deps.loginLimit.succeeded(account);
  return startSession(deps, user);
}

async function createToken(deps: AccessDeps, caller: Caller, { name, expiresInDays }: NewToken) {
  const secret = newSecret('token');
  const createdAt = deps.clock.now();
  const row: CredentialRow = {
    id: newId(createdAt),
    kind: 'token',
    name,
    hash: hashSecret(secret),
    userId: caller.id,
    createdAt,
    expiresAt: expiresInDays === undefined ? null : createdAt + expiresInDays * DAY_MS,
  };
  await insertCredential(deps.store, row);
  return { ...toToken(row), token: secret };
}

function toToken({ id, name, createdAt, expiresAt }: CredentialRow) {
  return { id, name, createdAt, expiresAt };
}

export const CALLER = {
  title: 'Caller',
  type: 'object',
  required: ['id', 'name', 'roles'],
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    roles: { type: 'array', items: { type: 'string' } },
  },
};

const TOKEN = {
  type: 'object',
  required: ['id', 'name', 'createdAt', 'expiresAt'],
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    createdAt: { type: 'integer', description: 'Milliseconds since 1970' },
    expiresAt: { type: ['integer', 'null'] },
  },
};

const NEW_TOKEN_ANSWER = {
  ...TOKEN,
  required: [...TOKEN.required, 'token'],
  properties: {
    ...TOKEN.properties,
    token: { type: 'string', description: 'Send as "Authorization: Bearer <token>"' },
  },
};
