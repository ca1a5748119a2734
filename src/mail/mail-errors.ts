import { AppError, type Security } from '../sdk/index.ts';
import { certificateReason, MAIL_REASONS, type MailReason } from './mail-reasons.ts';

export type MailPhase = 'dns' | 'connect' | 'tls' | 'sign_in' | 'mailbox' | 'envelope' | 'data' | 'append';

export interface MailErrorContext {
  host: string;
  port: number;
  security: Security;
  protocol?: 'imap' | 'smtp';
  phase?: MailPhase;
  /** the sign-in is one with an access token */
  oauth?: boolean;
}

/** What nodemailer, imapflow and Node put on their errors; each of it may be missing. */
interface Thrown {
  message: string;
  code: string;
  smtpReply: number | undefined;
  /** '5.7.8' of RFC 3463 */
  enhanced: string | undefined;
  /** the server's own words */
  server: string | undefined;
  command: string | undefined;
  /** response code of an IMAP NO, e.g. 'AUTHENTICATIONFAILED' (RFC 5530) */
  imapCode: string | undefined;
  imapStatus: string | undefined;
  signInFailed: boolean;
  tlsFailed: boolean;
}

/**
 * The only translation of what nodemailer, imapflow and Node's sockets throw. `details.reason` names the cause more
 * closely than the code; `details.server` are the server's own words; `details.reply` and `details.enhanced` the
 * SMTP reply. Errors that do not come from the network keep their cause and become INTERNAL.
 */
export function mailError(thrown: unknown, where: MailErrorContext): AppError {
  if (thrown instanceof AppError) return thrown;
  const seen = readThrown(thrown);
  const reason = reasonOf(seen, where, thrown);
  const { code, sentence } = MAIL_REASONS[reason];
  return new AppError(code, sentence(where), {
    cause: thrown,
    details: {
      reason,
      host: where.host,
      port: where.port,
      ...optional('phase', where.phase),
      ...optional('server', seen.server),
      ...optional('reply', seen.smtpReply),
      ...optional('enhanced', seen.enhanced),
      ...optional('imapCode', seen.imapCode),
    },
  });
}

/** An error of ours for a cause that a probe found itself. */
export function mailFailure(
  reason: MailReason,
  where: MailErrorContext,
  details: Record<string, unknown> = {},
): AppError {
  const { code, sentence } = MAIL_REASONS[reason];
  return new AppError(code, sentence(where), {
    details: { reason, host: where.host, port: where.port, ...optional('phase', where.phase), ...details },
  });
}

function reasonOf(seen: Thrown, where: MailErrorContext, thrown: unknown): MailReason {
  if (isAbort(thrown)) return 'CANCELLED';
  return (
    (where.oauth ? tokenReason(seen) : undefined) ??
    (seen.signInFailed ? imapSignInReason(seen) : undefined) ??
    (seen.smtpReply === undefined ? undefined : smtpReason(seen, seen.smtpReply)) ??
    certificateReason(`${seen.code} ${seen.message}`) ??
    tlsReason(seen) ??
    (seen.imapStatus === undefined ? undefined : imapReason(seen)) ??
    socketReason(seen, where) ??
    'UNKNOWN'
  );
}

/** Of a sign-in with an access token; undefined where the same holds as with a password. */
function tokenReason(seen: Thrown): MailReason | undefined {
  // ImapFlow's own sentence where the server offers neither XOAUTH2 nor OAUTHBEARER.
  if (/unsupported authentication mechanism/i.test(seen.message)) return 'OAUTH_NOT_OFFERED';
  const reason = seen.signInFailed
    ? imapSignInReason(seen)
    : seen.code === 'EAUTH' && seen.smtpReply !== undefined
      ? smtpReason(seen, seen.smtpReply)
      : undefined;
  // Microsoft says this of a mailbox whose SMTP AUTH is switched off, whatever the sign-in.
  if (reason === 'PASSWORD_SIGN_IN_OFF') return 'SMTP_SIGN_IN_OFF';
  return reason === 'SIGN_IN_REFUSED' || reason === 'APP_PASSWORD_NEEDED' ? 'OAUTH_REFUSED' : undefined;
}

/** A full server, a lock or an outage says "authentication failed", too: only the response code tells (RFC 5530). */
const NOT_THE_PASSWORD = ['LIMIT', 'UNAVAILABLE', 'INUSE', 'CONTACTADMIN', 'SERVERBUG'];

function imapSignInReason(seen: Thrown): MailReason {
  if (seen.imapCode !== undefined && NOT_THE_PASSWORD.includes(seen.imapCode)) {
    return seen.imapCode === 'CONTACTADMIN' ? 'SIGN_IN_BLOCKED' : 'SIGN_IN_BUSY';
  }
  // "Login is disabled" is ImapFlow's own sentence for LOGINDISABLED (RFC 3501, section 6.2.3).
  if (seen.imapCode === 'PRIVACYREQUIRED' || /login is disabled/i.test(seen.message)) return 'SIGN_IN_NEEDS_TLS';
  if (/too many|rate limit|try again later|temporar/i.test(seen.server ?? '')) return 'SIGN_IN_BUSY';
  return passwordReason(seen);
}

function smtpReason(seen: Thrown, reply: number): MailReason | undefined {
  if (seen.code === 'ETLS') return reply < 500 ? 'SERVER_BUSY' : 'STARTTLS_MISSING';
  if (seen.code === 'EAUTH') {
    if (reply < 500) return 'SIGN_IN_BUSY';
    if (reply === 538 || seen.enhanced === '5.7.11' || /must issue a starttls/i.test(seen.server ?? '')) {
      return 'SIGN_IN_NEEDS_TLS';
    }
    return passwordReason(seen);
  }
  // RFC 4954, section 6: 530 after MAIL FROM means that the server wants a sign-in first.
  if (reply === 530) return /starttls/i.test(seen.server ?? '') ? 'SIGN_IN_NEEDS_TLS' : 'SIGN_IN_NEEDED';
  if (seen.code === 'EPROTOCOL' && (reply < 400 || reply >= 600)) return 'NOT_SMTP';
  if (reply >= 400 && reply < 500) return 'SERVER_BUSY';
  if (reply >= 500) return 'SERVER_REFUSED';
  return undefined;
}

/** Microsoft and Google say by these codes that a password alone will never do. */
function passwordReason(seen: Thrown): MailReason {
  const words = seen.server ?? '';
  if (/5\.7\.139|5\.7\.30|5\.7\.57|basic authentication is (?:disabled|not supported)/i.test(words)) {
    return 'PASSWORD_SIGN_IN_OFF';
  }
  if (/application-specific password|app password|5\.7\.9/i.test(words)) return 'APP_PASSWORD_NEEDED';
  return 'SIGN_IN_REFUSED';
}

function tlsReason(seen: Thrown): MailReason | undefined {
  const words = `${seen.code} ${seen.message}`;
  if (/wrong.version.number|packet length too long|http request/i.test(words)) return 'TLS_WRONG_MODE';
  if (/unsupported.protocol|protocol.version|no.protocols.available/i.test(words)) return 'TLS_OLD';
  if (/not support STARTTLS|STARTTLS.*(?:not available|not supported|required)|EREQUIRETLS/i.test(words)) {
    return 'STARTTLS_MISSING';
  }
  if (seen.code === 'ETLS' || seen.code === 'EPROTO' || seen.code.startsWith('ERR_SSL') || seen.tlsFailed) {
    return 'TLS_FAILED';
  }
  return undefined;
}

function imapReason(seen: Thrown): MailReason {
  switch (seen.imapCode) {
    case 'LIMIT':
    case 'UNAVAILABLE':
    case 'INUSE':
      return 'SERVER_BUSY';
    case 'OVERQUOTA':
      return 'MAILBOX_FULL';
    case 'TRYCREATE':
    case 'NONEXISTENT':
      return 'FOLDER_MISSING';
    default:
      return 'SERVER_REFUSED';
  }
}

const SOCKET_REASONS: Record<string, MailReason> = {
  ENOTFOUND: 'HOST_UNKNOWN',
  ENODATA: 'HOST_UNKNOWN',
  EDNS: 'HOST_UNKNOWN',
  EAI_AGAIN: 'DNS_SILENT',
  ECONNREFUSED: 'CONNECT_REFUSED',
  EHOSTUNREACH: 'UNREACHABLE',
  ENETUNREACH: 'UNREACHABLE',
  EADDRNOTAVAIL: 'UNREACHABLE',
  EPROTOCOL: 'NOT_MAIL',
  ETHROTTLE: 'SERVER_BUSY',
  InvalidResponse: 'NOT_MAIL',
  UnexpectedTag: 'NOT_MAIL',
  LineTooLarge: 'NOT_MAIL',
  LiteralTooLarge: 'NOT_MAIL',
  ResponseTooLarge: 'NOT_MAIL',
};

const LOST = [
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'ECONNECTION',
  'ESOCKET',
  'NoConnection',
  'EConnectionClosed',
  'StateLogout',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
];
const SILENT = ['ETIMEDOUT', 'ETIMEOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'];

function socketReason(seen: Thrown, where: MailErrorContext): MailReason | undefined {
  const known = SOCKET_REASONS[seen.code];
  if (known !== undefined) return known;
  if (SILENT.includes(seen.code)) {
    if (where.phase === 'dns') return 'DNS_SILENT';
    return where.phase === 'connect' || /connect/i.test(seen.code) ? 'CONNECT_SILENT' : 'SERVER_SILENT';
  }
  if (LOST.includes(seen.code)) return 'CONNECTION_LOST';
  return seen.code.startsWith('ParserError') ? 'NOT_MAIL' : undefined;
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

/** What AbortSignal.timeout() gives as its reason. */
function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'TimeoutError';
}

function readThrown(thrown: unknown): Thrown {
  const from = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Record<string, unknown>;
  const reply = typeof from['responseCode'] === 'number' ? from['responseCode'] : undefined;
  const server = words(from['response']) ?? words(from['responseText']) ?? words(from['reason']);
  return {
    message: thrown instanceof Error ? thrown.message : String(thrown),
    // nodemailer replaces the system's code by its own and keeps the first as originalCode.
    code: isTimeout(thrown) ? 'ETIMEDOUT' : (words(from['originalCode']) ?? words(from['code']) ?? ''),
    smtpReply: reply,
    enhanced: reply === undefined ? undefined : /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(server ?? '')?.[1],
    server,
    command: words(from['command']),
    imapCode: words(from['serverResponseCode'])?.toUpperCase(),
    imapStatus: words(from['responseStatus']),
    signInFailed: from['authenticationFailed'] === true,
    tlsFailed: from['tlsFailed'] === true,
  };
}

function words(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function optional<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [key in K]?: V };
}
