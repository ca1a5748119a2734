import type { TLSSocket } from 'node:tls';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Credential } from './sign-in.ts';

/** What a server offered in one session, and how we came in. For the proof: names and numbers, no secret. */
export interface SmtpCapabilities {
  /** 'TLSv1.3'; null: the connection is not encrypted */
  tls: string | null;
  signIn: 'none' | 'password' | 'oauth2';
  /** RFC 1870; `maxSize` of the session is its value */
  size: boolean;
  /** RFC 3461 */
  dsn: boolean;
  /** RFC 2920 */
  pipelining: boolean;
}

const SIGN_INS = { none: 'none', password: 'password', token: 'oauth2' } as const;

/** Of a connection that is signed in. nodemailer keeps the lines of the last EHLO, after STARTTLS those that count, in this field. */
export function smtpCapabilities(connection: SMTPConnection, signIn: Credential['kind']): SmtpCapabilities {
  const { _ehloLines: lines = [], _socket: socket } = connection as unknown as {
    _ehloLines?: string[];
    _socket?: Partial<TLSSocket>;
  };
  const offered = new Set(lines.map((line) => line.trim().split(/\s/)[0]?.toUpperCase()));
  return {
    tls: socket?.encrypted === true ? (socket.getProtocol?.() ?? null) : null,
    signIn: SIGN_INS[signIn],
    size: offered.has('SIZE'),
    dsn: offered.has('DSN'),
    pipelining: offered.has('PIPELINING'),
  };
}
