import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { AppError } from '../../sdk/index.ts';
import { ATTEMPT_MS, sha256 } from '../consent.ts';
import { ownAddress } from '../own-address.ts';
import { getProviderRow, insertAttempt } from './sign-on.store.ts';
import type { SignOnDeps } from './sign-on-deps.ts';
import type { SignOnOpenId } from './sign-on-openid.ts';
import { clientOf } from './sign-on-providers.ts';

/** Where providers send people back to. It must be registered there exactly so. */
export const SIGN_ON_CALLBACK = '/api/sign-on/callback';
/** A used one is told apart from an unknown one that long. */
const REMEMBERED_MS = 24 * 3_600_000;

interface Asked {
  returnTo: string;
  headers: Record<string, string | undefined>;
  address: string;
}

/** `url`: where the browser goes to; `binding`: for this browser and nobody else. Errors: STATE, OAUTH, OAUTH_DOWN. */
export async function beginSignOn(
  deps: SignOnDeps,
  openId: SignOnOpenId,
  providerId: string,
  { returnTo, headers, address }: Asked,
): Promise<{ url: string; binding: string }> {
  await deps.people.countAttempt(address);
  const row = await getProviderRow(deps.store.read, providerId);
  if (!row.enabled) throw new AppError('STATE', `Signing in with ${row.name} is switched off. Choose another way.`);
  const redirectUri = ownAddress(deps.publicUrl, headers) + SIGN_ON_CALLBACK;
  const [state, verifier, nonce, binding] = [randomState(), randomPKCECodeVerifier(), randomNonce(), randomState()];
  const url = await openId.authorizationUrl(clientOf(deps, row), { redirectUri, state, verifier, nonce });
  const now = deps.clock.now();
  const stateHash = sha256(state);
  const attempt = {
    stateHash,
    bindingHash: sha256(binding),
    providerId,
    secrets: deps.secrets.seal(JSON.stringify({ verifier, nonce }), signOnAttemptPlace(stateHash)),
    redirectUri,
    issuer: row.issuer,
    clientId: row.clientId,
    returnTo,
    expiresAt: now + ATTEMPT_MS,
    usedAt: null,
  };
  await deps.store.write((tx) => insertAttempt(tx, attempt, now - REMEMBERED_MS));
  return { url, binding };
}

export function signOnAttemptPlace(stateHash: string) {
  return { connectorId: stateHash, field: '/sign-on/attempt' };
}
