import { AuthorizationResponseError } from 'openid-client';
import { AppError } from '../sdk/index.ts';
import type { OauthAttemptRow } from '../store/tables/oauth.table.ts';
import { getClient } from './apps.ts';
import { isKnownState, setOutcome, useAttempt } from './attempt.store.ts';
import type { OauthClient } from './client.ts';
import { isBoundTo, missingScopes, openAttempt, sha256, storeConsent } from './consent.ts';
import type { OauthConnector, OauthDeps } from './oauth-deps.ts';
import type { Consent, OpenId } from './openid.ts';
import { isFailure } from './provider-failure.ts';

/** What the page is told. Nothing else of an answer goes to the browser. */
export const OUTCOMES = [
  'done',
  'refused',
  'wrong_account',
  'missing_scope',
  'not_lasting',
  'expired',
  'used',
  'unknown',
  'other_browser',
  'session_ended',
  'changed',
  'application',
  'provider_down',
  'clock',
  'failed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Ended {
  outcome: Outcome;
  /** of which the page may ask what became of it; absent where the browser is not the one that asked */
  attemptId?: string;
  /** who had asked for which connector */
  of?: Pick<OauthAttemptRow, 'callerId' | 'callerName' | 'connectorId'>;
}

interface Answer {
  query: Record<string, string>;
  /** the cookie of the browser that the provider sent back */
  binding: string | undefined;
}

/** The end of a consent, whatever the provider or anybody else sends. Rejects only where the database does. */
export async function finishConsent(deps: OauthDeps, openId: OpenId, { query, binding }: Answer): Promise<Ended> {
  const { state } = query;
  const now = deps.clock.now();
  // Used up by the first who shows it, right or wrong: it cannot be tried again.
  const stateHash = sha256(state ?? '');
  if (!(await isKnownState(deps.store.read, stateHash))) return { outcome: 'unknown' };
  const found = await deps.store.write((tx) => useAttempt(tx, stateHash, now));
  if (found === undefined) return { outcome: 'unknown' };
  const { attempt, first } = found;
  if (!isBoundTo(attempt, binding)) return { outcome: 'other_browser' };
  if (!first) return { outcome: 'used', attemptId: attempt.id };
  const { outcome, message } = await decide(deps, openId, attempt, query);
  await deps.store.write((tx) => setOutcome(tx, attempt.id, outcome, message));
  deps.log.info({ connectorId: attempt.connectorId, outcome }, 'consent ended');
  return { outcome, attemptId: attempt.id, of: attempt };
}

interface Decision {
  outcome: Outcome;
  /** one or two sentences: what happened and what to do */
  message: string;
}

async function decide(
  deps: OauthDeps,
  openId: OpenId,
  attempt: OauthAttemptRow,
  query: Record<string, string>,
): Promise<Decision> {
  try {
    return (await notNow(deps, attempt)) ?? (await exchange(deps, openId, attempt, query));
  } catch (error) {
    const decision = ofFailure(error);
    if (decision.outcome === 'failed')
      deps.log.warn({ err: error, connectorId: attempt.connectorId }, 'consent failed');
    return decision;
  }
}

/** What makes an attempt void before the provider is asked. */
async function notNow(deps: OauthDeps, attempt: OauthAttemptRow): Promise<Decision | undefined> {
  if (attempt.expiresAt <= deps.clock.now()) {
    return { outcome: 'expired', message: 'It took longer than ten minutes. Start again.' };
  }
  if (attempt.sessionKey !== null && !(await deps.sessions.isOpen(attempt.sessionKey))) {
    return { outcome: 'session_ended', message: 'The session in which this began has ended. Sign in and start again.' };
  }
  const connector = await findConnector(deps, attempt.connectorId);
  if (connector?.signIn?.destination !== attempt.destination || connector.providerId !== attempt.providerId) {
    const message = 'The details of the data source were changed or deleted meanwhile. Look at them and start again.';
    return { outcome: 'changed', message };
  }
  return undefined;
}

async function exchange(
  deps: OauthDeps,
  openId: OpenId,
  attempt: OauthAttemptRow,
  query: Record<string, string>,
): Promise<Decision> {
  const client = await getClient(deps, attempt.providerId);
  if (
    client.clientId !== attempt.clientId ||
    client.issuer !== attempt.issuer ||
    client.grant !== 'authorization_code'
  ) {
    return { outcome: 'changed', message: 'The application was changed meanwhile. Start again.' };
  }
  const { state = '' } = query;
  const ask = { redirectUri: attempt.redirectUri, state, ...openAttempt(deps, attempt) };
  const consent = await openId.exchange(client, new URLSearchParams(query), ask);
  const refusal = notEnough(client, attempt, consent);
  if (refusal) return refusal;
  await storeConsent(deps, client, attempt, consent);
  return { outcome: 'done', message: `${attempt.account} is connected.` };
}

function notEnough(client: OauthClient, { account }: OauthAttemptRow, consent: Consent): Decision | undefined {
  const { name } = client.provider.oauth;
  if (!consent.accounts.some((one) => one.toLowerCase() === account.toLowerCase())) {
    const [chosen] = consent.accounts;
    const message =
      chosen === undefined
        ? `${name} does not say which mailbox was chosen. Allow the application to see the address of the account.`
        : `You chose ${chosen}, this source is ${account}. Start again and choose ${account}.`;
    return { outcome: 'wrong_account', message };
  }
  const missing = missingScopes(client, consent);
  if (missing.length > 0) {
    const message = `${name} did not give: ${missing.join(', ')}. Start again and leave every box of the consent ticked.`;
    return { outcome: 'missing_scope', message };
  }
  if (consent.refreshToken !== undefined) return undefined;
  const message = `${name} gave a permission that does not last (no refresh token). Take the application out of the account's connected applications there, then start again.`;
  return { outcome: 'not_lasting', message };
}

/** What was thrown, as far as a person can do something about it. */
function ofFailure(error: unknown): Decision {
  const message = error instanceof AppError ? error.message : '';
  const cause = error instanceof AppError ? error.cause : undefined;
  if (cause instanceof AuthorizationResponseError && cause.error === 'access_denied') {
    return { outcome: 'refused', message: 'The permission was not given. Nothing was changed.' };
  }
  if (isFailure(error, 'down')) return { outcome: 'provider_down', message };
  if (isFailure(error, 'clock')) return { outcome: 'clock', message };
  if (isFailure(error, 'client') || isFailure(error, 'issuer')) return { outcome: 'application', message };
  if (error instanceof AppError && error.code === 'STATE') return { outcome: 'application', message };
  if (isFailure(error, 'grant')) {
    const again = 'The provider did not accept its own answer any more: it was used before, or came too late.';
    return { outcome: 'failed', message: `${again} Start again.` };
  }
  if (error instanceof AppError && error.code === 'OAUTH') return { outcome: 'failed', message };
  return { outcome: 'failed', message: 'Something went wrong here. The log has the details. Start again.' };
}

async function findConnector(deps: OauthDeps, id: string): Promise<OauthConnector | undefined> {
  try {
    return await deps.connectors.get(id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
