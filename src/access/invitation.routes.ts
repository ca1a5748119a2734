import { type Invitation, invitationSchema } from '../../schemas/invitation.gen.ts';
import { type InvitationPassword, invitationPasswordSchema } from '../../schemas/invitation-password.gen.ts';
import type { Route } from '../http/route.ts';
import { CALLER, clientOf } from './access.routes.ts';
import { acceptInvitation, readInvitation } from './invitations.ts';
import { tellPerson } from './request.ts';
import type { SignInDeps } from './sign-in.ts';

/** For whoever has the link that an administrator made. The code comes in the body: addresses are logged. */
export function invitationRoutes(deps: SignInDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/invitation',
      id: 'readInvitation',
      audit: { exempt: 'It only says whose link it is.' },
      summary: 'Whose link this is',
      tag: 'access',
      allow: 'public',
      body: invitationSchema,
      answer: { status: 200, description: 'The person', schema: INVITED },
      handler: async (request) => ({
        body: await readInvitation(deps, (request.body as Invitation).code, clientOf(request)),
      }),
    },
    {
      method: 'POST',
      path: '/invitation/password',
      id: 'acceptInvitation',
      audit: 'user',
      summary: 'Choose the password, once, and sign in',
      tag: 'access',
      allow: 'public',
      body: invitationPasswordSchema,
      answer: { status: 200, description: 'Signed in; the session is in a cookie', schema: CALLER },
      handler: async (request) => {
        const { caller, cookie } = await acceptInvitation(deps, request.body as InvitationPassword, clientOf(request));
        tellPerson(request, caller);
        return { body: caller, headers: { 'Set-Cookie': cookie } };
      },
    },
  ];
}

const INVITED = {
  title: 'Invited',
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' } },
};
