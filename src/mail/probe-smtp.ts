import { domainToASCII } from 'node:url';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ServerEndpoint } from '../sdk/index.ts';
import { type DialPatience, dial } from './dial.ts';
import { type MailPhase, mailError, mailFailure } from './mail-errors.ts';
import { type Credential, signInWith } from './sign-in.ts';
import { signInSmtp, tokenSignIn } from './smtp-sign-in.ts';
import { tlsOptions } from './tls-trust.ts';

/** The name of our own handler that runs plain commands on nodemailer's connection. */
const COMMANDS = 'X-PROBE';

export interface SmtpExtensions {
  /** bytes (RFC 1870); 0: no limit known */
  size: number;
  smtpUtf8: boolean;
  dsn: boolean;
  pipelining: boolean;
}

/** A session of Test connection, signed in where the endpoint says so. Every error is an AppError. */
export interface SmtpProbe {
  extensions: SmtpExtensions;
  /** MAIL FROM */
  offerSender(address: string): Promise<void>;
  /** RCPT TO, after `offerSender` */
  offerRecipient(address: string): Promise<void>;
  /** RSET: forgets sender and recipient, nothing is sent */
  reset(): Promise<void>;
  /** really sends; resolves with the server's reply */
  send(from: string, to: string, raw: string): Promise<string>;
  close(): void;
}

export function openSmtpProbe(endpoint: ServerEndpoint, patience: DialPatience): Promise<SmtpProbe> {
  return signInWith(endpoint.auth, patience.signal, (credential) => openSignedIn(endpoint, credential, patience));
}

async function openSignedIn(
  endpoint: ServerEndpoint,
  credential: Credential,
  patience: DialPatience,
): Promise<SmtpProbe> {
  const { signal } = patience;
  const { host, port, security } = endpoint;
  const where = { host, port, security, protocol: 'smtp' as const, oauth: credential.kind === 'token' };
  const commands = plainCommands();
  const options = await connectionOptions(endpoint, patience, commands.handler);
  const socket = await dial(endpoint, patience).catch((error: unknown) => {
    throw mailError(signal.aborted ? signal.reason : error, { ...where, phase: 'connect' });
  });
  const connection = new SMTPConnection({ ...options, connection: socket });
  // From the first moment on: an 'error' without a listener ends the process. The pending call reports the cause.
  connection.on('error', () => undefined);
  const call = <T>(phase: MailPhase, begin: (done: (error: unknown, value?: T) => void) => void) =>
    settle<T>(connection, signal, begin).catch((error: unknown) => {
      throw mailError(signal.aborted ? signal.reason : error, { ...where, phase });
    });
  const command = async (line: string | undefined) => {
    commands.next(line);
    await call<boolean>('envelope', (done) => connection.login({ method: COMMANDS }, refusal(done)));
  };
  try {
    // TCP and TLS were tried before: what is silent now is the server itself.
    await call<void>('tls', (done) => connection.connect((error) => done(error)));
    if (credential.kind !== 'none') {
      // nodemailer would go on without a sign-in, and so send as nobody.
      if (!connection.allowsAuth) throw mailFailure('SIGN_IN_NOT_OFFERED', { ...where, phase: 'sign_in' });
      await call<void>('sign_in', (done) => signInSmtp(connection, credential, { ...where, phase: 'sign_in' }, done));
    }
    await command(undefined);
  } catch (error) {
    connection.close();
    throw error;
  }
  const extensions = commands.extensions();
  return {
    extensions,
    offerSender: (address) => command(`MAIL FROM:<${envelopeAddress(address)}>${utf8Parameter(address, extensions)}`),
    offerRecipient: (address) => command(`RCPT TO:<${envelopeAddress(address)}>`),
    reset: () => command('RSET'),
    send: async (from, to, raw) => {
      const envelope = { from: envelopeAddress(from), to: [envelopeAddress(to)] };
      const sent = await call<{ response: string }>('data', (done) => connection.send(envelope, raw, done));
      return sent.response;
    },
    close: () => {
      connection.quit();
      connection.close();
    },
  };
}

async function connectionOptions(
  endpoint: ServerEndpoint,
  { timeoutMs, signal, egress }: DialPatience,
  handler: SMTPConnection.CustomAuthenticationHandlers[string],
): Promise<SMTPConnection.Options> {
  return {
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.security === 'implicit',
    // Required means required: without this nodemailer signs in over clear text where STARTTLS is not offered.
    requireTLS: endpoint.security === 'starttls',
    ignoreTLS: endpoint.security === 'none',
    tls: await tlsOptions(endpoint, { egress, signal }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    socketCloseTimeout: 0,
    customAuth: { ...tokenSignIn, [COMMANDS]: handler },
  };
}

/** nodemailer has no call for MAIL and RCPT without DATA; a sign-in handler of one's own may send any command. */
function plainCommands() {
  let extensions: SmtpExtensions = { size: 0, smtpUtf8: false, dsn: false, pipelining: false };
  let line: string | undefined;
  const handler: SMTPConnection.CustomAuthenticationHandlers[string] = async (context) => {
    extensions = readExtensions(context.extensions, context.maxAllowedSize);
    if (line === undefined) return;
    const { response, status } = await context.sendCommand(line);
    if (status >= 400 || status < 200) {
      throw Object.assign(new Error('Refused'), { code: 'EENVELOPE', response, responseCode: status });
    }
  };
  return {
    handler,
    extensions: () => extensions,
    /** undefined: only looks at what EHLO offered */
    next: (command: string | undefined) => {
      line = command;
    },
  };
}

/** nodemailer makes an EAUTH of whatever a handler throws; here it is about the envelope. */
function refusal(done: (error: unknown, value?: boolean) => void) {
  return (error: unknown, value?: boolean): void => {
    const replied = error instanceof Error && Number((error as { responseCode?: unknown }).responseCode) > 0;
    done(replied ? Object.assign(error, { code: 'EENVELOPE', originalCode: undefined }) : error, value);
  };
}

/** Settles once: by the callback, by a lost connection (which nodemailer reports as an event), or by the signal. */
function settle<T>(
  connection: SMTPConnection,
  signal: AbortSignal,
  begin: (done: (error: unknown, value?: T) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const finish = (act: () => void) => {
      connection.off('error', onError);
      connection.off('end', onEnd);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const onError = (error: unknown) => finish(() => reject(error));
    const onEnd = () => finish(() => reject(Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' })));
    const onAbort = () => {
      finish(() => reject(signal.reason));
      connection.close();
    };
    if (signal.aborted) return reject(signal.reason);
    connection.on('error', onError);
    connection.on('end', onEnd);
    signal.addEventListener('abort', onAbort, { once: true });
    begin((error, value) => finish(() => (error ? reject(error) : resolve(value as T))));
  });
}

function readExtensions(names: string[], size: number | false): SmtpExtensions {
  return {
    size: size || 0,
    smtpUtf8: names.includes('SMTPUTF8'),
    dsn: names.includes('DSN'),
    pipelining: names.includes('PIPELINING'),
  };
}

/** One addr-spec that cannot leave its angle brackets; the domain in A-labels (RFC 5890). */
function envelopeAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1)) || address.slice(at + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be kept out
  if (at < 1 || domain === '' || /[\s<>\u0000-\u001f\u007f]/.test(address)) {
    throw mailFailure('ADDRESS_UNUSABLE', { host: domain, port: 0, security: 'none', phase: 'envelope' });
  }
  return `${address.slice(0, at)}@${domain}`;
}

function utf8Parameter(address: string, extensions: SmtpExtensions): string {
  const local = address.slice(0, address.lastIndexOf('@'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  return extensions.smtpUtf8 && /[^\u0000-\u007f]/.test(local) ? ' SMTPUTF8' : '';
}
