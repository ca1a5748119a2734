import { type AccessTokenSource, AppError, newId } from '../sdk/index.ts';
import type { OauthAuthorizationRow } from '../store/tables/oauth.table.ts';
import { getClient } from './apps.ts';
import { endLease, findAuthorization, storeRenewed, takeLease } from './authorization.store.ts';
import { isOtherApplication } from './authorization.ts';
import type { OauthClient, Tokens } from './client.ts';
import type { OauthDeps } from './oauth-deps.ts';
import type { OpenId } from './openid.ts';
import { failure, isFailure } from './provider-failure.ts';
import { openToken, tokenColumns } from './tokens.ts';

/** Longer than all answers may take together (openid.ts): discovery, a renewal, and its second try. */
const LEASE_MS = 90_000;
/** Another process renews: looked at so often, and for no longer than that. */
const LOOK_MS = 100;
const MOST_WAIT_MS = 45_000;
/** After a refusal that another process's renewal may explain. */
const SECOND_TRY_MS = 300;

export interface TokenPlace {
  connectorId: string;
  /** of the settings that the token is for */
  destination: string;
}

/**
 * Access tokens of connectors. One process at a time renews those of a connector (a lease in the database), and in it one
 * call. New tokens are stored before anybody gets to see them: a refresh token may be good only once.
 */
export function createTokenSource(deps: OauthDeps, openId: OpenId): (place: TokenPlace) => AccessTokenSource {
  const running = new Map<string, Promise<Renewal>>();
  const renewTogether = (row: OauthAuthorizationRow): Promise<Renewal> => {
    const known = running.get(row.connectorId);
    if (known !== undefined) return known;
    const renewal = renew(deps, openId, row).finally(() => running.delete(row.connectorId));
    running.set(row.connectorId, renewal);
    return renewal;
  };
  return (place) => (options) => currentToken(deps, place, renewTogether, options ?? {});
}

/** 'busy': another process has the lease. */
type Renewal = 'renewed' | 'busy';

async function currentToken(
  deps: OauthDeps,
  place: TokenPlace,
  renewTogether: (row: OauthAuthorizationRow) => Promise<Renewal>,
  { refused, signal }: { refused?: string; signal?: AbortSignal },
): Promise<string> {
  const { clock } = deps;
  const giveUpAt = clock.now() + MOST_WAIT_MS;
  while (clock.now() < giveUpAt) {
    if (signal?.aborted) throw new AppError('CANCELLED', 'The sign-in was cancelled.');
    const row = assertUsable(await findAuthorization(deps.store.read, place.connectorId), place);
    const kept = openToken(deps.secrets, row, 'accessToken');
    const valid = kept !== undefined && kept !== refused && clock.now() < (row.accessExpiresAt ?? 0);
    if (valid && clock.now() < (row.renewAt ?? 0)) return kept;
    try {
      const renewal = await renewTogether(row);
      if (renewal === 'renewed') continue;
    } catch (error) {
      // The old one is still good: whoever comes later tries again.
      if (valid && isFailure(error, 'down')) return kept;
      throw asMailError(error);
    }
    if (valid) return kept;
    await clock.sleep(LOOK_MS, signal);
  }
  throw new AppError(
    'OAUTH_DOWN',
    'The permission of the provider is being renewed and takes long. It is tried again.',
  );
}

/** The authorization, where it counts for this place; else MAIL_AUTH with what to do. */
function assertUsable(row: OauthAuthorizationRow | undefined, place: TokenPlace): OauthAuthorizationRow {
  if (row === undefined) {
    throw signInError('NOT_AUTHENTICATED', 'Not authenticated at the provider. Press Authenticate under Sign-in.');
  }
  if (row.destination !== place.destination) {
    throw signInError(
      'NOT_AUTHENTICATED',
      'Provider, user or servers were changed since this was connected. Save, then authenticate again: a permission only ever goes to the servers it was given for.',
    );
  }
  if (row.state === 'reconnect') throw signInError('RECONNECT', row.reason);
  return row;
}

async function renew(deps: OauthDeps, openId: OpenId, row: OauthAuthorizationRow): Promise<Renewal> {
  const { store, clock } = deps;
  const client = await getClient(deps, row.providerId);
  if (isOtherApplication(row, client, client.issuer)) {
    const sentence = `The application for ${client.provider.label} was changed since this was connected. Press Reconnect.`;
    throw signInError('RECONNECT', sentence);
  }
  const lease = { token: newId(), now: clock.now(), until: clock.now() + LEASE_MS };
  if (!(await store.write((tx) => takeLease(tx, row, lease)))) return 'busy';
  let tokens: Tokens | 'stored';
  try {
    tokens = await obtain(deps, openId, client, row);
  } catch (error) {
    if (row.grant === 'authorization_code' && isFailure(error, 'grant')) return endConsent(deps, row, error);
    const answered = !isFailure(error, 'down');
    await store.write((tx) => endLease(tx, row, lease.token, answered));
    throw error;
  }
  if (tokens === 'stored') return 'renewed';
  const columns = tokenColumns(deps, row.connectorId, tokens, clock.now());
  // Nothing stored: a person connected it anew meanwhile, and those tokens are the ones that count.
  await store.write((tx) => storeRenewed(tx, row, columns));
  return 'renewed';
}

/** 'stored': another process has newer tokens already. A refusal counts only the second time. */
async function obtain(
  deps: OauthDeps,
  openId: OpenId,
  client: OauthClient,
  row: OauthAuthorizationRow,
): Promise<Tokens | 'stored'> {
  if (row.grant !== 'authorization_code') return openId.obtain(client, row.account).catch(noConsent(client));
  const refreshToken = openToken(deps.secrets, row, 'refreshToken') ?? '';
  try {
    return await openId.renew(client, refreshToken);
  } catch (error) {
    if (!isFailure(error, 'grant')) throw error;
    const latest = await findAuthorization(deps.store.read, row.connectorId);
    if (latest?.generation !== row.generation) return 'stored';
    await deps.clock.sleep(SECOND_TRY_MS);
    return openId.renew(client, refreshToken);
  }
}

/** Where no person consents, "invalid grant" is about the rights of the application. */
function noConsent({ provider }: OauthClient): (error: unknown) => never {
  return (error) => {
    if (!isFailure(error, 'grant')) throw error;
    const { providerCode } = error.details;
    throw failure('refused', provider.oauth.name, typeof providerCode === 'string' ? providerCode : undefined, error);
  };
}

/** Compare-and-set: of several that find it out one says so, and a new consent is not undone. */
async function endConsent(deps: OauthDeps, row: OauthAuthorizationRow, error: AppError): Promise<Renewal> {
  const reason =
    row.unanswered > 0
      ? `${error.message} (An answer of the provider was lost before, and with it perhaps the new permission.)`
      : error.message;
  const change = { state: 'reconnect' as const, reason, accessToken: null, refreshToken: null };
  const first = await deps.store.write((tx) => storeRenewed(tx, row, change));
  if (first) await deps.connectors.failed(row.connectorId, reason);
  deps.log.warn({ connectorId: row.connectorId, code: error.details['providerCode'] }, 'consent has ended');
  return 'renewed';
}

/** The outbox knows MAIL_AUTH: the connector pauses, says what to do, and its mails wait uncounted. */
function asMailError(error: unknown): unknown {
  if (!(error instanceof AppError) || (error.code !== 'OAUTH' && error.code !== 'STATE')) return error;
  return new AppError('MAIL_AUTH', error.message, { cause: error, details: error.details });
}

function signInError(reason: string, sentence: string): AppError {
  return new AppError('MAIL_AUTH', sentence, { details: { reason } });
}
