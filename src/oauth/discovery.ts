import { createHash } from 'node:crypto';
import * as openid from 'openid-client';
import type { OauthClient } from './client.ts';
import type { OauthDeps } from './oauth-deps.ts';
import { isLoopback } from './own-address.ts';

/** Seconds. Shorter than the lease of a renewal, so that nobody else begins while an answer may still come. */
const ANSWER_SECONDS = 20;
/** Seconds by which clocks may differ. */
const CLOCK_SECONDS = 60;
const KNOWN_MS = 3_600_000;
const MOST_KNOWN = 100;

/** What is registered at a provider, as far as talking to it goes. */
export type RegisteredClient = Pick<OauthClient, 'issuer' | 'clientId' | 'secret' | 'grant'>;

/** What a provider says of itself is asked for once an hour, not with each renewal. */
export function keepConfigurations(
  now: () => number,
  fetch: OauthDeps['fetch'],
): (client: RegisteredClient) => Promise<openid.Configuration> {
  const known = new Map<string, { config: openid.Configuration; until: number }>();
  return async (client) => {
    const key = createHash('sha256')
      .update(JSON.stringify([client.issuer, client.clientId, client.secret]))
      .digest('hex');
    const kept = known.get(key);
    if (kept && kept.until > now()) return kept.config;
    const config = await discover(client, fetch);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, { config, until: now() + KNOWN_MS });
    return config;
  };
}

function discover(
  { issuer, clientId, secret, grant }: RegisteredClient,
  fetch: OauthDeps['fetch'],
): Promise<openid.Configuration> {
  const asClient = grant !== 'service_account' && secret !== undefined;
  return openid.discovery(
    new URL(issuer),
    clientId,
    { [openid.clockTolerance]: CLOCK_SECONDS },
    asClient ? secretOf(secret) : openid.None(),
    // Everywhere else openid-client asks for https, at every address that the provider names.
    {
      [openid.customFetch]: fetch as openid.CustomFetch,
      timeout: ANSWER_SECONDS,
      ...(isLoopback(issuer) ? { execute: [openid.allowInsecureRequests] } : {}),
    },
  );
}

/** OpenID Connect Discovery, section 3: where a provider says nothing it takes the secret in the header only. */
function secretOf(secret: string): openid.ClientAuth {
  const [post, basic] = [openid.ClientSecretPost(secret), openid.ClientSecretBasic(secret)];
  return (server, ...rest) => {
    const takesPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ?? false;
    return (takesPost ? post : basic)(server, ...rest);
  };
}
