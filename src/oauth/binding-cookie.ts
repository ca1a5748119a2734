import type { RouteAnswer } from '../http/route.ts';
import { ATTEMPT_MS, type Begun } from './consent.ts';

/** Of the consent to a mailbox. */
export const CONSENT_COOKIE = 'mailrule-oauth';

/** The answer to who began a consent: where to go, and the cookie that proves on the way back that it is the same browser. */
export function begun({ url, binding }: Begun, secure: boolean): RouteAnswer {
  if (binding === null) return { body: { url } };
  return { body: { url }, headers: { 'Set-Cookie': bindingCookie(CONSENT_COOKIE, binding, secure) } };
}

/**
 * The session cookie is SameSite=Strict and does not come along from the provider's page; this one does, is good for
 * nothing else, and only for as long as the attempt.
 */
export function bindingCookie(name: string, value: string, secure: boolean): string {
  const parts = [
    `${cookieName(name, secure)}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${ATTEMPT_MS / 1000}`,
  ];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}

export function findBinding(name: string, header: string | undefined, secure: boolean): string | undefined {
  const wanted = `${cookieName(name, secure)}=`;
  const pairs = header?.split(';').map((pair) => pair.trim()) ?? [];
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length);
}

function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}
