import { type SignIn, signInSchema } from '../../schemas/sign-in.gen.ts';
import type { Route, RouteRequest } from '../http/route.ts';
import { deleteSession } from './access.store.ts';
import { endedSessionCookie, findSessionSecret, hashSecret } from './credential.ts';
import { tellPerson } from './request.ts';
import { deviceOf } from './session.ts';
import { type Client, type SignInDeps, signIn } from './sign-in.ts';
import { tokenRoutes } from './token.routes.ts';

export interface AccessRouteDeps extends SignInDeps {
  /** where the browser goes to sign out at the provider, too; null: nowhere */
  signOutUrl(providerId: string, headers: Record<string, string | undefined>): Promise<string | null>;
}

export function accessRoutes(deps: AccessRouteDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/session',
      id: 'signIn',
      audit: 'session',
      summary: 'Sign in with name and password',
      tag: 'access',
      allow: 'public',
      body: signInSchema,
      answer: { status: 200, description: 'Signed in; the session is in a cookie', schema: CALLER },
      handler: async (request) => {
        // Whatever was typed where a name belongs may be a password: only the name of somebody who is there is told.
        const client = clientOf(request);
        const { caller, cookie } = await signIn(deps, request.body as SignIn, client, (user) =>
          tellPerson(request, user),
        );
        return { body: caller, headers: { 'Set-Cookie': cookie } };
      },
    },
    {
      method: 'DELETE',
      path: '/session',
      id: 'signOut',
      audit: 'session',
      summary: 'Sign out',
      tag: 'access',
      allow: 'anyone',
      answer: { status: 200, description: 'The session has ended', schema: SIGNED_OUT },
      handler: async ({ headers }) => {
        const secret = findSessionSecret(headers['cookie'], deps.secureCookies);
        const ended = secret === undefined ? undefined : await deleteSession(deps.store, hashSecret(secret));
        const providerUrl = ended?.providerId ? await deps.signOutUrl(ended.providerId, headers) : null;
        return { body: { providerUrl }, headers: { 'Set-Cookie': endedSessionCookie(deps.secureCookies) } };
      },
    },
    ...tokenRoutes(deps),
  ];
}

export function clientOf({ headers, remoteAddress }: RouteRequest): Client {
  return { address: remoteAddress ?? '', device: deviceOf(headers) };
}

const SIGNED_OUT = {
  title: 'SignedOut',
  type: 'object',
  required: ['providerUrl'],
  properties: {
    providerUrl: {
      type: ['string', 'null'],
      description: 'Where to go on to, to sign out at the OpenID provider, too',
    },
  },
};

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
