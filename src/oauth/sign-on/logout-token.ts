import { createRemoteJWKSet, customFetch, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { AppError } from '../../sdk/index.ts';
import type { OauthDeps } from '../oauth-deps.ts';
import { failure } from '../provider-failure.ts';

/** What a provider says has ended: an account's sessions, one session, or one session of an account. */
export interface LogoutToken {
  jti: string;
  subject: string | undefined;
  session: string | undefined;
  /** it is not valid after this */
  expiresAt: number;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Those with a public key: a token that is signed with the client secret is not taken. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const TYPES = [undefined, 'jwt', 'logout+jwt', 'application/logout+jwt'];
const CLOCK_SECONDS = 60;
/** A token says that something has ended just now; one that comes much later is a replay. */
const OLDEST_SECONDS = 600;
const ANSWER_MS = 20_000;
const MOST_KNOWN = 100;

/** The signing keys of providers, by address; asked for anew when a token names a key that is not among them. */
export function keepKeys(fetch: OauthDeps['fetch']): (address: string) => JWTVerifyGetKey {
  const known = new Map<string, JWTVerifyGetKey>();
  return (address) => {
    const kept = known.get(address);
    if (kept !== undefined) return kept;
    const ask = (url: string, options: object) => fetch(url, options as never);
    const keys = createRemoteJWKSet(new URL(address), { [customFetch]: ask, timeoutDuration: ANSWER_MS });
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(address, keys);
    return keys;
  };
}

interface Expected {
  issuer: string;
  clientId: string;
  keys: JWTVerifyGetKey;
  now: number;
  /** of the provider, for sentences */
  name: string;
}

/**
 * Checks a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.6) but for its one use. BAD_REQUEST where it is
 * none that counts, OAUTH_DOWN where the keys of the provider cannot be read.
 */
export async function readLogoutToken(token: string, expected: Expected): Promise<LogoutToken> {
  const { payload, typ } = await verified(token, expected);
  const { sub, sid, jti, iat = 0, exp } = payload;
  if (!TYPES.includes(typ?.toLowerCase())) throw refused('its type is another one');
  const events = payload['events'];
  const event = isObject(events) && Object.hasOwn(events, EVENT) ? events[EVENT] : undefined;
  if (!isObject(event)) throw refused('it does not say that somebody signed out');
  if (payload['nonce'] !== undefined) throw refused('it has a nonce, so it is an ID token');
  if (typeof jti !== 'string' || jti === '') throw refused('it has no jti');
  // One that names its session in a way that cannot be read must not end all of them instead.
  if (sid !== undefined && (typeof sid !== 'string' || sid === '')) throw refused('its "sid" is not right');
  const session = typeof sid === 'string' ? sid : undefined;
  if (sub === undefined && session === undefined) throw refused('it names neither an account nor a session');
  const last = Math.min(exp ?? Number.POSITIVE_INFINITY, iat + OLDEST_SECONDS) + CLOCK_SECONDS;
  return { jti, subject: sub, session, expiresAt: last * 1000 };
}

/** An object of JSON: a list is none. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function verified(
  token: string,
  { issuer, clientId, keys, now, name }: Expected,
): Promise<{ payload: JWTPayload; typ: string | undefined }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      ...{ issuer, audience: clientId, algorithms: ALGORITHMS, requiredClaims: ['iat', 'jti', 'events'] },
      ...{ clockTolerance: CLOCK_SECONDS, maxTokenAge: OLDEST_SECONDS, currentDate: new Date(now) },
    });
    return { payload, typ: protectedHeader.typ };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof errors.JWTExpired) throw refused('it is too old', error);
    if (error instanceof errors.JWTClaimValidationFailed) throw refused(`its "${error.claim}" is not right`, error);
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
      throw failure('down', name, undefined, error);
    }
    throw refused('it is not signed by the provider', error);
  }
}

function refused(why: string, cause?: unknown): AppError {
  const sentence = `This logout token does not count: ${why}.`;
  return new AppError('BAD_REQUEST', sentence, cause === undefined ? {} : { cause });
}
