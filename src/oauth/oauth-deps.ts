import type { Caller } from '../http/route.ts';
import type { Clock } from '../sdk/index.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Store } from '../store/store.ts';

/** What a provider's entry says of OAuth 2.0; `oauth` of connectors/providers/*.json. */
export interface OauthEntry {
  name: string;
  issuer?: string;
  tenant?: string;
  mailScopes: readonly string[];
  otherScopes: readonly string[];
  applicationScopes?: readonly string[];
  serviceAccounts?: boolean;
  authorizationParameters?: Readonly<Record<string, string>>;
  consentDays?: number;
  help?: string;
}

export interface OauthProvider {
  id: string;
  label: string;
  oauth: OauthEntry;
}

/** A connector as far as its sign-in goes. */
export interface OauthConnector {
  id: string;
  displayName: string;
  /** the catalogue's, or ANY_PROVIDER */
  providerId: string;
  /** absent: its settings ask for no OAuth 2.0, or do not say for which mailbox */
  signIn?: { user: string; destination: string };
}

/** What OAuth asks of the connectors; the composition root provides it. */
export interface OauthConnectors {
  /** NOT_FOUND where there is none */
  get(id: string): Promise<OauthConnector>;
  /** FORBIDDEN where its security settings leave the caller out; STATE where it is read-only and would be changed */
  assertMay(deed: 'read' | 'test' | 'disconnect', id: string, caller: Caller): Promise<void>;
  /** NOT_FOUND unless it is a mailbox of this person's own */
  assertOwn(id: string, ownerId: string): Promise<void>;
  /** undefined where the provider is unknown or offers no OAuth 2.0 */
  findProvider(id: string): Promise<OauthProvider | undefined>;
  /** A person connected it (again). One that was tested before works again; its mail goes on. */
  connected(id: string): Promise<void>;
  /** It cannot be used any more until somebody does what `reason` says. */
  disconnected(id: string, reason: string): Promise<void>;
  /** It stopped working by itself; `reason` is for the administrator. */
  failed(id: string, reason: string): Promise<void>;
}

/** Sessions, as far as a consent is bound to one; a host that signs people in has none of ours. */
export interface OauthSessions {
  keyOf(headers: Record<string, string | undefined>): string | undefined;
  isOpen(key: string): Promise<boolean>;
}

export interface OauthDeps {
  store: Store;
  clock: Clock;
  secrets: SecretBox;
  connectors: OauthConnectors;
  sessions: OauthSessions;
  /** to addresses that the configuration allows only */
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  log: { warn(fields: object, message: string): void; info(fields: object, message: string): void };
  /** where this server is reached from outside, without a slash at the end; absent on a machine of one's own */
  publicUrl: string | undefined;
}

/** A connector whose provider is not in the catalogue: the administrator types the issuer. */
export const ANY_PROVIDER = 'openid';

/** What is known of a provider about which nothing is known. */
export const ANY_PROVIDER_ENTRY: OauthEntry = {
  name: 'your provider',
  mailScopes: [],
  otherScopes: ['openid', 'email', 'offline_access'],
  serviceAccounts: true,
  // OpenID Connect Core, section 11: without it the wish for a lasting permission is passed over.
  authorizationParameters: { prompt: 'consent' },
};
