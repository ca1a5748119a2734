import { Resolver } from 'node:dns/promises';
import type { Route } from '../src/http/route.ts';
import type { Clock, LearnedCapabilities, MailAccount, SenderCandidate } from '../src/sdk/index.ts';
import { type KeyRing, openSecretBox } from '../src/secrets/secret-box.ts';
import type { Store } from '../src/store/store.ts';
import { connectorRoutes } from './connector.routes.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { learn, markActive, markProblematic } from './connector-health.ts';
import { type ConnectorTypes, loadConnectorTypes } from './connector-types.ts';
import { openGoodTests } from './good-tests.ts';
import { type ConnectorPace, findPace, findSender, openConnector } from './open-connector.ts';
import type { DnsResolver } from './providers/look-up.ts';
import { loadProviders } from './providers/providers.ts';
import { openTestDesk, type TestDesk } from './test-connection.ts';

export interface ConnectorSliceOptions {
  store: Store;
  clock: Clock;
  /** from the configuration: 32 bytes in base64 or hex */
  keys: KeyRing;
  usedBy: ConnectorDeps['usedBy'];
  becameActive?: ConnectorDeps['becameActive'];
  /** only tests give these */
  types?: ConnectorTypes;
  dns?: DnsResolver;
}

/** The slice, put together: `deps` for the functions of this folder, and the ports that other slices need. */
export interface ConnectorSlice {
  deps: ConnectorDeps & { testDesk: TestDesk; dns: DnsResolver };
  routes: Route[];
  openConnector(id: string): Promise<MailAccount>;
  findSender(id: string): Promise<SenderCandidate | undefined>;
  findPace(id: string): Promise<ConnectorPace | undefined>;
  markProblematic(id: string, reason: string): Promise<boolean>;
  markActive(id: string): Promise<boolean>;
  learn(id: string, learned: Partial<LearnedCapabilities>): Promise<void>;
}

export async function createConnectorSlice(options: ConnectorSliceOptions): Promise<ConnectorSlice> {
  const { store, clock, usedBy } = options;
  const deps: ConnectorSlice['deps'] = {
    store,
    clock,
    usedBy,
    becameActive: options.becameActive ?? (async () => undefined),
    types: options.types ?? (await loadConnectorTypes()),
    providers: loadProviders(),
    secrets: openSecretBox(options.keys),
    goodTests: openGoodTests(clock),
    testDesk: openTestDesk(),
    dns: options.dns ?? new Resolver({ timeout: 2_000, tries: 1 }),
  };
  return {
    deps,
    routes: connectorRoutes(deps),
    openConnector: (id) => openConnector(deps, id),
    findSender: (id) => findSender(deps, id),
    findPace: (id) => findPace(deps, id),
    markProblematic: (id, reason) => markProblematic(deps, id, reason),
    markActive: (id) => markActive(deps, id),
    learn: (id, learned) => learn(deps, id, learned),
  };
}
