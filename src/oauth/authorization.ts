import { CONSENT_REMIND_MS } from '../sdk/index.ts';
import type { OauthAuthorizationRow, OauthGrant } from '../store/tables/oauth.table.ts';
import { getClient } from './apps.ts';
import { deleteAuthorization, findAuthorization } from './authorization.store.ts';
import { issuerOf } from './client.ts';
import { findAppRow } from './oauth-app.store.ts';
import type { OauthDeps } from './oauth-deps.ts';
import type { OpenId } from './openid.ts';
import { openToken } from './tokens.ts';

export interface AuthorizationView {
  /** not_used: the saved details sign in otherwise */
  state: 'not_used' | 'not_authenticated' | 'authenticated' | 'reconnect';
  /** one or two sentences; empty where there is nothing to say */
  reason: string;
  providerId: string;
  /** as in "Authenticate with Google"; null: the provider takes no OAuth 2.0 */
  providerName: string | null;
  /** whether an application is registered for the provider */
  application: boolean;
  /** the mailbox that has to consent, or has */
  account: string | null;
  authorizedAt: number | null;
  authorizedBy: string | null;
  consentEndsAt: number | null;
  /** the end is near: better to consent again before */
  consentEndsSoon: boolean;
}

export async function readAuthorization(deps: OauthDeps, connectorId: string): Promise<AuthorizationView> {
  const connector = await deps.connectors.get(connectorId);
  const { providerId, signIn } = connector;
  const provider = await deps.connectors.findProvider(providerId);
  const row = await findAuthorization(deps.store.read, connectorId);
  const app = await findAppRow(deps.store.read, providerId);
  const base = {
    providerId,
    providerName: provider?.oauth.name ?? null,
    application: app !== undefined,
  };
  const none = { authorizedAt: null, authorizedBy: null, consentEndsAt: null, consentEndsSoon: false };
  if (signIn === undefined) return { ...base, ...none, state: 'not_used', reason: '', account: null };
  if (row === undefined || row.destination !== signIn.destination) {
    const reason = row === undefined ? '' : 'Provider, user or servers were changed since it was connected.';
    return { ...base, ...none, state: 'not_authenticated', reason, account: signIn.user };
  }
  const { authorizedAt, authorizedBy, consentEndsAt } = row;
  const other = provider && app && isOtherApplication(row, app, issuerOf(provider.oauth, app));
  return {
    ...base,
    state: other || row.state === 'reconnect' ? 'reconnect' : 'authenticated',
    reason: other ? 'The application was changed since this was connected. Press Reconnect.' : row.reason,
    account: row.account,
    authorizedAt,
    authorizedBy,
    consentEndsAt,
    consentEndsSoon: consentEndsAt !== null && consentEndsAt - deps.clock.now() < CONSENT_REMIND_MS,
  };
}

/** Tokens belong to the application that got them. */
export function isOtherApplication(
  row: Pick<OauthAuthorizationRow, 'clientId' | 'issuer' | 'grant'>,
  { clientId, grant }: { clientId: string; grant: OauthGrant },
  issuer: string | undefined,
): boolean {
  return row.clientId !== clientId || row.issuer !== issuer || row.grant !== grant;
}

/** What became of the permission at the provider itself. */
export interface Disconnected {
  revoked: boolean;
  message: string;
}

/** Forgets the tokens first, so that nothing is sent with them any more; then withdraws the permission there. */
export async function disconnect(deps: OauthDeps, openId: OpenId, connectorId: string): Promise<Disconnected> {
  const { displayName } = await deps.connectors.get(connectorId);
  const row = await findAuthorization(deps.store.read, connectorId);
  if (row === undefined) return { revoked: false, message: 'It was not connected.' };
  await deps.store.write((tx) => deleteAuthorization(tx, connectorId));
  await deps.connectors.disconnected(connectorId, 'Disconnected from its provider. Authenticate again to use it.');
  const revoked = await revoke(deps, openId, row);
  const message = revoked
    ? `"${displayName}" is disconnected, and the permission is withdrawn at the provider.`
    : `"${displayName}" is disconnected here. Withdraw the permission in the security settings of the account at the provider, too.`;
  return { revoked, message };
}

async function revoke(deps: OauthDeps, openId: OpenId, row: OauthAuthorizationRow): Promise<boolean> {
  try {
    const token = openToken(deps.secrets, row, 'refreshToken');
    if (token === undefined) return false;
    const client = await getClient(deps, row.providerId);
    return !isOtherApplication(row, client, client.issuer) && (await openId.revoke(client, token));
  } catch (error) {
    // The person is told what is left to do; being disconnected here does not depend on it.
    deps.log.warn({ err: error, connectorId: row.connectorId }, 'permission not withdrawn at the provider');
    return false;
  }
}
