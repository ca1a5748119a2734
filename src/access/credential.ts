import { createHash, randomBytes } from 'node:crypto';

export const SESSION_MS = 12 * 60 * 60_000;
/** `__Host-` binds the cookie to this host and to https; without https a browser would refuse it. */
const SECURE_COOKIE = '__Host-mailrule';
const PLAIN_COOKIE = 'mailrule';

/** The prefixes let people and secret scanners recognise them. */
const PREFIX = { token: 'mrt', session: 'mrs', invitation: 'mri' } as const;

export type CredentialKind = keyof typeof PREFIX;

/** 256 random bits. */
export function newSecret(kind: CredentialKind): string {
  return `${PREFIX[kind]}_${randomBytes(32).toString('base64url')}`;
}

/** A fast hash is enough: the secret is random and long, there is nothing to guess. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function sessionCookie(secret: string, secure: boolean): string {
  return `${cookieStart(secret, secure)}; Max-Age=${SESSION_MS / 1000}`;
}

export function endedSessionCookie(secure: boolean): string {
  return `${cookieStart('', secure)}; Max-Age=0`;
}

function cookieStart(value: string, secure: boolean): string {
  const name = secure ? SECURE_COOKIE : PLAIN_COOKIE;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

export function findSessionSecret(cookieHeader: string | undefined, secure: boolean): string | undefined {
  const wanted = `${secure ? SECURE_COOKIE : PLAIN_COOKIE}=`;
  return cookieHeader
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(wanted))
    ?.slice(wanted.length);
}

export function findBearer(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
