import { type SignOnStart, signOnStartSchema } from '../../../schemas/sign-on-start.gen.ts';
import type { Route, RouteRequest } from '../../http/route.ts';
import { bindingCookie, findBinding } from '../binding-cookie.ts';
import { backchannelLogout, LONGEST_LOGOUT } from './backchannel-logout.ts';
import { beginSignOn } from './begin-sign-on.ts';
import { finishSignOn, type SignOnEnd } from './finish-sign-on.ts';
import { listProviderRows } from './sign-on.store.ts';
import { startAnswer, waysAnswer } from './sign-on-answers.ts';
import type { SignOnDeps } from './sign-on-deps.ts';
import type { SignOnOpenId } from './sign-on-openid.ts';

const TAG = 'access';
const COOKIE = 'mailrule-sign-on';

/** What a browser needs that nobody is signed in with. */
export function signOnRoutes(deps: SignOnDeps, openId: SignOnOpenId): Route[] {
  return [
    {
      method: 'GET',
      path: '/sign-on',
      id: 'readSignInWays',
      summary: 'The ways to sign in: providers, and whether passwords count for everybody',
      tag: TAG,
      allow: 'public',
      answer: { status: 200, description: 'The ways', schema: waysAnswer },
      handler: async () => {
        const rows = (await listProviderRows(deps.store.read)).filter(({ enabled }) => enabled);
        const providers = rows.map(({ id, name }) => ({ id, name }));
        return { body: { providers, passwords: await deps.people.loadPasswords() } };
      },
    },
    {
      method: 'POST',
      path: '/sign-on/:id/start',
      id: 'startSignOn',
      audit: { exempt: 'nobody is known yet; the end of it is told' },
      summary: 'Begin to sign in with a provider: the browser goes to the address that is answered',
      tag: TAG,
      allow: 'public',
      body: signOnStartSchema,
      answer: { status: 200, description: 'Where to go', schema: startAnswer },
      handler: async ({ params, body, headers, remoteAddress }) => {
        const { returnTo = '/' } = body as SignOnStart;
        const asked = { returnTo, headers, address: remoteAddress ?? '' };
        const { url, binding } = await beginSignOn(deps, openId, params['id'] ?? '', asked);
        return { body: { url }, headers: { 'Set-Cookie': bindingCookie(COOKIE, binding, deps.secureCookies) } };
      },
    },
    {
      method: 'GET',
      path: '/sign-on/callback',
      id: 'finishSignOn',
      audit: 'session',
      summary: 'Where a provider sends the browser back to; begins the session and goes on to the page',
      tag: TAG,
      allow: 'public',
      // The provider decides what it adds (scope, session_state, hd).
      anyQuery: true,
      answer: { status: 303, description: 'On to the page; the session is in a cookie' },
      handler: async (request) => finish(deps, openId, request),
    },
    {
      method: 'POST',
      path: '/sign-on/:id/backchannel-logout',
      id: 'endSignOn',
      audit: 'session',
      summary:
        'A provider says that somebody signed out there: their sessions end (OpenID Connect Back-Channel Logout 1.0)',
      tag: TAG,
      allow: 'public',
      rawBody: true,
      largestBytes: LONGEST_LOGOUT,
      answer: { status: 200, description: 'The sessions have ended' },
      handler: (request) => logOut(deps, openId, request),
    },
  ];
}

async function logOut(deps: SignOnDeps, openId: SignOnOpenId, { params, body, note, remoteAddress }: RouteRequest) {
  const id = params['id'] ?? '';
  note?.({ subject: { id, name: '' } });
  try {
    const people = await backchannelLogout(deps, openId, id, body as AsyncIterable<Uint8Array>);
    const [person] = people;
    if (person !== undefined) note?.({ subject: { id: person, name: '' } });
    deps.log.info({ providerId: id, people }, 'the provider ended sessions');
  } catch (error) {
    // Anybody may send nonsense here.
    await deps.people.countAttempt(remoteAddress ?? '');
    throw error;
  }
  return { headers: { 'Cache-Control': 'no-store' } };
}

async function finish(deps: SignOnDeps, openId: SignOnOpenId, { query, headers, note, remoteAddress }: RouteRequest) {
  const binding = findBinding(COOKIE, headers['cookie'], deps.secureCookies);
  const end = await finishSignOn(deps, openId, { query, binding, headers });
  // Anybody may send nonsense here, and each is told in the audit.
  if (end.attempt === undefined) await deps.people.countAttempt(remoteAddress ?? '');
  const { person, outcome, attempt } = end;
  note?.({
    ...(person ? { actor: person, subject: person } : { subject: { id: attempt?.providerId ?? '', name: '' } }),
    ...(outcome !== 'done' && { outcome }),
  });
  return {
    status: 303,
    headers: { Location: placeAfter(end), ...(end.cookie === undefined ? {} : { 'Set-Cookie': end.cookie }) },
  };
}

/** Relative to this address: it leads to our own page and nowhere else, wherever the router is mounted. */
function placeAfter({ outcome, attempt }: SignOnEnd): string {
  const to = attempt === undefined || attempt.returnTo === '/' ? {} : { to: attempt.returnTo };
  if (outcome === 'done') return `../../sign-on/done?${new URLSearchParams(to)}`;
  const of = attempt === undefined ? {} : { provider: attempt.providerId };
  return `../../login?${new URLSearchParams({ problem: outcome, ...of, ...to })}`;
}
