import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { AppError } from '../sdk/index.ts';

/** What a provider's refusal means for us. */
export type FailureKind =
  /** the consent has ended, was withdrawn, or was never enough */
  | 'grant'
  /** the registered application is not the one we say we are */
  | 'client'
  /** nobody answers, or it has trouble of its own */
  | 'down'
  | 'clock'
  | 'issuer'
  /** it encrypts its ID tokens */
  | 'encrypted'
  | 'refused';

const GRANT = ['invalid_grant', 'interaction_required', 'consent_required', 'login_required', 'access_denied'];
const CLIENT = ['invalid_client', 'unauthorized_client'];
const BUSY = ['temporarily_unavailable', 'server_error', 'slow_down'];
/** Codes of oauth4webapi. */
const CLOCK = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED';
const NOT_CONFORM = 'OAUTH_RESPONSE_IS_NOT_CONFORM';
const NOT_SUPPORTED = 'OAUTH_UNSUPPORTED_OPERATION';
const ISSUER = ['OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR'];

/** Undefined for what is no answer of a provider, but a mistake of ours. */
function failureKind(thrown: unknown): FailureKind | undefined {
  if (thrown instanceof AuthorizationResponseError) return kindOfCode(thrown.error, 400);
  if (thrown instanceof ResponseBodyError) return kindOfCode(thrown.error, thrown.status);
  // RFC 6749, section 5.2: 401 stands for a client that cannot prove itself.
  if (thrown instanceof WWWAuthenticateChallengeError) return 'client';
  if (thrown instanceof ClientError) return kindOfClientError(thrown);
  if (thrown instanceof DOMException) return 'down';
  // What fetch() throws when the network fails.
  return thrown instanceof TypeError && ['fetch failed', 'terminated'].includes(thrown.message) ? 'down' : undefined;
}

export function kindOfCode(code: string, status: number): FailureKind {
  if (GRANT.includes(code)) return 'grant';
  if (CLIENT.includes(code) || status === 401) return 'client';
  return status >= 500 || status === 429 || BUSY.includes(code) ? 'down' : 'refused';
}

function kindOfClientError({ code = '', cause }: ClientError): FailureKind {
  if (code === CLOCK) return 'clock';
  if (ISSUER.includes(code)) return 'issuer';
  if (code === NOT_CONFORM) {
    const status = cause instanceof Response ? cause.status : 0;
    return status >= 500 || status === 429 ? 'down' : 'issuer';
  }
  if (code === NOT_SUPPORTED && cause instanceof Error && cause.message.includes('JWE')) return 'encrypted';
  return code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' ? 'down' : 'refused';
}

/** The ID token, or what the provider says of itself, names another issuer than the one that was asked. */
export function isIssuerMismatch(thrown: unknown): boolean {
  if (!(thrown instanceof ClientError) || thrown.code !== 'OAUTH_JWT_CLAIM_COMPARISON_FAILED') return false;
  const { cause } = thrown.cause instanceof Error ? thrown.cause : thrown;
  return (cause as { claim?: unknown } | undefined)?.claim === 'iss';
}

/** The provider's own short code, for the log and for people who look it up; never what it quotes of us. */
function providerCode(thrown: unknown): string | undefined {
  const code =
    thrown instanceof ResponseBodyError || thrown instanceof AuthorizationResponseError ? thrown.error : undefined;
  return code !== undefined && /^[\w.-]{1,60}$/.test(code) ? code : undefined;
}

const SENTENCES: Record<FailureKind, (name: string, code: string) => string> = {
  grant: (name) => `${name} no longer gives permission for this mailbox. Press Reconnect and consent once more.`,
  client: (name, code) =>
    `${name} refuses the registered application${code}. An administrator must correct client ID and client secret of the application.`,
  down: (name) => `${name} does not answer just now. Nothing is lost; it is tried again.`,
  clock: (name) => `The clock of this machine and that of ${name} differ. Set the clock of this machine and try again.`,
  issuer: (name) => `What answers at the address of ${name} is no OpenID provider. Check issuer and tenant.`,
  encrypted: (name) =>
    `${name} encrypts its ID tokens, which is not supported. Switch that off at the registration of the application there (id_token_encrypted_response_alg).`,
  refused: (name, code) =>
    `${name} refused the request${code}. Check the registration of the application: redirect address, scopes and client ID.`,
};

/** An AppError with the reason (`OAUTH_GRANT` and so on) in its details; what is no answer of the provider stays. */
export function providerError(thrown: unknown, name: string): unknown {
  // An address that the configuration does not allow is no answer of the provider either.
  if (thrown instanceof ClientError && thrown.cause instanceof AppError) return thrown.cause;
  const kind = failureKind(thrown);
  return kind === undefined ? thrown : failure(kind, name, providerCode(thrown), thrown);
}

export function failure(kind: FailureKind, name: string, code?: string, cause?: unknown): AppError {
  const sentence = SENTENCES[kind](name, code === undefined ? '' : ` (${code})`);
  return new AppError(kind === 'down' ? 'OAUTH_DOWN' : 'OAUTH', sentence, {
    ...(cause === undefined ? {} : { cause }),
    details: { reason: `OAUTH_${kind.toUpperCase()}`, ...(code === undefined ? {} : { providerCode: code }) },
  });
}

export function isFailure(error: unknown, kind: FailureKind): error is AppError {
  return error instanceof AppError && error.details['reason'] === `OAUTH_${kind.toUpperCase()}`;
}
