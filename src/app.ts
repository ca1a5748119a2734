import { attach } from '../rules/attach.ts';
import { cloneFacts } from '../rules/conditions/facts.ts';
import { expireHeldEvents } from '../rules/events/held-events.ts';
import { actionContext, type RuleDeps } from '../rules/rule-deps.ts';
import { createAccessSlice } from './access/access-slice.ts';
import { sweepLoginFailures } from './access/login-limit.ts';
import type { App, AppOptions } from './app-interface.ts';
import { createAuditSlice } from './audit/audit-slice.ts';
import { settleAtStart } from './audit/open-audit.store.ts';
import { bounceFamily } from './bounce-metrics.ts';
import { type ComposeOptions, composeSlices } from './compose-slices.ts';
import { prepareDirectMail } from './direct-mail.ts';
import { createDispatch } from './http/dispatch.ts';
import { createRequestMetrics } from './http/metrics.ts';
import { openApiDocument } from './http/openapi.ts';
import { createProbeRouter, createRouter, type RouterOptions } from './http/router.ts';
import { createWebPage } from './http/web-page.ts';
import { liveRoutes } from './live/live.routes.ts';
import { createLiveFeed } from './live/live-feed.ts';
import { topicRights } from './live/topics.ts';
import type { Outbox } from './outbox/outbox.ts';
import { EVERYTHING } from './outbox/worker-role.ts';
import { outboxFamilies } from './outbox-metrics.ts';
import { holdRestored, rememberState } from './restored.ts';
import { AppError, systemClock } from './sdk/index.ts';
import { type KeyRing, openSecretBox } from './secrets/secret-box.ts';
import { composeSignOn, loadSignIn } from './sign-on-ports.ts';
import { findDatabaseError } from './store/database-error.ts';
import { openStore, type Store } from './store/store.ts';
import { systemRoutes } from './system/system.routes.ts';
import { openLoopDelay, systemFamilies } from './system/system-metrics.ts';
import { sandboxRoutes } from './tryout/sandbox.routes.ts';
import { createSandboxHost } from './tryout/sandbox-host.ts';
import { everyMinute, ready, sweep } from './upkeep.ts';
import { VERSION } from './version.ts';

export type { App, AppOptions };

/** The composition root: the only place that sees every slice. */
export async function createApp(options: AppOptions): Promise<App> {
  const { secretKeys } = options;
  const secrets = openSecretBox('current' in secretKeys ? secretKeys : ringOf(secretKeys));
  const store = await openStore({ url: options.databaseUrl, seal: secrets });
  try {
    await holdRestored({ ...options, store, clock: options.clock ?? systemClock });
    await settleAtStart(store, (options.clock ?? systemClock).now());
    return await compose({ ...options, secrets }, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function compose(options: ComposeOptions, store: Store): Promise<App> {
  const { log, clock = systemClock } = options;
  const slices = await composeSlices(options, store, clock);
  const { outbox } = slices;
  const base = { store, clock };
  const sandbox = createSandboxHost({ store, clock, log, sandbox: options.sandbox });
  const access = createAccessSlice({
    ...base,
    secrets: options.secrets,
    secureCookies: options.publicUrl?.startsWith('https:') ?? false,
    authenticate: options.authenticate,
    sandboxState: sandbox.state,
    groupUsedBy: slices.groupUsedBy,
    rightsChanged: outbox.applyRights,
    personChanged: async (tx, id, change) => {
      await slices.connectors.personChanged(tx, id, change);
      if (change === 'deleted') await slices.drafts.forget(tx, id);
    },
    loadSignIn,
    signOutUrl: (providerId, headers) => signOn.signOutUrl(providerId, headers),
  });
  const signOn = composeSignOn({ ...options, store, clock, egress: slices.egress, signOn: access.signOn });
  const { authenticate } = access;
  const system = systemRoutes({ ...options, store, clock, version: VERSION });
  const routes = [access, signOn, slices].flatMap((slice) => slice.routes).concat(sandboxRoutes(sandbox), system);
  const feed = createLiveFeed({ store, clock, log, readRuns: () => slices.runs.readLive() });
  const { audit, ...auditing } = createAuditSlice({ store, clock, operations: routes });
  routes.push(...auditing.routes);
  routes.push(...liveRoutes({ clock, log, feed, authenticate, rights: topicRights(routes) }));
  const [stop, delay] = [new AbortController(), openLoopDelay()];
  let [expiring, testing, closing]: (Promise<void> | undefined)[] = [];
  const routing: RouterOptions = {
    routes,
    authenticate,
    audit,
    log,
    version: VERSION,
    ready: () => ready(store, stop.signal),
    translate: findDatabaseError,
    metrics: async () =>
      outboxFamilies(await outbox.metrics()).concat(
        await systemFamilies(base),
        bounceFamily(await slices.health.bounceRates()),
        delay.family(),
      ),
    requests: createRequestMetrics(),
    signal: stop.signal,
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    ...pageOf(options),
  };
  return {
    routes,
    router: createRouter(routing),
    probes: createProbeRouter(routing),
    outbox,
    store,
    dispatch: createDispatch(routes, audit),
    openApi: () => openApiDocument(routes, { version: VERSION }),
    ...directMail(slices.rules, outbox),
    ensureFirstAdministrator: access.ensureFirstAdministrator,
    findSetupCode: access.findSetupCode,
    applyConnectors: async (folder, env) => {
      const applied = await slices.connectors.applyFiles(folder, env);
      log.info({ folder, ...applied }, 'the connectors of the configuration are as their files say');
      testing = slices.connectors.testManaged(log, stop.signal);
    },
    resumeSandbox: () => sandbox.resume(),
    start: async (role = EVERYTHING) => {
      const plans = role.queues.includes('plan');
      if (plans) await sweep({ store, clock, log });
      await slices.connectors.findLostSecrets(log);
      await outbox.start(role);
      if (role.queues.includes('sync')) slices.inbound.start();
      if (!plans) return;
      await slices.runs.start();
      slices.schedules.start();
      slices.outcomes.start();
      slices.received.start();
      slices.proof.start();
      slices.retention.start();
      slices.health.start();
      expiring = everyMinute({ clock, log, signal: stop.signal }, async () => {
        await settle(slices, clock.now());
        await auditing.settle();
        await rememberState({ ...options, store, clock });
        await slices.drafts.sweep();
        await sweepLoginFailures({ store, clock });
      });
    },
    endStreams: () => feed.end(),
    close: () => {
      stop.abort();
      delay.stop();
      // A host may well ask twice, at a signal and at its end.
      const ends = [
        slices.runs.stop(),
        slices.schedules.stop(),
        slices.outcomes.stop(),
        slices.received.stop(),
        outbox.stop(),
        feed.stop(),
        slices.proof.stop(),
        slices.retention.stop(),
        slices.health.stop(),
        slices.inbound.stop(),
      ];
      closing ??= Promise.all([...ends, expiring, testing])
        .then(() => sandbox.stop())
        .then(() => rememberState({ ...options, store, clock }))
        .then(() => store.close());
      return closing;
    },
  };
}

/** A host may serve a page of its own, or another build of ours. */
function pageOf({ page }: AppOptions): Pick<RouterOptions, 'page'> {
  return page === false ? {} : { page: createWebPage(typeof page === 'string' ? page : undefined) };
}

function ringOf([active, ...old]: readonly [string, ...string[]]): KeyRing {
  return { active, old };
}

/** Mails of a host's own code and rule engine go through the Send email action, too. */
function directMail(rules: RuleDeps, outbox: Outbox): Pick<App, 'prepareDirectMail' | 'attach'> {
  const action = rules.actions.get('send-email');
  if (action === undefined) throw new AppError('CONFIG', 'The action send-email is missing in rules/actions.');
  const deps = { action, context: () => actionContext(rules, null), cloneFacts, outbox, clock: rules.clock };
  return {
    prepareDirectMail: (mail, tx) => prepareDirectMail(deps, mail, tx),
    attach: (engine, options) => attach(rules, engine, options),
  };
}

/** Held events that nobody decides, and rights that changed with a mail on its way in. */
async function settle({ rules, outbox }: { rules: RuleDeps; outbox: Outbox }, now: number): Promise<void> {
  await expireHeldEvents(rules, now);
  await rules.store.write(outbox.applyRights);
}
