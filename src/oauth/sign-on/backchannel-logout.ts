import { AppError } from '../../sdk/index.ts';
import { sha256 } from '../consent.ts';
import { getProviderRow, rememberLogout } from './sign-on.store.ts';
import type { SignOnDeps } from './sign-on-deps.ts';
import type { SignOnOpenId } from './sign-on-openid.ts';
import { clientOf } from './sign-on-providers.ts';

/** Longest body in bytes: a token is some hundreds. */
export const LONGEST_LOGOUT = 32 * 1024;

/**
 * The provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0): the sessions that began with
 * it end here. Answers the ids of the people. A token counts once. Errors: NOT_FOUND, BAD_REQUEST, OAUTH, OAUTH_DOWN.
 */
export async function backchannelLogout(
  deps: SignOnDeps,
  openId: SignOnOpenId,
  providerId: string,
  body: AsyncIterable<Uint8Array>,
): Promise<string[]> {
  const token = await tokenOf(body);
  const row = await getProviderRow(deps.store.read, providerId);
  // Its sessions ended when it was switched off.
  if (!row.enabled) throw new AppError('BAD_REQUEST', `Signing in with ${row.name} is switched off.`);
  const { jti, expiresAt, subject, session } = await openId.logoutToken(clientOf(deps, row), token);
  const now = deps.clock.now();
  return deps.store.write(async (tx) => {
    if (!(await rememberLogout(tx, { id: sha256(`${providerId} ${jti}`), expiresAt }, now))) {
      throw new AppError('BAD_REQUEST', 'This logout token does not count: it was used already.');
    }
    return deps.people.endSessions(tx, { providerId, issuer: row.issuer }, { subject, session });
  });
}

/** application/x-www-form-urlencoded with `logout_token`, section 2.5. */
async function tokenOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const tokens = new URLSearchParams(Buffer.concat(pieces).toString('utf8')).getAll('logout_token');
  const [token] = tokens;
  if (tokens.length === 1 && token) return token;
  throw new AppError('BAD_REQUEST', 'Send one "logout_token" as application/x-www-form-urlencoded.');
}
