import type { AttachOptions, HostEngine } from '../rules/attach.ts';
import type { DirectMail } from './direct-mail.ts';
import type { Dispatch } from './http/dispatch.ts';
import type { OpenApiDocument } from './http/openapi.ts';
import type { Authenticate, Route } from './http/route.ts';
import type { createRouter } from './http/router.ts';
import type { EgressSettings } from './mail/egress.ts';
import type { RetryPolicy } from './outbox/deliver/retry-policy.ts';
import type { Log } from './outbox/deps.ts';
import type { PreparedMail } from './outbox/enqueue/enqueue.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { WorkerRole } from './outbox/worker-role.ts';
import type { Clock, Guard } from './sdk/index.ts';
import type { KeySource } from './secrets/secret-box.ts';
import type { Store } from './store/store.ts';
import type { Tx } from './store/transaction.ts';
import type { EmbeddedSandbox } from './tryout/sandbox-host.ts';

export interface AppOptions {
  databaseUrl: string;
  /** the active key first, or keys that may change while the process runs */
  secretKeys: readonly [string, ...string[]] | KeySource;
  log: Log;
  clock?: Clock;
  publicUrl?: string;
  /** a host's own sign-in instead of ours */
  authenticate?: Authenticate;
  retryPolicy?: RetryPolicy;
  /** where connections may go; absent: as the environment says (MAILRULE_EGRESS_ALLOW, MAILRULE_EGRESS_PORTS) */
  egress?: EgressSettings;
  /** whom e-mails may go to here; absent: as the environment says (MAILRULE_GUARD) */
  guard?: Guard;
  /** IANA time zone of conditions and templates that name none; default UTC */
  timeZone?: string;
  /** false: the HTTP API only, without the web page; a text: the folder it was built into */
  page?: boolean | string;
  /** the mail server for trying out: may be started from the page, or runs already; absent: there is none */
  sandbox?: 'startable' | EmbeddedSandbox;
}

/** The installation, put together: everything that faces outward, and its life. */
export interface App {
  readonly routes: readonly Route[];
  readonly dispatch: Dispatch;
  readonly router: ReturnType<typeof createRouter>;
  /** /healthz, /readyz and /metrics only */
  readonly probes: ReturnType<typeof createRouter>;
  readonly outbox: Outbox;
  readonly store: Store;
  openApi(): OpenApiDocument;
  /** checks, renders and composes mails that no stored rule asks for; `outbox.insert` stores them */
  prepareDirectMail(mail: DirectMail, tx?: Tx): Promise<PreparedMail[]>;
  /** events of a host's json-rules-engine become outbox entries */
  attach(engine: HostEngine, options?: AttachOptions): void;
  /** name and password, once, when there are no users yet */
  ensureFirstAdministrator(): Promise<{ name: string; password: string } | undefined>;
  /** While there are no users: the code that makes whoever has it the first administrator. */
  findSetupCode(): Promise<string | undefined>;
  /**
   * Makes connectors what the files of a folder say (MAILRULE_CONNECTORS), with the environment in the place of their
   * references, and then tests in the background what is not proved yet. CONFIG, with every mistake in every file.
   */
  applyConnectors(folder: string, env: Record<string, string | undefined>): Promise<void>;
  /** Starts the sandbox again where it ran when the process ended. */
  resumeSandbox(): Promise<void>;
  /** starts sending in this process; with a role, only what that says */
  start(role?: WorkerRole): Promise<void>;
  /** Ends the live streams. Before the HTTP server is closed: it would wait for them. */
  endStreams(): void;
  /** finishes what is at the dot, then closes the database */
  close(): Promise<void>;
}
