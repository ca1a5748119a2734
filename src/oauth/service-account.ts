import { importPKCS8, SignJWT } from 'jose';
import { AppError } from '../sdk/index.ts';
import type { OauthClient, Tokens } from './client.ts';
import type { OauthDeps } from './oauth-deps.ts';
import { isLoopback } from './own-address.ts';
import { failure, kindOfCode } from './provider-failure.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const ANSWER_MS = 20_000;
/** Google takes at most an hour. */
const VALID_SECONDS = 3600;

interface Assertion {
  /** the mailbox that the service account speaks for */
  account: string;
  endpoint: string;
  scopes: readonly string[];
  at: number;
  fetch: OauthDeps['fetch'];
}

/**
 * RFC 7523, section 2.1: a JWT signed by the service account takes the place of a consent. The account itself is no
 * OAuth client, so the request has the assertion and nothing else.
 */
export async function signedAssertionGrant(client: OauthClient, assertion: Assertion): Promise<Tokens> {
  // openid-client looks at this for its own requests; this one is ours.
  if (!assertion.endpoint.startsWith('https:') && !isLoopback(client.issuer)) {
    throw failure('issuer', client.provider.oauth.name);
  }
  const response = await assertion.fetch(assertion.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: new URLSearchParams({ grant_type: JWT_BEARER, assertion: await signed(client, assertion) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { access_token: accessToken, expires_in: expiresIn, error } = answer;
  if (response.ok && typeof accessToken === 'string') {
    return { accessToken, expiresIn: typeof expiresIn === 'number' ? expiresIn : undefined, scopes: undefined };
  }
  const code = typeof error === 'string' && /^[\w.-]{1,60}$/.test(error) ? error : undefined;
  throw failure(kindOfCode(code ?? '', response.status), client.provider.oauth.name, code);
}

async function signed({ clientId, secret }: OauthClient, { account, endpoint, scopes, at }: Assertion) {
  const issuedAt = Math.floor(at / 1000);
  return new SignJWT({ scope: scopes.join(' ') })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(account)
    .setAudience(endpoint)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + VALID_SECONDS)
    .sign(await privateKey(secret));
}

/** Throws OAUTH where it is no private key. */
export async function privateKey(pem: string | undefined) {
  try {
    return await importPKCS8(pem ?? '', 'RS256');
  } catch (error) {
    throw new AppError(
      'OAUTH',
      'The private key of the service account cannot be read. Paste "private_key" of its JSON key file, from BEGIN to END.',
      { cause: error, details: { reason: 'OAUTH_CLIENT' } },
    );
  }
}
