import { ImapFlow } from 'imapflow';
import { AppError, type Egress, type ServerEndpoint } from '../sdk/index.ts';
import { checkedAddresses, fixedLookup } from './dial.ts';
import { addLiteralPlus } from './literal-plus.ts';
import { mailError } from './mail-errors.ts';
import { type Credential, signInWith } from './sign-in.ts';
import { tlsOptions } from './tls-trust.ts';

export interface ImapTimeouts {
  connectMs: number;
  /** for one command */
  commandMs: number;
}

export const IMAP_TIMEOUTS: ImapTimeouts = { connectMs: 20_000, commandMs: 60_000 };

/** One signed-in IMAP connection. One owner; never used again after a failure. */
export interface ImapSession {
  readonly client: ImapFlow;
  readonly usable: boolean;
  /** Runs one piece of protocol under a deadline; a lost connection rejects, whatever ImapFlow would answer. */
  run<T>(work: (client: ImapFlow) => Promise<T>): Promise<T>;
  has(capability: string): boolean;
  close(): void;
}

/** Errors: AppError with a MAIL_* code. A new ImapFlow each time: an instance cannot be used twice. */
export function openImapSession(endpoint: ServerEndpoint, options: ImapOptions): Promise<ImapSession> {
  return signInWith(endpoint.auth, options.signal, (credential) => openSignedIn(endpoint, credential, options));
}

interface ImapOptions {
  egress: Egress;
  timeouts?: ImapTimeouts;
  signal?: AbortSignal;
}

async function openSignedIn(
  endpoint: ServerEndpoint,
  credential: Credential,
  options: ImapOptions,
): Promise<ImapSession> {
  const timeouts = options.timeouts ?? IMAP_TIMEOUTS;
  const { host, port, security } = endpoint;
  const where = { host, port, security, protocol: 'imap' as const, oauth: credential.kind === 'token' };
  if (credential.kind === 'none') {
    throw new AppError('MAIL_AUTH', 'An IMAP server needs a sign-in. Enter user and password.');
  }
  const reach = { egress: options.egress, signal: options.signal ?? new AbortController().signal };
  const addresses = await checkedAddresses(endpoint, { ...reach, timeoutMs: timeouts.connectMs }).catch(
    (thrown: unknown) => {
      throw mailError(thrown, { ...where, phase: 'dns' });
    },
  );
  const tls = endpoint.security === 'none' ? {} : await tlsOptions(endpoint, reach);
  const client = new ImapFlow({
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.security === 'implicit',
    // true: STARTTLS or nothing; false: never (an explicit choice of "none")
    doSTARTTLS: endpoint.security === 'starttls',
    auth:
      credential.kind === 'token'
        ? { user: credential.user, accessToken: credential.token }
        : { user: credential.user, pass: credential.password },
    // Without encryption, too, these are what ImapFlow connects with.
    tls: { ...tls, lookup: fixedLookup(addresses) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    socketTimeout: timeouts.commandMs,
  });
  const session = new Session(client, timeouts.commandMs, where);
  const abort = () => session.close();
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    await client.connect();
    addLiteralPlus(client);
    return session;
  } catch (thrown) {
    // After a failed connect() ImapFlow leaves the socket open.
    session.close();
    throw mailError(thrown, where);
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}

class Session implements ImapSession {
  readonly client: ImapFlow;
  readonly #commandMs: number;
  readonly #where: Parameters<typeof mailError>[1];
  #lost: Error | undefined;
  #onLost: (error: Error) => void = () => {};

  constructor(client: ImapFlow, commandMs: number, where: Parameters<typeof mailError>[1]) {
    this.client = client;
    this.#commandMs = commandMs;
    this.#where = where;
    // From the first moment on: an 'error' event without a listener would end the process.
    client.on('error', (error: Error) => this.#end(error));
    // A FIN of the server gives 'close' alone.
    client.on('close', () => this.#end(lost('The server closed the connection')));
  }

  get usable(): boolean {
    return this.#lost === undefined && this.client.usable;
  }

  has(capability: string): boolean {
    return this.client.capabilities.has(capability);
  }

  run<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const fail = (thrown: unknown) => {
        clearTimeout(watch);
        reject(mailError(thrown, this.#where));
      };
      const watch = setTimeout(() => {
        fail(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }));
        this.close();
      }, this.#commandMs);
      if (this.#lost) return fail(this.#lost);
      this.#onLost = fail;
      work(this.client).then((value) => {
        clearTimeout(watch);
        // ImapFlow answers a dead connection with values (false, undefined): only a live one counts.
        if (this.#lost) fail(this.#lost);
        else resolve(value);
      }, fail);
    });
  }

  close(): void {
    this.#end(lost('The connection was closed here'));
    this.client.close();
  }

  #end(error: Error): void {
    this.#lost ??= error;
    this.#onLost(error);
  }
}

/** With a code, so that the translation knows it for a lost connection and not for a mistake of ours. */
function lost(message: string): Error {
  return Object.assign(new Error(message), { code: 'ECONNECTION' });
}
