import { type PasswordChange, passwordChangeSchema } from '../../schemas/password-change.gen.ts';
import type { Route, RouteRequest } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';
import { clientOf } from './access.routes.ts';
import { deleteCredential, deleteCredentials, listCredentials } from './access.store.ts';
import { changePassword, ownSignIn } from './account.ts';
import { findSessionSecret, hashSecret } from './credential.ts';
import { tellPerson } from './request.ts';
import type { SignInDeps } from './sign-in.ts';

const TAG = 'account';

/** What everybody may do with the own account. Name and roles are an administrator's. */
export function accountRoutes(deps: SignInDeps): Route[] {
  const ownHash = ({ headers }: RouteRequest): string | undefined => {
    const secret = findSessionSecret(headers['cookie'], deps.secureCookies);
    return secret === undefined ? undefined : hashSecret(secret);
  };
  return [
    {
      method: 'PUT',
      path: '/me/password',
      id: 'changePassword',
      audit: 'user',
      summary: 'Change your password; your other sessions end',
      tag: TAG,
      allow: 'anyone',
      body: passwordChangeSchema,
      answer: { status: 204, description: 'Changed; a new session is in the cookie' },
      handler: async (request) => {
        const change = request.body as PasswordChange;
        tellPerson(request, request.caller);
        const { cookie } = await changePassword(deps, request.caller, change, clientOf(request));
        return { headers: { 'Set-Cookie': cookie } };
      },
    },
    {
      method: 'GET',
      path: '/me/sign-in',
      id: 'readOwnSignIn',
      summary: 'How you sign in: with a password, or with which providers',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'Your ways in', schema: OWN_SIGN_IN },
      handler: async ({ caller }) => ({ body: await ownSignIn(deps, caller.id) }),
    },
    {
      method: 'GET',
      path: '/me/sessions',
      id: 'listSessions',
      summary: 'Where you are signed in',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'Your sessions, oldest first', schema: SESSIONS },
      handler: async (request) => {
        const own = ownHash(request);
        const now = deps.clock.now();
        const rows = await listCredentials(deps.store, 'session', request.caller.id);
        const open = rows.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
        const items = open.map(({ id, name, createdAt, expiresAt, hash }) => {
          return { id, device: name, createdAt, expiresAt, current: hash === own };
        });
        return { body: { items } };
      },
    },
    {
      method: 'DELETE',
      path: '/me/sessions',
      id: 'endOtherSessions',
      audit: 'session',
      summary: 'Sign out everywhere else',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 204, description: 'Only the session of this request is left' },
      handler: async (request) => {
        await deps.store.write((tx) => deleteCredentials(tx, request.caller.id, ['session'], ownHash(request)));
        return {};
      },
    },
    {
      method: 'DELETE',
      path: '/me/sessions/:id',
      id: 'endSession',
      audit: 'session',
      summary: 'End one of your sessions',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 204, description: 'The session has ended' },
      handler: async ({ caller, params }) => {
        const of = { id: params['id'] ?? '', kind: 'session', userId: caller.id } as const;
        if (await deleteCredential(deps.store, of)) return {};
        throw new AppError('NOT_FOUND', 'You have no session with this id; it may have ended already.');
      },
    },
  ];
}

const OWN_SIGN_IN = {
  title: 'OwnSignIn',
  type: 'object',
  required: ['password', 'providers'],
  properties: {
    password: {
      enum: ['own', 'off', 'none'],
      description: 'own: you have one; off: you have one, and passwords are switched off for you; none: you have none',
    },
    providers: {
      type: 'array',
      items: { type: 'string' },
      description: 'Names of the providers at which you have an account, those that are switched on',
    },
  },
};

const SESSIONS = {
  title: 'SessionList',
  type: 'object',
  required: ['items'],
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'device', 'createdAt', 'expiresAt', 'current'],
        properties: {
          id: { type: 'string' },
          device: { type: 'string', description: 'What the browser called itself' },
          createdAt: { type: 'integer', description: 'Milliseconds since 1970' },
          expiresAt: { type: ['integer', 'null'] },
          current: { type: 'boolean', description: 'The session of this request' },
        },
      },
    },
  },
};
