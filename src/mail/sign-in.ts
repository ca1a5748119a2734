import { AppError, type MailAuth } from '../sdk/index.ts';
import type { MailReason } from './mail-reasons.ts';

/** What is said to the server. A token is fetched for each attempt and kept nowhere here. */
export type Credential =
  | { kind: 'none' }
  | { kind: 'password'; user: string; password: string }
  | { kind: 'token'; user: string; token: string };

/**
 * Runs `open`, which connects and signs in. An access token that the server refuses may have been revoked or have ended
 * early: it is renewed once, and the sign-in is tried once more on a new connection.
 */
export async function signInWith<T>(
  auth: MailAuth,
  signal: AbortSignal | undefined,
  open: (credential: Credential) => Promise<T>,
): Promise<T> {
  if (auth.kind !== 'oauth2') return open(auth);
  const { user } = auth;
  const withSignal = signal ? { signal } : {};
  const token = await auth.accessToken(withSignal);
  try {
    return await open({ kind: 'token', user, token });
  } catch (error) {
    if (!isTokenRefused(error)) throw error;
    const renewed = await auth.accessToken({ refused: token, ...withSignal });
    if (renewed === token) throw error;
    return open({ kind: 'token', user, token: renewed });
  }
}

function isTokenRefused(error: unknown): boolean {
  const refused: MailReason = 'OAUTH_REFUSED';
  return error instanceof AppError && error.details['reason'] === refused;
}

/** XOAUTH2 of Google and Microsoft, in base64. */
export function xoauth2({ user, token }: { user: string; token: string }): string {
  return base64(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`);
}

/** RFC 7628, section 3.1, in base64. A comma and an equals sign in the name are written as RFC 5801 has it. */
export function oauthBearer({ user, token }: { user: string; token: string }, host: string, port: number): string {
  const name = user.replaceAll('=', '=3D').replaceAll(',', '=2C');
  return base64(`n,a=${name},\u0001host=${host}\u0001port=${port}\u0001auth=Bearer ${token}\u0001\u0001`);
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
