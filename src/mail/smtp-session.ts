import { hostname } from 'node:os';
import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import { AppError, type Egress, type ServerEndpoint } from '../sdk/index.ts';
import { dial } from './dial.ts';
import { type MailErrorContext, mailError } from './mail-errors.ts';
import { type Credential, signInWith } from './sign-in.ts';
import { type MarkedContent, type SmtpBody, smtpBody } from './smtp-body.ts';
import { type SmtpCapabilities, smtpCapabilities } from './smtp-capabilities.ts';
import { parseReply, type SmtpReply } from './smtp-reply.ts';
import { signInSmtp, tokenSignIn } from './smtp-sign-in.ts';
import { tlsOptions } from './tls-trust.ts';

/** Milliseconds. RFC 5321, 4.5.3.2: five minutes for MAIL and RCPT, ten after the final dot. */
export interface SmtpTimeouts {
  connectMs: number;
  greetingMs: number;
  envelopeMs: number;
  silenceMs: number;
}

export const SMTP_TIMEOUTS: SmtpTimeouts = {
  connectMs: 20_000,
  greetingMs: 30_000,
  envelopeMs: 5 * 60_000,
  silenceMs: 10 * 60_000,
};

export interface Transmission extends MarkedContent {
  from: string;
  recipients: string[];
  /** bytes */
  size: number;
  smtpUtf8: boolean;
  /** RFC 3461 ENVID: comes back in a bounce */
  envelopeId: string;
}

/** How far a transmission came. Only in 'dot' the message can have been accepted. */
export type SmtpPhase = 'envelope' | 'body' | 'dot';

export interface Transmitted {
  phase: SmtpPhase;
  /** the reply that ended it; absent when the connection ended without a readable one */
  reply?: SmtpReply;
  error?: Error;
  /** the Message-ID that the server says it gave the mail instead of ours, with angle brackets */
  serverMessageId?: string;
  /** recipients the server refused, each with its reply */
  rejected: { address: string; reply: SmtpReply | undefined }[];
}

export interface SmtpSession {
  readonly maxSize: number;
  readonly offersSmtpUtf8: boolean;
  /** as they were when the session was opened */
  readonly capabilities: SmtpCapabilities;
  /** false after a failure that leaves the protocol state unknown */
  readonly usable: boolean;
  /** Never rejects. */
  transmit(transmission: Transmission): Promise<Transmitted>;
  close(): void;
}

export interface SessionOptions {
  egress: Egress;
  timeouts?: SmtpTimeouts;
  signal?: AbortSignal;
}

/**
 * Connects, secures and signs in. Errors: AppError with a MAIL_* code. STARTTLS is required where it is chosen, so a
 * password never travels in clear text by accident.
 */
export async function openSmtpSession(endpoint: ServerEndpoint, options: SessionOptions): Promise<SmtpSession> {
  return signInWith(endpoint.auth, options.signal, (credential) => openSignedIn(endpoint, credential, options));
}

async function openSignedIn(
  endpoint: ServerEndpoint,
  credential: Credential,
  options: SessionOptions,
): Promise<SmtpSession> {
  const where: MailErrorContext = {
    host: endpoint.host,
    port: endpoint.port,
    security: endpoint.security,
    protocol: 'smtp',
    oauth: credential.kind === 'token',
  };
  const timeouts = options.timeouts ?? SMTP_TIMEOUTS;
  const reach = { egress: options.egress, signal: options.signal ?? new AbortController().signal };
  const tls = endpoint.security === 'none' ? {} : await tlsOptions(endpoint, reach);
  const socket = await dial(endpoint, { ...reach, timeoutMs: timeouts.connectMs }).catch((thrown: unknown) => {
    throw reach.signal.aborted ? cancelled() : mailError(thrown, { ...where, phase: 'connect' });
  });
  const connection = new SMTPConnection({
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.security === 'implicit',
    requireTLS: endpoint.security === 'starttls',
    ignoreTLS: endpoint.security === 'none',
    name: ehloName(),
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    tls,
    connection: socket,
    customAuth: tokenSignIn,
  });
  const session = new Session(connection, credential, timeouts);
  const abort = () => session.close();
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    await session.connect();
    await session.signIn(credential, where);
    return session;
  } catch (thrown) {
    session.close();
    throw options.signal?.aborted ? cancelled() : mailError(thrown, where);
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}

function cancelled(): AppError {
  return new AppError('CANCELLED', 'The connection attempt was cancelled.');
}

/** What nodemailer answers to a message that was accepted. */
interface SentInfo {
  response: string;
  serverMessageId?: string | undefined;
  rejectedErrors?: SMTPError[] | undefined;
}

class Session implements SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #credentialKind: Credential['kind'];
  #capabilities: SmtpCapabilities | undefined;
  readonly #timeouts: SmtpTimeouts;
  /** what a waiting call listens to: nodemailer reports a lost connection as an event as well as by callback */
  #onLost: (error: Error) => void = () => {};
  #lost: Error | undefined;

  constructor(connection: SMTPConnection, { kind }: Credential, timeouts: SmtpTimeouts) {
    this.#connection = connection;
    this.#credentialKind = kind;
    this.#timeouts = timeouts;
    // From the first moment on: an 'error' event without a listener would end the process.
    connection.on('error', (error: Error) => this.#end(error));
    connection.once('end', () => this.#endSoon(new Error('The server closed the connection')));
  }

  get maxSize(): number {
    // nodemailer keeps the EHLO SIZE value only in this field
    const size = (this.#connection as unknown as { _maxAllowedSize?: number })._maxAllowedSize;
    return typeof size === 'number' ? size : 0;
  }

  get offersSmtpUtf8(): boolean {
    const offered = (this.#connection as unknown as { _supportedExtensions?: string[] })._supportedExtensions ?? [];
    return offered.includes('SMTPUTF8');
  }

  get capabilities(): SmtpCapabilities {
    this.#capabilities ??= smtpCapabilities(this.#connection, this.#credentialKind);
    return this.#capabilities;
  }

  get usable(): boolean {
    return this.#lost === undefined;
  }

  connect(): Promise<void> {
    return this.#call((done) => this.#connection.connect((error) => done(error ?? null)));
  }

  async signIn(credential: Credential, where: MailErrorContext): Promise<void> {
    if (credential.kind === 'none') return;
    if (!this.#connection.allowsAuth) {
      // nodemailer would go on without a sign-in; then mail is refused later, or worse, accepted as somebody else's.
      throw new AppError(
        'MAIL_AUTH',
        `${where.host} offers no sign-in on port ${where.port}. Use the submission port (587 or 465), or choose no sign-in for a relay.`,
      );
    }
    await this.#call((done) =>
      signInSmtp(this.#connection, credential, where, (error) => done((error as Error | null) ?? null)),
    );
  }

  async transmit(transmission: Transmission): Promise<Transmitted> {
    let phase: SmtpPhase = 'envelope';
    const watch = setTimeout(() => {
      if (phase === 'envelope') this.#connection.close();
    }, this.#timeouts.envelopeMs);
    const body = smtpBody(transmission, {
      reached: (reached) => {
        phase = reached;
      },
      failed: (error) => this.#onLost(error),
    });
    try {
      const info = await this.#send(transmission, body);
      const sent = outcome(phase, parseReply(info.response), undefined, info.rejectedErrors);
      return info.serverMessageId ? { ...sent, serverMessageId: info.serverMessageId } : sent;
    } catch (thrown) {
      const error = thrown as SMTPError;
      const reply = parseReply(error.response);
      // Half a message may be on its way: nothing else can be said on this connection.
      if (phase !== 'envelope' && !(phase === 'dot' && reply)) this.close();
      body.stop();
      // In the envelope, replies to pipelined RCPTs only repeat that MAIL was refused (503).
      const refused = error.rejectedErrors ?? (phase === 'envelope' ? [] : this.#rejectedSoFar());
      return outcome(phase, reply, error, refused);
    } finally {
      clearTimeout(watch);
    }
  }

  close(): void {
    this.#end(new Error('The connection was closed here'));
    this.#connection.close();
  }

  #send(transmission: Transmission, body: SmtpBody) {
    return new Promise<SentInfo>((resolve, reject) => {
      if (this.#lost) return reject(this.#lost);
      this.#onLost = reject;
      const envelope = {
        from: transmission.from,
        to: transmission.recipients,
        size: transmission.size,
        use8BitMime: transmission.smtpUtf8,
        dsn: { ret: 'HDRS', envid: transmission.envelopeId, notify: ['FAILURE', 'DELAY'] },
      };
      this.#connection.send(envelope, body.message, (error, info) => (error ? reject(error) : resolve(info)));
    });
  }

  #rejectedSoFar(): SMTPError[] {
    return (
      (this.#connection as unknown as { _envelope?: { rejectedErrors?: SMTPError[] } })._envelope?.rejectedErrors ?? []
    );
  }

  #call(start: (done: (error: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(this.#lost);
      this.#onLost = reject;
      start((error) => (error ? reject(error) : resolve()));
    });
  }

  /**
   * A reply 421 ends the session (RFC 5321, section 3.8): nodemailer says so first and hands the reply to the waiting call
   * only then. Without it nobody would know that the server asks to slow down.
   */
  #endSoon(error: Error): void {
    this.#lost ??= error;
    const onLost = this.#onLost;
    queueMicrotask(() => onLost(error));
  }

  #end(error: Error): void {
    this.#lost ??= error;
    this.#onLost(error);
  }
}

function outcome(
  phase: SmtpPhase,
  reply: SmtpReply | undefined,
  error?: Error,
  refused: SMTPError[] = [],
): Transmitted {
  return {
    phase,
    ...(reply && { reply }),
    ...(error && { error }),
    rejected: refused.map((one) => ({ address: String(one.recipient ?? ''), reply: parseReply(one.response) })),
  };
}

/** RFC 5321, 4.1.1.1: a name or an address literal; a host name without a dot is often refused. */
export function ehloName(name: string = hostname()): string {
  return /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(name) ? name : '[127.0.0.1]';
}
