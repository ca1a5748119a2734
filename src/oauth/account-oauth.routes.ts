import type { Route, RouteRequest } from '../http/route.ts';
import { readAuthorization } from './authorization.ts';
import { begun } from './binding-cookie.ts';
import { beginConsent } from './consent.ts';
import { authorizationAnswer, authorizeAnswer } from './oauth-answers.ts';
import type { OauthRouteDeps } from './oauth-route-deps.ts';

const TAG = 'email accounts';

/** The same for a mailbox of one's own; disconnecting it withdraws the permission, too. */
export function accountOauthRoutes(deps: OauthRouteDeps): Route[] {
  const own = async ({ params, caller }: RouteRequest) => {
    const id = params['id'] ?? '';
    await deps.connectors.assertOwn(id, caller.id);
    return id;
  };
  return [
    {
      method: 'GET',
      path: '/me/email-accounts/:id/authorization',
      id: 'readEmailAccountAuthorization',
      summary: 'Whether an own account is connected to its provider',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'The state of the sign-in', schema: authorizationAnswer },
      handler: async (request) => ({ body: await readAuthorization(deps, await own(request)) }),
    },
    {
      method: 'POST',
      path: '/me/email-accounts/:id/authorize',
      id: 'authorizeEmailAccount',
      audit: 'account',
      summary: 'Begin the consent for an own account: the browser goes to the address that is answered',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'Where to go', schema: authorizeAnswer },
      handler: async (request) =>
        begun(await beginConsent(deps, deps.openId, await own(request), request), deps.secureCookies),
    },
  ];
}
