import { findCredential } from './access/access.store.ts';
import { findSessionSecret, hashSecret } from './access/credential.ts';
import { egressFetch } from './mail/egress-fetch.ts';
import { entryOf } from './oauth/client.ts';
import {
  ANY_PROVIDER,
  ANY_PROVIDER_ENTRY,
  type OauthConnector,
  type OauthConnectors,
  type OauthDeps,
  type OauthEntry,
  type OauthSessions,
} from './oauth/oauth-deps.ts';
import { createOauthSlice, type OauthSlice } from './oauth/oauth-slice.ts';
import type { Clock, Egress } from './sdk/index.ts';
import type { Store } from './store/store.ts';

/** What of the connectors OAuth needs. */
interface Connectors {
  getSignIn(id: string): Promise<OauthConnector>;
  assertMay: OauthConnectors['assertMay'];
  assertOwn: OauthConnectors['assertOwn'];
  findOauthProvider(id: string): Promise<{ id: string; label: string; oauth?: OauthEntry } | undefined>;
  signedIn(id: string): Promise<void>;
  signedOut(id: string, reason: string): Promise<void>;
  markProblematic(id: string, reason: string): Promise<boolean>;
}

export interface OauthParts extends Pick<OauthDeps, 'store' | 'clock' | 'log' | 'secrets'> {
  egress: Egress;
  connectors: Connectors;
  publicUrl?: string | undefined;
  /** a host's own sign-in instead of ours */
  authenticate?: unknown;
}

/** The slice with the ports it asks for. */
export function composeOauth(parts: OauthParts): OauthSlice {
  const { publicUrl, authenticate, egress, ...rest } = parts;
  const secureCookies = publicUrl?.startsWith('https:') ?? false;
  const sessions = oauthSessions({ ...parts, secureCookies, hosted: authenticate !== undefined });
  return createOauthSlice({
    ...rest,
    fetch: egressFetch(egress),
    publicUrl,
    secureCookies,
    sessions,
    connectors: oauthConnectors(rest.connectors),
  });
}

function oauthConnectors(connectors: Connectors): OauthConnectors {
  return {
    get: connectors.getSignIn,
    assertMay: connectors.assertMay,
    assertOwn: connectors.assertOwn,
    findProvider: async (id) => {
      if (id === ANY_PROVIDER) return { id, label: 'Other OpenID provider', oauth: ANY_PROVIDER_ENTRY };
      const found = await connectors.findOauthProvider(id);
      return found && { id, label: found.label, oauth: entryOf(found.label, found.oauth) };
    },
    connected: connectors.signedIn,
    disconnected: connectors.signedOut,
    failed: async (id, reason) => void (await connectors.markProblematic(id, reason)),
  };
}

/** Our own sessions; a host that signs people in keeps its own, and the cookie of the browser alone binds a consent. */
function oauthSessions(options: {
  store: Store;
  clock: Clock;
  secureCookies: boolean;
  hosted: boolean;
}): OauthSessions {
  const { store, clock, secureCookies, hosted } = options;
  return {
    keyOf: (headers) => {
      const secret = hosted ? undefined : findSessionSecret(headers['cookie'], secureCookies);
      return secret === undefined ? undefined : hashSecret(secret);
    },
    isOpen: async (key) => (await findCredential(store, key, clock.now())) !== undefined,
  };
}
