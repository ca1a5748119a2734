import { createHash, timingSafeEqual } from 'node:crypto';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import type { Caller } from '../http/route.ts';
import { AppError, newId } from '../sdk/index.ts';
import type { OauthAttemptRow } from '../store/tables/oauth.table.ts';
import { getClient } from './apps.ts';
import { insertAttempt } from './attempt.store.ts';
import { putAuthorization } from './authorization.store.ts';
import { applicationScopes, mailScopes, type OauthClient, type Tokens } from './client.ts';
import type { OauthConnector, OauthDeps } from './oauth-deps.ts';
import type { Consent, OpenId } from './openid.ts';
import { CALLBACK_PATH, ownAddress } from './own-address.ts';
import { tokenColumns } from './tokens.ts';

export const ATTEMPT_MS = 10 * 60_000;
/** What became of an attempt can be read that long after its end. */
const REMEMBERED_MS = 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

export interface Asked {
  caller: Caller;
  headers: Record<string, string | undefined>;
}

export interface Begun {
  /** where the browser goes to; null: connected already, no person was needed */
  url: string | null;
  /** for the browser that asked, and nobody else */
  binding: string | null;
}

/**
 * Begins the consent of a connector's mailbox, or connects it at once where the application needs no person. Errors: STATE
 * with what to do first; FORBIDDEN; OAUTH and OAUTH_DOWN.
 */
export async function beginConsent(deps: OauthDeps, openId: OpenId, connectorId: string, asked: Asked): Promise<Begun> {
  const connector = await deps.connectors.get(connectorId);
  const { signIn } = connector;
  if (signIn === undefined) {
    const sentence = `The saved details of "${connector.displayName}" do not sign in with OAuth 2.0, or have no user name. Choose it, enter the address of the mailbox, and save.`;
    throw new AppError('STATE', sentence);
  }
  const client = await getClient(deps, connector.providerId);
  if (client.grant !== 'authorization_code') {
    await connectApplication(deps, openId, { client, connector, signIn, asked });
    return { url: null, binding: null };
  }
  const redirectUri = ownAddress(deps.publicUrl, asked.headers) + CALLBACK_PATH;
  const [state, verifier, nonce, binding] = [randomState(), randomPKCECodeVerifier(), randomNonce(), randomState()];
  const url = await openId.authorizationUrl(client, { redirectUri, account: signIn.user, state, verifier, nonce });
  const now = deps.clock.now();
  const id = newId(now);
  const attempt: OauthAttemptRow = {
    id,
    stateHash: sha256(state),
    bindingHash: sha256(binding),
    sessionKey: deps.sessions.keyOf(asked.headers) ?? null,
    connectorId,
    providerId: connector.providerId,
    callerId: asked.caller.id,
    callerName: asked.caller.name,
    secrets: deps.secrets.seal(JSON.stringify({ verifier, nonce }), attemptPlace(id)),
    redirectUri,
    issuer: client.issuer,
    clientId: client.clientId,
    account: signIn.user,
    destination: signIn.destination,
    createdAt: now,
    expiresAt: now + ATTEMPT_MS,
    usedAt: null,
    outcome: null,
    message: null,
  };
  await deps.store.write((tx) => insertAttempt(tx, attempt, now - REMEMBERED_MS));
  return { url, binding };
}

export function openAttempt({ secrets }: OauthDeps, { id, secrets: sealed }: OauthAttemptRow) {
  return JSON.parse(secrets.open(sealed, attemptPlace(id))) as { verifier: string; nonce: string };
}

export function isBoundTo({ bindingHash }: Pick<OauthAttemptRow, 'bindingHash'>, binding: string | undefined): boolean {
  return timingSafeEqual(Buffer.from(bindingHash), Buffer.from(sha256(binding ?? '')));
}

/** The scopes that the mailbox needs and the provider did not grant; it may write them in other letters. */
export function missingScopes(client: OauthClient, { scopes }: Tokens): string[] {
  if (scopes === undefined) return [];
  const granted = scopes.map((scope) => scope.toLowerCase());
  return mailScopes(client).filter((scope) => !granted.includes(scope.toLowerCase()));
}

/** Stores what a person consented to; whatever the connector had before is forgotten. */
export async function storeConsent(deps: OauthDeps, client: OauthClient, attempt: OauthAttemptRow, consent: Consent) {
  const now = deps.clock.now();
  const { consentDays } = client.provider.oauth;
  await deps.store.write((tx) =>
    putAuthorization(tx, {
      ...startOf(client, attempt),
      scopes: consent.scopes ?? mailScopes(client),
      refreshToken: null,
      ...tokenColumns(deps, attempt.connectorId, consent, now),
      authorizedAt: now,
      authorizedBy: attempt.callerName,
      consentEndsAt: consentDays === undefined ? null : now + consentDays * DAY_MS,
    }),
  );
  await deps.connectors.connected(attempt.connectorId);
}

interface Application {
  client: OauthClient;
  connector: OauthConnector;
  signIn: { user: string; destination: string };
  asked: Asked;
}

/** An application may open any mailbox of its tenant: whom it opens, and where its tokens go, is for administrators. */
async function connectApplication(deps: OauthDeps, openId: OpenId, { client, connector, signIn, asked }: Application) {
  if (!asked.caller.roles.includes('administrator')) {
    throw new AppError(
      'FORBIDDEN',
      `The application for ${client.provider.label} opens mailboxes without asking anybody. An administrator must connect this one.`,
    );
  }
  const tokens = await openId.obtain(client, signIn.user);
  const now = deps.clock.now();
  const place = { connectorId: connector.id, account: signIn.user, destination: signIn.destination };
  await deps.store.write((tx) =>
    putAuthorization(tx, {
      ...startOf(client, place),
      scopes: tokens.scopes ?? applicationScopes(client),
      refreshToken: null,
      ...tokenColumns(deps, connector.id, tokens, now),
      authorizedAt: now,
      authorizedBy: asked.caller.name,
      consentEndsAt: null,
    }),
  );
  await deps.connectors.connected(connector.id);
}

function startOf(client: OauthClient, place: { connectorId: string; account: string; destination: string }) {
  return {
    connectorId: place.connectorId,
    providerId: client.provider.id,
    grant: client.grant,
    clientId: client.clientId,
    issuer: client.issuer,
    account: place.account,
    destination: place.destination,
    state: 'authenticated' as const,
    reason: '',
    // Not one that an earlier consent had: a renewal of it that is under way must not write over this one.
    generation: Math.floor(Math.random() * 1_000_000) * 1000,
    unanswered: 0,
    leaseToken: null,
    leaseUntil: null,
  };
}

export function attemptPlace(attemptId: string) {
  return { connectorId: attemptId, field: '/oauth/attempt' };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
