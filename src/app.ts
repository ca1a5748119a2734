import { createConnectorSlice } from '../connectors/connector-slice.ts';
import { type AttachOptions, attach, type HostEngine } from '../rules/attach.ts';
import { createTemplateEngine } from '../rules/expressions/template-engine.ts';
import { cloneFacts } from '../rules/facts.ts';
import { expireHeldEvents } from '../rules/held-events.ts';
import { ruleRoutes } from '../rules/rule.routes.ts';
import { loadRuleActions } from '../rules/rule-actions.ts';
import { actionContext, type RuleDeps } from '../rules/rule-deps.ts';
import { rulesUsing } from '../rules/rules-using.ts';
import { openRowRule, ruleOfForm } from '../rules/run-rule.ts';
import { accessRoutes } from './access/access.routes.ts';
import { hasUsers } from './access/access.store.ts';
import { createAuthenticate } from './access/authenticate.ts';
import { ensureFirstAdministrator } from './access/first-administrator.ts';
import { createLoginLimit } from './access/login-limit.ts';
import { meRoutes } from './access/me.routes.ts';
import { setupRoutes } from './access/setup.routes.ts';
import { setupCode } from './access/setup-code.ts';
import { type DirectMail, prepareDirectMail } from './direct-mail.ts';
import { fileRoutes } from './files/file.routes.ts';
import { findFile, sweepUnfinishedFiles } from './files/file.store.ts';
import { createDispatch, type Dispatch } from './http/dispatch.ts';
import { createRequestMetrics } from './http/metrics.ts';
import { type OpenApiDocument, openApiDocument } from './http/openapi.ts';
import type { Authenticate, Route } from './http/route.ts';
import { createRouter } from './http/router.ts';
import { createWebPage } from './http/web-page.ts';
import { liveRoutes } from './live/live.routes.ts';
import { createLiveFeed } from './live/live-feed.ts';
import { topicRights } from './live/topics.ts';
import type { Log } from './outbox/deps.ts';
import type { PreparedMail } from './outbox/enqueue.ts';
import { mailsUsing } from './outbox/outbox.store.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';
import { RETRY_POLICY, type RetryPolicy } from './outbox/retry-policy.ts';
import { outboxFamilies } from './outbox-metrics.ts';
import { createProofSlice } from './proof/proof-slice.ts';
import { openIntake } from './runs/open-intake.ts';
import type { RunDeps } from './runs/run-deps.ts';
import { createRunSlice } from './runs/run-slice.ts';
import { AppError, type Clock, systemClock } from './sdk/index.ts';
import { openSecretBox } from './secrets/secret-box.ts';
import { settingsRoutes } from './settings/settings.routes.ts';
import { loadRunSettings, loadSenderSettings, settingsUsing } from './settings/settings.store.ts';
import { findDatabaseError } from './store/database-error.ts';
import { openStore, type Store } from './store/store.ts';
import { sweepContent } from './store/sweep-content.ts';
import type { Tx } from './store/transaction.ts';
import { sandboxRoutes } from './tryout/sandbox.routes.ts';
import { createSandboxHost, type EmbeddedSandbox } from './tryout/sandbox-host.ts';
import { VERSION } from './version.ts';

const EXPIRE_MS = 60_000;

export interface AppOptions {
  databaseUrl: string;
  /** the active key first */
  secretKeys: readonly [string, ...string[]];
  log: Log;
  clock?: Clock;
  publicUrl?: string;
  /** a host's own sign-in instead of ours */
  authenticate?: Authenticate;
  retryPolicy?: RetryPolicy;
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
  /** Starts the sandbox again where it ran when the process ended. */
  resumeSandbox(): Promise<void>;
  /** starts sending in this process */
  start(): Promise<void>;
  /** Ends the live streams. Before the HTTP server is closed: it would wait for them. */
  endStreams(): void;
  /** finishes what is at the dot, then closes the database */
  close(): Promise<void>;
}

/** The composition root: the only place that sees every slice. */
export async function createApp(options: AppOptions): Promise<App> {
  const store = await openStore({ url: options.databaseUrl });
  try {
    return await compose(options, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function compose(options: AppOptions, store: Store): Promise<App> {
  const { log, clock = systemClock } = options;
  const slices = await composeSlices(options, store, clock);
  const { outbox } = slices;
  const access = {
    store,
    clock,
    loginLimit: createLoginLimit(clock),
    secureCookies: options.publicUrl?.startsWith('https:') ?? false,
  };
  const [active] = options.secretKeys;
  const code = setupCode({ active });
  const sandbox = createSandboxHost({ store, clock, log, sandbox: options.sandbox });
  const signIn = [...accessRoutes(access), ...setupRoutes({ ...access, code, sandboxState: sandbox.state })];
  const routes = [
    ...meRoutes(options.authenticate ? 'host' : 'password'),
    ...(options.authenticate ? [] : signIn),
    ...slices.routes,
    ...sandboxRoutes(sandbox),
  ];
  const authenticate = options.authenticate ?? createAuthenticate(access);
  const feed = createLiveFeed({ store, clock, log });
  routes.push(...liveRoutes({ clock, log, feed, authenticate, rights: topicRights(routes) }));
  const stop = new AbortController();
  let expiring: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  const router = createRouter({
    routes,
    authenticate,
    log,
    version: VERSION,
    ready: () => ready(store, stop.signal),
    translate: findDatabaseError,
    metrics: async () => outboxFamilies(await outbox.metrics()),
    requests: createRequestMetrics(),
    signal: stop.signal,
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    ...(options.page === false
      ? {}
      : { page: createWebPage(typeof options.page === 'string' ? options.page : undefined) }),
  });
  return {
    routes,
    router,
    outbox,
    store,
    dispatch: createDispatch(routes),
    openApi: () => openApiDocument(routes, { version: VERSION }),
    ...directMail(slices.rules, outbox),
    ensureFirstAdministrator: () => ensureFirstAdministrator(access),
    findSetupCode: async () => (options.authenticate || (await hasUsers(store)) ? undefined : code),
    resumeSandbox: () => sandbox.resume(),
    start: async () => {
      await sweep({ store, clock, log });
      await outbox.start();
      await slices.runs.start();
      slices.proof.start();
      expiring = expireHeld(slices.rules, log, stop.signal);
    },
    endStreams: () => feed.end(),
    close: () => {
      stop.abort();
      // A host may well ask twice, at a signal and at its end.
      closing ??= Promise.all([slices.runs.stop(), outbox.stop(), feed.stop(), slices.proof.stop(), expiring])
        .then(() => sandbox.stop())
        .then(() => store.close());
      return closing;
    },
  };
}

/** The product's slices, each with the ports it asks for. */
async function composeSlices(options: AppOptions, store: Store, clock: Clock) {
  const [active, ...old] = options.secretKeys;
  const connectors = await createConnectorSlice({
    store,
    clock,
    keys: { active, old },
    usedBy: async (tx, id) => [
      ...(await rulesUsing(tx, id)),
      ...(await settingsUsing(tx, id)),
      ...(await mailsUsing(tx, id)),
    ],
    becameActive: (id) => outbox.rearm(id),
  });
  const outbox = createOutbox({
    store,
    clock,
    log: options.log,
    policy: options.retryPolicy ?? RETRY_POLICY,
    connectors: {
      open: connectors.openConnector,
      markProblematic: async (id, reason) => void (await connectors.markProblematic(id, reason)),
      markWorking: async (id) => void (await connectors.markActive(id)),
      learn: connectors.learn,
    },
    runMailFailed: (runId) => runs.mailFailed(runId),
  });
  const rules: RuleDeps = {
    // What rules commit is to be sent: no need to wait for the next look of the dispatcher.
    store: {
      ...store,
      write: (unit) => store.write(unit).finally(() => outbox.wake()),
      grouped: (unit, options) => store.grouped(unit, options).finally(() => outbox.wake()),
    },
    clock,
    templates: createTemplateEngine(),
    actions: await loadRuleActions(),
    outbox,
    findConnector: connectors.findSender,
    findFile: (id) => findFile(store, id),
    loadSenderSettings: () => loadSenderSettings(store),
  };
  const base = { store, clock, log: options.log, secrets: openSecretBox({ active, old }) };
  const proof = createProofSlice(base);
  const runs = createRunSlice({
    ...base,
    outbox: outbox as RunDeps['outbox'],
    intake: openIntake(),
    rules: rulesForRuns(rules),
    connectors: { findPace: (id) => connectors.findPace(id) },
    loadSettings: () => loadRunSettings(store),
  });
  const routes = [
    ...connectors.routes,
    ...ruleRoutes(rules),
    ...outbox.routes,
    ...settingsRoutes({ store, clock, findConnector: connectors.findSender }),
    ...fileRoutes({ store, clock }),
    ...runs.routes,
    ...proof.routes,
  ];
  return { outbox, rules, runs, proof, routes };
}

function rulesForRuns(rules: RuleDeps): RunDeps['rules'] {
  return {
    openRule: (id, of) => openRowRule(rules, id, of),
    ruleOfForm: (id) => ruleOfForm(rules, id),
    checkTemplate: (template) => void rules.templates.inspect(template),
    render: (template, facts) => rules.templates.render(template, 'text', cloneFacts(facts)),
  };
}

/** Mails of a host's own code and rule engine go through the Send email action, too. */
function directMail(rules: RuleDeps, outbox: Outbox): Pick<App, 'prepareDirectMail' | 'attach'> {
  const action = rules.actions.get('send-email');
  if (action === undefined) throw new AppError('CONFIG', 'The action send-email is missing in rules/actions.');
  const deps = { action, context: () => actionContext(rules), cloneFacts, outbox, clock: rules.clock };
  return {
    prepareDirectMail: (mail, tx) => prepareDirectMail(deps, mail, tx),
    attach: (engine, options) => attach(rules, engine, options),
  };
}

/** Events that a host neither committed nor rolled back in time; looked for while the worker runs. */
async function expireHeld(rules: RuleDeps, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const expired = await expireHeldEvents(rules, rules.clock.now());
      if (expired > 0) log.info({ expired }, 'held events expired');
    } catch (error) {
      log.error({ err: error }, 'held events could not be looked at, trying again');
    }
    await rules.clock.sleep(EXPIRE_MS, signal);
  }
}

/** What a crash left behind. */
async function sweep({ store, clock, log }: { store: Store; clock: Clock; log: Log }): Promise<void> {
  const swept = await sweepUnfinishedFiles({ store, clock });
  if (swept > 0) log.info({ swept }, 'unfinished uploads removed');
  await store.write((tx) => sweepContent(tx, clock.now()));
}

async function ready(store: Store, stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) throw new AppError('CANCELLED', 'The server is stopping.');
  try {
    await store.ping();
  } catch (cause) {
    throw new AppError('DATABASE', 'The database does not answer.', { cause });
  }
}

/** Brings the schema of a database up to date and closes it again. */
export async function migrateDatabase(databaseUrl: string): Promise<{ kind: Store['kind'] }> {
  const store = await openStore({ url: databaseUrl });
  await store.close();
  return { kind: store.kind };
}
