import { ROLES, type Route } from '../http/route.ts';

/** By our own sign-in page, or the host program does it (its own `authenticate`). */
export type SignInKind = 'password' | 'host';

/** There with every kind of sign-in: the web page asks it first. */
export function meRoutes(signIn: SignInKind): Route[] {
  return [
    {
      method: 'GET',
      path: '/me',
      id: 'getMe',
      summary: 'Who is signed in',
      tag: 'access',
      allow: 'anyone',
      about: 'caller',
      answer: { status: 200, description: 'The caller', schema: ME },
      handler: async ({ caller: { id, name, roles } }) => ({ body: { id, name, roles, signIn } }),
    },
  ];
}

const ME = {
  title: 'Me',
  type: 'object',
  required: ['id', 'name', 'roles', 'signIn'],
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    roles: { type: 'array', items: { enum: ROLES } },
    signIn: { enum: ['password', 'host'], description: 'Who signs people in: this server, or the host around it.' },
  },
};
