import { type App, createApp } from './app.ts';
import { type ApiCall, localApi } from './cli/api.ts';
import type { DirectMail } from './direct-mail.ts';
import { type Authenticate, ROLES } from './http/route.ts';
import { createLogger } from './logger.ts';
import type { Log } from './outbox/deps.ts';
import { ringAtCommit } from './store/doorbell.ts';
import type { Tx } from './store/transaction.ts';

export type { ApiCall } from './cli/api.ts';
export type { DirectMail } from './direct-mail.ts';
export type { Authenticate, AuthenticateRequest, Caller, Role } from './http/route.ts';
export { AppError, type ErrorCode } from './sdk/index.ts';

export interface MailruleOptions {
  /** 'sqlite:<file>' or 'postgres://...'. For `enqueue` in a host's transaction: the host's own database. */
  database: string;
  /** 32 bytes in base64 or hex; a list has the active key first and older ones after it */
  secretKey: string | readonly [string, ...string[]];
  /** The host's own sign-in. Without it mailrule has users, sessions and tokens of its own. */
  authenticate?: Authenticate;
  /** where the router is reached from outside, with its path: 'https://hr.example.com/mailrule'; links in mails need it */
  publicUrl?: string;
  /** a pino logger fits; default: JSON lines on stdout */
  log?: Log;
  /**
   * false: the router serves the HTTP API only. Otherwise it answers a browser at every address below its own with the
   * web page, so mount it at a path of its own ('/mailrule').
   */
  page?: boolean;
}

/** One e-mail in the outbox. `created: false`: the idempotency key was known, nothing new was stored. */
export interface EnqueuedMail {
  id: string;
  state: string;
  created: boolean;
}

export interface Mailrule {
  /** for an Express 5 host: `app.use('/mailrule', mailrule.router)` */
  readonly router: App['router'];
  /** An event of type 'send-email' of this json-rules-engine Engine becomes an outbox entry before `run` resolves. */
  attach(...host: Parameters<App['attach']>): void;
  /**
   * Stores mails in the host's own transaction, given by its TypeORM EntityManager: they are sent only if the host
   * commits. On SQLite, for mails above 1 MiB, call it before the transaction's first write: their content is stored
   * ahead. Errors: VALIDATION, TEMPLATE, MISSING_VALUE, ADDRESS, ATTACHMENT, IDEMPOTENCY_MISMATCH.
   */
  enqueue(manager: Tx, mail: DirectMail): Promise<EnqueuedMail[]>;
  /** Stores mails in a transaction of their own. */
  send(mail: DirectMail): Promise<EnqueuedMail[]>;
  /**
   * An operation of the HTTP API in this process, with every right: set up a connector, test it, read the outbox.
   * `call({ method: 'POST', path: '/connectors/test', body: { type, settings } })`. Throws the AppError of a refusal.
   */
  call<T>(request: ApiCall): Promise<T>;
  /** starts sending in this process */
  start(): Promise<void>;
  /** Ends the live streams of open pages. Before a host closes its HTTP server, which would wait for them. */
  endStreams(): void;
  /** finishes what is at the final dot, then closes the database; the router must get no more requests */
  stop(): Promise<void>;
}

/**
 * mailrule inside a host. Opens the database and brings its schema up to date; sends nothing before `start`.
 * Errors: CONFIG, DATABASE_IN_USE.
 */
export async function createMailrule(options: MailruleOptions): Promise<Mailrule> {
  const app = await createApp({
    databaseUrl: options.database,
    secretKeys: typeof options.secretKey === 'string' ? [options.secretKey] : options.secretKey,
    log: options.log ?? createLogger({ level: 'info' }),
    ...(options.authenticate ? { authenticate: options.authenticate } : {}),
    ...(options.publicUrl ? { publicUrl: options.publicUrl } : {}),
    ...(options.page === undefined ? {} : { page: options.page }),
  });
  const host = { id: 'host', name: 'host application', roles: [...ROLES] };
  const api = localApi(app.dispatch, host, new AbortController().signal, () => app.close());
  const send = async (mail: DirectMail) => {
    const prepared = await app.prepareDirectMail(mail);
    const stored = await app.store.grouped((tx) => app.outbox.insert(tx, prepared));
    app.outbox.wake();
    return stored;
  };
  return {
    router: app.router,
    attach: (engine, options) => app.attach(engine, options),
    enqueue: async (manager, mail) => {
      const stored = await app.outbox.insert(manager, await app.prepareDirectMail(mail, manager));
      await ringAtCommit(manager);
      return stored;
    },
    send,
    call: (request) => api.call(request),
    start: () => app.start(),
    endStreams: () => app.endStreams(),
    stop: () => app.close(),
  };
}
