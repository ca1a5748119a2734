import { Resolver } from 'node:dns/promises';
import type { Caller, Route } from '../src/http/route.ts';
import type {
  Clock,
  Egress,
  LearnedCapabilities,
  MailAccount,
  PartnerMail,
  SenderCandidate,
} from '../src/sdk/index.ts';
import type { SecretBox } from '../src/secrets/secret-box.ts';
import type { Store } from '../src/store/store.ts';
import type { Tx } from '../src/store/transaction.ts';
import { getAccount } from './accounts/account.store.ts';
import { type OpenAccount, openOwnAccount } from './accounts/open-account.ts';
import { type PersonSender, personSenders } from './accounts/person-senders.ts';
import { findRuleAccount } from './accounts/rule-account.ts';
import { type PersonChange, personChanged } from './accounts/stop-accounts.ts';
import { connectorRoutes } from './connector.routes.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { learn, markActive, markProblematic } from './connector-health.ts';
import { getSignIn, oauthOf, type SignInOf, signedIn, signedOut } from './connector-sign-in.ts';
import { type ConnectorTypes, loadConnectorTypes } from './connector-types.ts';
import { type AppliedFiles, applyConnectorFiles } from './files/apply-files.ts';
import type { Environment } from './files/references.ts';
import { testManaged } from './files/test-managed.ts';
import { openGoodTests } from './good-tests.ts';
import { assertMayBefore, type ConnectorDeed } from './guard.ts';
import { findLostSecrets } from './lost-secrets.ts';
import { dropUnusedConnector, type MailboxConnection, saveMailboxConnector } from './mailbox-connector.ts';
import { type ConnectorPace, findPace, findSwitchOff, openConnector, openSenders } from './open-connector.ts';
import { openCatalogue } from './providers/catalogue.ts';
import type { DnsResolver } from './providers/look-up.ts';
import { loadProviders } from './providers/providers.ts';
import type { ConnectorUse } from './providers/switches.ts';
import { connectorsNaming, partnerDefaultsFor, refusedUsers } from './security.ts';
import { openTestDesk, type TestDesk } from './test-connection.ts';

export interface ConnectorSliceOptions {
  store: Store;
  clock: Clock;
  secrets: SecretBox;
  egress: Egress;
  assertMayMail?: NonNullable<ConnectorDeps['assertMayMail']>;
  usedBy: ConnectorDeps['usedBy'];
  becameActive?: ConnectorDeps['becameActive'];
  rightsChanged?: ConnectorDeps['rightsChanged'];
  /** absent: there is nobody, only the ids of callers */
  people?: ConnectorDeps['people'];
  holdMails?: ConnectorDeps['holdMails'];
  accessToken?: ConnectorDeps['accessToken'];
  forget?: ConnectorDeps['forget'];
  withdraw?: ConnectorDeps['withdraw'];
  releaseMails?: ConnectorDeps['releaseMails'];
  /** only tests give these */
  types?: ConnectorTypes;
  dns?: DnsResolver;
}

/** The slice, put together: `deps` for the functions of this folder, and the ports that other slices need. */
export interface ConnectorSlice {
  deps: ConnectorDeps & { testDesk: TestDesk; dns: DnsResolver };
  routes: Route[];
  openConnector(id: string, use?: ConnectorUse): Promise<MailAccount>;
  findSwitchOff(id: string): Promise<string | undefined>;
  /** a mailbox of one's own, for what its owner writes */
  openOwnAccount(id: string, ownerId: string, use: ConnectorUse): Promise<OpenAccount>;
  /** the mailboxes that a person may write from */
  personSenders(caller: Caller): Promise<PersonSender[]>;
  /** the default mailbox of a person for rules, where its owner lets them; or why not */
  findRuleAccount(owner: { id: string; name: string }): ReturnType<typeof findRuleAccount>;
  /** in the transaction that changes a person */
  personChanged(tx: Tx, personId: string, change: PersonChange): Promise<void>;
  findSender(id: string): Promise<SenderCandidate | undefined>;
  /** in whose name it does not send, with the reason */
  refusedUsers(tx: Tx, id: string, userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** whether anybody works for an external partner: then each connector asks for its right */
  hasPartners(): Promise<boolean>;
  /** what e-mails in the name of an external partner's person get; undefined for ours */
  partnerMail(id: string, userId: string): Promise<PartnerMail | undefined>;
  /** what names a group, as a person would say it */
  groupUsedBy(tx: Tx, groupId: string): Promise<string[]>;
  findPace(id: string): Promise<ConnectorPace | undefined>;
  markProblematic(id: string, reason: string): Promise<boolean>;
  markActive(id: string): Promise<boolean>;
  learn(id: string, learned: Partial<LearnedCapabilities>): Promise<void>;
  getSignIn(id: string): Promise<SignInOf>;
  assertMay(deed: ConnectorDeed, id: string, caller: Caller): Promise<void>;
  /** NOT_FOUND unless it is a mailbox of this person's own */
  assertOwn(id: string, ownerId: string): Promise<void>;
  /** undefined where the provider is unknown or takes no OAuth 2.0 */
  findOauthProvider(id: string): Promise<ReturnType<typeof oauthOf>>;
  /** what the files of a folder say, with the environment in the place of their references */
  applyFiles(folder: string, env: Environment): Promise<AppliedFiles>;
  testManaged(log: Parameters<typeof testManaged>[1], signal: AbortSignal): Promise<void>;
  /** names of those whose secrets do not open; the log has the reasons */
  findLostSecrets(log: Parameters<typeof findLostSecrets>[1]): Promise<string[]>;
  /** the connector that a setting has of its own */
  saveMailbox(asked: MailboxConnection, caller: Caller, link: (tx: Tx, id: string) => Promise<void>): Promise<void>;
  dropUnused(tx: Tx, id: string, caller: Caller): Promise<void>;
  signedIn(id: string): Promise<void>;
  signedOut(id: string, reason: string): Promise<void>;
}

export async function createConnectorSlice(options: ConnectorSliceOptions): Promise<ConnectorSlice> {
  const { store, clock, usedBy, egress } = options;
  const shippedProviders = loadProviders();
  const deps: ConnectorSlice['deps'] = {
    store,
    clock,
    usedBy,
    egress,
    ...(options.assertMayMail && { assertMayMail: options.assertMayMail }),
    becameActive: options.becameActive ?? (async () => undefined),
    rightsChanged: options.rightsChanged ?? (async () => undefined),
    people: options.people ?? NOBODY,
    holdMails: options.holdMails ?? (async () => undefined),
    accessToken: options.accessToken,
    forget: options.forget,
    withdraw: options.withdraw,
    releaseMails: options.releaseMails ?? (async () => undefined),
    types: options.types ?? (await loadConnectorTypes()),
    providers: await openCatalogue(store, shippedProviders),
    shippedProviders,
    secrets: options.secrets,
    goodTests: openGoodTests(clock),
    testDesk: openTestDesk(),
    dns: options.dns ?? new Resolver({ timeout: 2_000, tries: 1 }),
  };
  return {
    deps,
    routes: connectorRoutes(deps),
    openConnector: (id, use) => openConnector(deps, id, use),
    findSwitchOff: (id) => findSwitchOff(deps, id),
    openOwnAccount: (id, ownerId, use) => openOwnAccount(deps, id, ownerId, use),
    personSenders: async (caller) => {
      await deps.providers.refresh();
      return personSenders(deps, caller);
    },
    findRuleAccount: (owner) => findRuleAccount(deps, owner),
    personChanged: (tx, id, change) => personChanged(deps, tx, id, change),
    findSender: openSenders(deps),
    refusedUsers: (tx, id, userIds) => refusedUsers(deps, tx, id, userIds),
    hasPartners: () => deps.people.hasPartners(store.read),
    partnerMail: (connectorId, userId) => partnerDefaultsFor(deps, store.read, { connectorId, userId }),
    groupUsedBy: connectorsNaming,
    findPace: (id) => findPace(deps, id),
    markProblematic: (id, reason) => markProblematic(deps, id, reason),
    markActive: (id) => markActive(deps, id),
    learn: (id, learned) => learn(deps, id, learned),
    getSignIn: (id) => getSignIn(deps, id),
    assertMay: (deed, id, caller) => assertMayBefore(deps, deed, id, caller),
    assertOwn: async (id, ownerId) => void (await getAccount(store.read, id, ownerId)),
    findOauthProvider: async (id) => oauthOf(deps.providers.find(id)),
    applyFiles: (folder, env) => applyConnectorFiles(deps, folder, env),
    testManaged: (log, signal) => testManaged(deps, log, signal),
    findLostSecrets: (log) => findLostSecrets(deps, log),
    saveMailbox: (asked, caller, link) => saveMailboxConnector(deps, asked, caller, link),
    dropUnused: (tx, id, caller) => dropUnusedConnector(deps, tx, id, caller),
    signedIn: (id) => signedIn(deps, id),
    signedOut: (id, reason) => signedOut(deps, id, reason),
  };
}

const NOBODY: ConnectorDeps['people'] = {
  find: async () => new Map(),
  unknown: async (_tx, ids) => ids,
  hasPartners: async () => false,
};
