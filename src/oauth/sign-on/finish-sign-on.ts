import { AuthorizationResponseError } from 'openid-client';
import { AppError } from '../../sdk/index.ts';
import type { SignOnAttemptRow, SignOnProviderRow } from '../../store/tables/sign-on.table.ts';
import { isBoundTo, sha256 } from '../consent.ts';
import { isFailure } from '../provider-failure.ts';
import { signOnAttemptPlace } from './begin-sign-on.ts';
import { accountOf } from './proved-account.ts';
import { getProviderRow, isKnownState, useAttempt } from './sign-on.store.ts';
import type { SignOnDeps } from './sign-on-deps.ts';
import type { SignOnOpenId } from './sign-on-openid.ts';
import { clientOf } from './sign-on-providers.ts';

/** What the page is told beside 'done'. Nothing else of an answer goes to the browser. */
export type SignOnProblem =
  | 'refused'
  | 'unverified'
  | 'wrong_domain'
  | 'unknown_user'
  | 'name_taken'
  | 'other_account'
  | 'disabled'
  | 'expired'
  | 'used'
  | 'unknown'
  | 'other_browser'
  | 'changed'
  | 'application'
  | 'provider_down'
  | 'clock'
  | 'issuer'
  | 'encrypted'
  | 'failed';

export interface SignOnEnd {
  outcome: 'done' | SignOnProblem;
  /** absent where the browser is not the one that began it */
  attempt?: Pick<SignOnAttemptRow, 'providerId' | 'returnTo'>;
  /** whose account it is, as far as that is known */
  person?: { id: string; name: string };
  /** of the new session */
  cookie?: string;
}

interface Answer {
  query: Record<string, string>;
  /** the cookie of the browser that the provider sent back */
  binding: string | undefined;
  headers: Record<string, string | undefined>;
}

/** The end of a sign-in, whatever the provider or anybody else sends. Rejects only where the database does. */
export async function finishSignOn(deps: SignOnDeps, openId: SignOnOpenId, answer: Answer): Promise<SignOnEnd> {
  const { query, binding } = answer;
  // Used up by the first who shows it, right or wrong: it cannot be tried again.
  const stateHash = sha256(query['state'] ?? '');
  if (!(await isKnownState(deps.store.read, stateHash))) return { outcome: 'unknown' };
  const found = await deps.store.write((tx) => useAttempt(tx, stateHash, deps.clock.now()));
  if (found === undefined) return { outcome: 'unknown' };
  const { attempt, first } = found;
  if (!isBoundTo(attempt, binding)) return { outcome: 'other_browser' };
  if (!first) return { outcome: 'used', attempt };
  if (attempt.expiresAt <= deps.clock.now()) return { outcome: 'expired', attempt };
  const end = await decide(deps, openId, attempt, answer);
  deps.log.info({ providerId: attempt.providerId, outcome: end.outcome }, 'sign-on ended');
  return { ...end, attempt };
}

async function decide(
  deps: SignOnDeps,
  openId: SignOnOpenId,
  attempt: SignOnAttemptRow,
  answer: Answer,
): Promise<SignOnEnd> {
  try {
    const row = await getProviderRow(deps.store.read, attempt.providerId);
    if (!row.enabled || row.issuer !== attempt.issuer || row.clientId !== attempt.clientId) {
      return { outcome: 'changed' };
    }
    return await exchange(deps, openId, { row, attempt, answer });
  } catch (error) {
    const outcome = problemOf(error);
    if (outcome !== 'refused') {
      deps.log.warn({ err: error, providerId: attempt.providerId, outcome }, 'sign-on failed');
    }
    return { outcome };
  }
}

interface Exchange {
  row: SignOnProviderRow;
  attempt: SignOnAttemptRow;
  answer: Answer;
}

async function exchange(deps: SignOnDeps, openId: SignOnOpenId, of: Exchange): Promise<SignOnEnd> {
  const { row, attempt, answer } = of;
  const kept = JSON.parse(deps.secrets.open(attempt.secrets, signOnAttemptPlace(attempt.stateHash))) as {
    verifier: string;
    nonce: string;
  };
  const ask = { redirectUri: attempt.redirectUri, state: answer.query['state'] ?? '', ...kept };
  const claims = await openId.exchange(clientOf(deps, row), new URLSearchParams(answer.query), ask);
  const account = accountOf(row, claims);
  if (account === 'wrong_domain') return { outcome: account };
  const { createsPeople, defaultRoles, claim, claimRules } = row;
  const policy = { createsPeople, defaultRoles, claimRules: claim === null ? null : claimRules };
  const result = await deps.people.signOn(account, policy, deps.people.deviceOf(answer.headers));
  if ('refused' in result) return { outcome: result.refused, ...(result.person && { person: result.person }) };
  const { caller, cookie } = result.session;
  return { outcome: 'done', person: caller, cookie };
}

function problemOf(error: unknown): SignOnProblem {
  const cause = error instanceof AppError ? error.cause : undefined;
  if (cause instanceof AuthorizationResponseError && cause.error === 'access_denied') return 'refused';
  if (isFailure(error, 'down')) return 'provider_down';
  if (isFailure(error, 'clock')) return 'clock';
  if (isFailure(error, 'client')) return 'application';
  if (isFailure(error, 'issuer')) return 'issuer';
  if (isFailure(error, 'encrypted')) return 'encrypted';
  return error instanceof AppError && error.code === 'NOT_FOUND' ? 'changed' : 'failed';
}
