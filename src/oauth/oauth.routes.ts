import { type OauthApp, oauthAppSchema } from '../../schemas/oauth-app.gen.ts';
import type { AuditNote, Role, Route, RouteRequest } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';
import { accountOauthRoutes } from './account-oauth.routes.ts';
import { deleteApp, putApp, readApp } from './apps.ts';
import { findAttempt } from './attempt.store.ts';
import { disconnect, readAuthorization } from './authorization.ts';
import { begun, CONSENT_COOKIE, findBinding } from './binding-cookie.ts';
import { beginConsent } from './consent.ts';
import { type Ended, finishConsent } from './finish-consent.ts';
import { ifMatch, versionOf } from './if-match.ts';
import { appAnswer, attemptAnswer, authorizationAnswer, authorizeAnswer, disconnectedAnswer } from './oauth-answers.ts';
import type { OauthRouteDeps } from './oauth-route-deps.ts';

/** Those who set up data sources. What is registered at a provider is for administrators. */
const CONNECT: readonly Role[] = ['administrator', 'manage_data_sources'];
const TAG = 'oauth';

export function oauthRoutes(deps: OauthRouteDeps): Route[] {
  return [...appRoutes(deps), ...connectorRoutes(deps), ...accountOauthRoutes(deps), ...callbackRoutes(deps)];
}

function appRoutes(deps: OauthRouteDeps): Route[] {
  const path = '/providers/:id/oauth-app';
  const view = async ({ params, headers }: RouteRequest) => {
    const body = await readApp(deps, params['id'] ?? '', headers);
    return { body, etag: String(body.version) };
  };
  return [
    {
      method: 'GET',
      path,
      id: 'readOauthApp',
      summary: "The application registered at a provider, without its secret; 'openid' for any other provider",
      tag: TAG,
      allow: CONNECT,
      answer: { status: 200, description: 'The application', schema: appAnswer },
      handler: view,
    },
    {
      method: 'PUT',
      path,
      id: 'putOauthApp',
      audit: 'provider',
      summary: 'Store the application. Secret: absent keeps, null clears; another client ID or issuer forgets it',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      body: oauthAppSchema,
      answer: { status: 200, description: 'The application', schema: appAnswer },
      handler: async (request) => {
        const version = versionOf(request);
        await putApp(deps, deps.openId, {
          providerId: request.params['id'] ?? '',
          app: request.body as OauthApp,
          by: request.caller.name,
          ...(version === undefined ? {} : { version }),
        });
        return view(request);
      },
    },
    {
      method: 'DELETE',
      path,
      id: 'deleteOauthApp',
      audit: 'provider',
      summary: 'Forget the application; refused while a connector is connected by it',
      tag: TAG,
      allow: ['administrator'],
      answer: { status: 204, description: 'Forgotten' },
      handler: async ({ params }) => {
        await deleteApp(deps, params['id'] ?? '');
        return { status: 204 };
      },
    },
  ];
}

function connectorRoutes(deps: OauthRouteDeps): Route[] {
  const of = ({ params }: RouteRequest) => params['id'] ?? '';
  return [
    {
      method: 'GET',
      path: '/connectors/:id/authorization',
      id: 'readAuthorization',
      about: 'connector',
      summary: 'Whether a connector is connected to its provider',
      tag: TAG,
      allow: CONNECT,
      answer: { status: 200, description: 'The state of the sign-in', schema: authorizationAnswer },
      handler: async (request) => {
        await deps.connectors.assertMay('read', of(request), request.caller);
        return { body: await readAuthorization(deps, of(request)) };
      },
    },
    {
      method: 'POST',
      path: '/connectors/:id/authorize',
      id: 'authorizeConnector',
      about: 'connector',
      audit: 'connector',
      summary: 'Begin the consent: the browser goes to the address that is answered',
      tag: TAG,
      allow: CONNECT,
      answer: { status: 200, description: 'Where to go', schema: authorizeAnswer },
      handler: async (request) => {
        await deps.connectors.assertMay('test', of(request), request.caller);
        return begun(await beginConsent(deps, deps.openId, of(request), request), deps.secureCookies);
      },
    },
    {
      method: 'DELETE',
      path: '/connectors/:id/authorization',
      id: 'disconnectConnector',
      about: 'connector',
      audit: 'connector',
      summary: 'Disconnect: forget the tokens and withdraw the permission at the provider',
      tag: TAG,
      allow: CONNECT,
      answer: { status: 200, description: 'What was withdrawn', schema: disconnectedAnswer },
      handler: async (request) => {
        await deps.connectors.assertMay('disconnect', of(request), request.caller);
        return { body: await disconnect(deps, deps.openId, of(request)) };
      },
    },
  ];
}

function callbackRoutes(deps: OauthRouteDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/oauth/callback',
      id: 'finishAuthorization',
      audit: 'connector',
      summary: 'Where the provider sends the browser back to; goes on to the page with a result code only',
      tag: TAG,
      allow: 'public',
      // The provider decides what it adds (scope, session_state, hd).
      anyQuery: true,
      answer: { status: 303, description: 'On to the page' },
      handler: async ({ query, headers, note }) => {
        const binding = findBinding(CONSENT_COOKIE, headers['cookie'], deps.secureCookies);
        const { outcome, attemptId, of } = await finishConsent(deps, deps.openId, { query, binding });
        if (of) note?.(toldOf(outcome, of));
        const result = new URLSearchParams({ result: outcome, ...(attemptId ? { attempt: attemptId } : {}) });
        // Relative to this address: it leads to our own page and nowhere else, wherever the router is mounted.
        return { status: 303, headers: { Location: `../../oauth/done?${result}` } };
      },
    },
    {
      method: 'GET',
      path: '/oauth/attempts/:id',
      id: 'readAuthorizationOutcome',
      summary: 'What became of a consent, for the one who asked for it',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'The outcome in words', schema: attemptAnswer },
      handler: async ({ params, caller }) => {
        const attempt = await findAttempt(deps.store.read, params['id'] ?? '');
        if (attempt === undefined || attempt.callerId !== caller.id) {
          throw new AppError('NOT_FOUND', 'Nothing is known of this any more. Look at the data source itself.');
        }
        const { outcome, message, connectorId, account } = attempt;
        const { displayName } = await deps.connectors.get(connectorId);
        return {
          body: { outcome: outcome ?? 'pending', message: message ?? '', connectorId, displayName, account },
        };
      },
    },
  ];
}

/** The provider sends the browser back without a session of ours: who began it is known from the attempt. */
function toldOf(outcome: string, { callerId, callerName, connectorId }: NonNullable<Ended['of']>): AuditNote {
  return {
    actor: { id: callerId, name: callerName },
    subject: { id: connectorId, name: '' },
    ...(outcome !== 'granted' && { outcome }),
  };
}
