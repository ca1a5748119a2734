import { type ConnectorSlice, createConnectorSlice } from '../connectors/connector-slice.ts';
import { testConnection } from '../connectors/test-connection.ts';
import { cloneFacts } from '../rules/conditions/facts.ts';
import { decideApproval } from '../rules/events/approval.ts';
import { createTemplateEngine } from '../rules/expressions/template-engine.ts';
import { getOwnInstance } from '../rules/instances/own-instance.ts';
import { watchOutcomes } from '../rules/outcomes/watch-outcomes.ts';
import { noteReceived } from '../rules/received/note-received.ts';
import { watchReceived } from '../rules/received/watch-received.ts';
import { ruleRoutes } from '../rules/rule.routes.ts';
import { loadRuleActions } from '../rules/rule-actions.ts';
import { momentOf, type RuleDeps } from '../rules/rule-deps.ts';
import { rulesUsing } from '../rules/rules-using.ts';
import { checkSelection, rowMatches, selectionColumns } from '../rules/runs/row-selection.ts';
import { findRunRule, listRunRules, openRowRule, ruleOfForm } from '../rules/runs/run-rule.ts';
import { createScheduleSlice } from '../rules/schedules/schedule-slice.ts';
import { findMailTemplate } from '../rules/templates/templates.ts';
import { hostsPeople, ownPeople } from './access/people.store.ts';
import type { AppOptions } from './app-interface.ts';
import { assertMayMail, connectorPort, egressOf, gatePort, mayLookAfter } from './app-ports.ts';
import { activityRoutes } from './contacts/activity.routes.ts';
import { contactRoutes } from './contacts/contact.routes.ts';
import { findRegistered } from './contacts/registered.ts';
import { composeDrafts } from './draft-ports.ts';
import { taskOutbox } from './drafts/tasks/task-outbox.ts';
import { fileRoutes } from './files/file.routes.ts';
import { findFile, findFileRow, storeFile } from './files/file.store.ts';
import { parseGuard } from './guard-config.ts';
import { createHealthSlice } from './health/health-slice.ts';
import type { InboundDeps } from './inbound/inbound-deps.ts';
import { createInboundSlice, type InboundSlice } from './inbound/inbound-slice.ts';
import { keyRoutes } from './keys/keys.routes.ts';
import { linkPort, mailLinkRoutes } from './link-port.ts';
import { composeOauth } from './oauth-ports.ts';
import { RETRY_POLICY } from './outbox/deliver/retry-policy.ts';
import type { EventDecision, TriedAgain } from './outbox/deps.ts';
import { mailsUsing } from './outbox/outbox.store.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';
import { RecentBytes } from './outbox/recent-bytes.ts';
import { createProofSlice } from './proof/proof-slice.ts';
import { findAccount, findPerson, namedRecipients } from './recipient-ports.ts';
import { createRetentionSlice } from './retention/retention-slice.ts';
import { openIntake } from './runs/drafts/open-intake.ts';
import type { RunDeps } from './runs/run-deps.ts';
import { createRunSlice } from './runs/run-slice.ts';
import { type Clock, DEFAULT_LIMITS } from './sdk/index.ts';
import { sealedColumns } from './sealed-columns.ts';
import type { SecretBox } from './secrets/secret-box.ts';
import { guardRoutes } from './settings/guard.routes.ts';
import { linkOwnConnector } from './settings/link-own-connector.ts';
import { settingsRoutes } from './settings/settings.routes.ts';
import {
  loadRetention,
  loadRunSettings,
  loadSenderSettings,
  loadSoftBounces,
  settingsUsing,
} from './settings/settings.store.ts';
import type { Store } from './store/store.ts';
import type { Tx } from './store/transaction.ts';
import { suppressionRoutes } from './suppression/suppression.routes.ts';
import { findSuppressed, suppressBounced } from './suppression/suppressions.ts';
import { findUnsubscribed } from './unsubscribe/unsubscribed.ts';
import { wakingStore } from './upkeep.ts';

export interface ComposeOptions extends AppOptions {
  secrets: SecretBox;
}

/** The product's slices, each with the ports it asks for. */
export async function composeSlices(options: ComposeOptions, store: Store, clock: Clock) {
  const base = { store, clock, log: options.log, secrets: options.secrets };
  const suppressed = (addresses: readonly string[]) => findSuppressed({ store }, addresses);
  const { connectors, oauth, outbox, inbound, egress, view, guard } = await composeSending(options, {
    received: async (tx, mail) => ((await noteReceived({ clock }, tx, mail)) ? received.wake : undefined),
    store,
    clock,
    suppressed,
    runMailFailed: (id) => runs.mailFailed(id),
    runGoesOn: (tx, again) => runs.goesOn(tx, again),
    runMailTakenBack: (tx, id, by) => runs.mailTakenBack(tx, id, by),
    decideEvent: async (tx, decision) =>
      decideApproval({ clock, fourEyes: (await loadRunSettings(store)).fourEyes }, tx, decision),
  });
  const intake = openIntake();
  const rules = await composeRules(options, { store, clock, connectors, outbox, inbound, suppressed, intake });
  const received = watchReceived({ rules, log: options.log });
  const schedules = createScheduleSlice({ rules, log: options.log });
  const outcomes = watchOutcomes({ rules, ended: outbox.ended, log: options.log });
  const proof = createProofSlice(base);
  const retention = createRetentionSlice({ ...base, loadSettings: () => loadRetention(store) });
  const health = createHealthSlice({
    ...{ ...base, egress, outbox, policy: options.retryPolicy ?? RETRY_POLICY },
    test: (id: string, ownerId: string | null, signal: AbortSignal) =>
      testConnection(connectors.deps, { id }, { signal, ...(ownerId === null ? {} : { ownerId }) }),
    findConnector: connectors.findSender,
    loadSenderSettings: rules.loadSenderSettings,
  });
  const drafts = composeDrafts({ ...base, connectors, inbound, outbox, suppressed });
  const runs = createRunSlice({
    ...base,
    outbox: outbox as RunDeps['outbox'],
    intake,
    rules: rulesForRuns(rules),
    connectors: { findPace: connectors.findPace, refusedUsers: connectors.refusedUsers },
    findRegistered,
    loadSettings: () => loadRunSettings(store),
  });
  const routes = [
    ...connectors.routes,
    ...ruleRoutes(rules),
    ...outbox.routes,
    ...guardRoutes({ store, clock, guard, egress: view, gate: gatePort(outbox) }),
    ...settingsRoutes({
      ...{ store, clock, findConnector: connectors.findSender },
      mailboxConnectors: { save: connectors.saveMailbox, drop: connectors.dropUnused },
    }),
    ...[fileRoutes, suppressionRoutes, mailLinkRoutes].flatMap((routesOf) => routesOf({ store, clock })),
    ...contactRoutes({ store, clock, contactUsedBy: rulesUsing }),
    ...activityRoutes({
      store,
      mayReadMailbox: (id, caller) => mayLookAfter(connectors, id, caller),
      assertSeesInstance: async (of) => void (await getOwnInstance(store.read, of)),
    }),
    ...[schedules, runs, proof, retention, health, inbound, drafts, oauth].flatMap((slice) => slice.routes),
    ...keyRoutes({ ...base, columns: sealedColumns(connectors.deps) }),
  ];
  const groupUsedBy = async (tx: Tx, id: string) => [
    ...(await connectors.groupUsedBy(tx, id)),
    ...(await rulesUsing(tx, id)),
  ];
  const workers = { outcomes, received, proof, retention, health, inbound, drafts };
  return { connectors, outbox, egress, rules, schedules, runs, ...workers, groupUsedBy, routes };
}

interface RulePorts {
  store: Store;
  clock: Clock;
  connectors: ConnectorSlice;
  outbox: Outbox;
  inbound: InboundSlice;
  suppressed: RuleDeps['findSuppressed'];
  intake: ReturnType<typeof openIntake>;
}

/** What rules see of the rest: stored things by their ids, and the outbox that takes what they make. */
async function composeRules(options: ComposeOptions, ports: RulePorts): Promise<RuleDeps> {
  const { store, clock, connectors, outbox, inbound, suppressed, intake } = ports;
  const templates = createTemplateEngine({ zone: options.timeZone ?? 'UTC' });
  return {
    store: wakingStore(store, () => outbox.wake()),
    clock,
    zone: options.timeZone ?? 'UTC',
    templates,
    findTemplate: (id) => findMailTemplate({ store, templates }, id),
    actions: await loadRuleActions(),
    outbox: taskOutbox({ outbox, clock, secrets: options.secrets }),
    readReceived: inbound.readForRule,
    findConnector: connectors.findSender,
    whyNotUse: async (id, user) => (await connectors.refusedUsers(store.read, id, [user])).get(user),
    hasPartners: connectors.hasPartners,
    partnerMail: connectors.partnerMail,
    findFile: (id) => findFile(store, id),
    fileOwner: async (id) => (await findFileRow(store, id))?.createdBy,
    storeFile: async (file, bytes) => (await storeFile({ store, clock }, file, piecesOf(bytes))).id,
    documents: { draw: intake.draw, merge: intake.merge },
    ...namedRecipients(store),
    findPerson: (who) => findPerson({ store, hosted: options.authenticate !== undefined }, who),
    findAccount: (owner) =>
      findAccount({ store, accounts: connectors, hosted: options.authenticate !== undefined }, owner),
    loadSenderSettings: () => loadSenderSettings(store),
    secondPerson: async () => (await loadRunSettings(store)).fourEyesForRules ?? false,
    findSuppressed: suppressed,
    findUnsubscribed: (addresses) => findUnsubscribed({ store }, addresses),
    canLink: options.publicUrl !== undefined,
  };
}

interface SendingPorts {
  store: Store;
  clock: Clock;
  suppressed: NonNullable<RuleDeps['findSuppressed']>;
  runMailFailed(runId: string): Promise<void>;
  runGoesOn(tx: Tx, again: TriedAgain): Promise<string | undefined>;
  runMailTakenBack(tx: Tx, runId: string, by: string): Promise<void>;
  decideEvent(tx: Tx, decision: EventDecision): Promise<void>;
  received: NonNullable<InboundDeps['received']>;
}

/** Connectors and outbox, which know each other, and what stands before every connection and every e-mail. */
async function composeSending(options: ComposeOptions, ports: SendingPorts) {
  const { store, clock, suppressed, received, ...ofRuns } = ports;
  const { egress, view } = egressOf(options);
  const guard = options.guard ?? parseGuard(process.env);
  const { connectors, oauth } = await composeConnectors(options, {
    store,
    clock,
    egress,
    becameActive: async (id) => {
      await linkOwnConnector({ store, clock }, id);
      await outbox.rearm(id);
    },
    rightsChanged: (tx) => outbox.applyRights(tx),
    holdMails: (tx, ids, reason) => outbox.holdConnectors(tx, ids, reason),
    assertMayMail: (address) => assertMayMail(outbox, address),
    releaseMails: (tx, ids) => outbox.releaseConnectors(tx, ids),
  });
  const outbox = createOutbox({
    store,
    clock,
    log: options.log,
    policy: options.retryPolicy ?? RETRY_POLICY,
    recent: new RecentBytes(),
    connectors: connectorPort(connectors),
    egress,
    guard,
    limits: DEFAULT_LIMITS,
    ...ofRuns,
    findSuppressed: suppressed,
    findRegistered: (owners) => findRegistered(store.read, owners),
    suppressBounced: (tx, bounced) => suppressBounced({ clock }, tx, bounced),
    softBounces: loadSoftBounces,
    links: linkPort(options.publicUrl, store),
  });
  const inbound = createInboundSlice({
    ...{ store, clock, log: options.log, egress },
    openConnector: (id) => connectors.openConnector(id, 'read'),
    recordReport: outbox.recordReport,
    proved: outbox.proved,
    markProblematic: async (id, reason) => void (await connectors.markProblematic(id, reason)),
    assertMay: connectors.assertMay,
    received,
  });
  return { connectors, oauth, outbox, inbound, egress, view, guard };
}

async function connectorUses(tx: Tx, id: string): Promise<string[]> {
  return [...(await rulesUsing(tx, id)), ...(await settingsUsing(tx, id)), ...(await mailsUsing(tx, id))];
}

/** The mailboxes, and how they sign in: each needs the other. */
async function composeConnectors(
  options: ComposeOptions,
  ports: Omit<Parameters<typeof createConnectorSlice>[0], 'secrets' | 'usedBy' | 'people'>,
) {
  const connectors = await createConnectorSlice({
    ...ports,
    secrets: options.secrets,
    usedBy: connectorUses,
    // A host that signs people in itself says who calls, not who there is.
    people: options.authenticate ? hostsPeople : ownPeople,
    accessToken: (place) => oauth.accessToken(place),
    forget: (tx, id) => oauth.forget(tx, id),
    withdraw: (id) => oauth.withdraw(id),
  });
  const oauth = composeOauth({ ...options, ...ports, connectors });
  return { connectors, oauth };
}

function rulesForRuns(rules: RuleDeps): RunDeps['rules'] {
  return {
    openRule: (id, of) => openRowRule(rules, id, of),
    ruleOfForm: (id) => ruleOfForm(rules, id),
    list: () => listRunRules(rules),
    find: (id) => findRunRule(rules, id),
    checkTemplate: (template) => rules.templates.inspect(template),
    canLink: rules.canLink,
    render: (template, facts) => rules.templates.render(template, 'text', cloneFacts(facts)),
    selection: {
      check: checkSelection,
      columns: selectionColumns,
      matches: (conditions, facts) => rowMatches(conditions, facts, momentOf(rules)),
    },
  };
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
