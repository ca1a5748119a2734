import type {
  AccountAnswer,
  AccountOwner,
  ActionContext,
  Clock,
  DocumentMaker,
  MailAttachment,
  MailTemplate,
  NamedAnswer,
  NamedRecipient,
  PartnerMail,
  ReceivedForRule,
  RuleAction,
  SenderCandidate,
  SenderSettings,
  Suppressed,
  TemplateEngine,
  Unsubscribed,
} from '../src/sdk/index.ts';
import { wholeOf } from '../src/store/content.ts';
import type { Store } from '../src/store/store.ts';
import type { Moment } from './conditions/operator.ts';
import type { MailOutbox } from './mail-outbox.ts';

export interface RuleDeps {
  store: Store;
  clock: Clock;
  /** IANA time zone in which conditions ask what is today */
  zone: string;
  templates: TemplateEngine;
  /** by name; loadRuleActions() finds them */
  actions: ReadonlyMap<string, RuleAction<unknown>>;
  outbox: MailOutbox;
  findConnector(id: string): Promise<SenderCandidate | undefined>;
  /** Why a connector does not send in this person's name; undefined: it does. Absent: nobody is ever asked. */
  whyNotUse?(connectorId: string, userId: string): Promise<string | undefined>;
  /** whether anybody works for an external partner */
  hasPartners?(): Promise<boolean>;
  /** what e-mails in the name of an external partner's person get; undefined for ours */
  partnerMail?(connectorId: string, userId: string): Promise<PartnerMail | undefined>;
  findFile(id: string): Promise<MailAttachment | undefined>;
  /** who uploaded a file; undefined: there is none. Absent: everybody may name every file */
  fileOwner?(id: string): Promise<string | undefined>;
  /** keeps a file like an upload and answers its id; absent: nothing can be kept */
  storeFile?(file: { name: string; contentType: string; createdBy: string }, bytes: Uint8Array): Promise<string>;
  /** makes PDFs; absent: none are made here */
  documents?: DocumentMaker;
  /** who is meant by a user, a group or a partner; absent: nobody is known */
  findNamed?(who: NamedRecipient): Promise<NamedAnswer>;
  /** somebody's own e-mail account, for rules that send from it; absent: nobody is known */
  findAccount?(owner: AccountOwner): Promise<AccountAnswer>;
  /** a user by id or address; absent: nobody is known */
  findPerson?(who: AccountOwner): Promise<{ id: string; name: string } | undefined>;
  /** whom a recipient can be chosen from, by a part of the name */
  searchNamed?(search: string): Promise<NamedChoices>;
  /** those of the ids that there are */
  listNamed?(ids: readonly string[]): Promise<NamedChoices>;
  loadSenderSettings(): Promise<SenderSettings>;
  /** whether a second person approves each change of a rule; absent: nobody has to */
  secondPerson?(): Promise<boolean>;
  /** a whole e-mail of the template library, put together anew each time; absent: there is none */
  findTemplate?(id: string): Promise<MailTemplate | undefined>;
  /** a received e-mail as rules see it; undefined: it is not stored any more. Absent: none are received here */
  readReceived?(id: string): Promise<ReceivedForRule | undefined>;
  /** those of the addresses that get no e-mail, by addressKey */
  findSuppressed(addresses: readonly string[]): Promise<ReadonlyMap<string, Suppressed>>;
  /** those of the addresses that get no mass mail, by addressKey; absent: nobody can unsubscribe here */
  findUnsubscribed?(addresses: readonly string[]): Promise<ReadonlyMap<string, Unsubscribed>>;
  /** whether the server knows its public address, so that a file may go as a link */
  canLink: boolean;
  /** what an event makes above that waits until a person lets it go; default 500 */
  maxMailsPerEvent?: number;
  /** an event that would make more is refused; default 10,000 */
  maxHeldPerEvent?: number;
  /** after which a held event that nobody decides expires; default one hour */
  holdMs?: number;
}

export interface NamedChoices {
  users: { id: string; name: string; hasAddress: boolean }[];
  groups: { id: string; name: string; size: number }[];
  partners: { id: string; name: string; kind: 'contact' | 'partner'; company: string | null; address: string | null }[];
}

const START_BYTES = 1024;

export function momentOf({ clock, zone }: Pick<RuleDeps, 'clock' | 'zone'>): Moment {
  return { now: clock.now(), zone };
}

/**
 * What actions see while one event or one rule is handled: each connector and template and the settings are read once. `person`: in whose
 * name connectors are used; null: in nobody's, what asks is a program that this server is a part of.
 */
export async function actionContext(deps: RuleDeps, person: string | null): Promise<ActionContext> {
  const connectors = new Map<string, Promise<SenderCandidate | undefined>>();
  const templates = new Map<string, Promise<MailTemplate | undefined>>();
  const findTemplate = (id: string) => {
    const known = templates.get(id) ?? deps.findTemplate?.(id) ?? Promise.resolve(undefined);
    templates.set(id, known);
    return known;
  };
  return {
    templates: deps.templates,
    senders: await deps.loadSenderSettings(),
    canLink: deps.canLink,
    findConnector: (id) => {
      const known = connectors.get(id) ?? connectorFor(deps, id, person);
      connectors.set(id, known);
      return known;
    },
    findFile: (id) => deps.findFile(id),
    ...(deps.findNamed && { findNamed: deps.findNamed }),
    ...(deps.findPerson && { findPerson: deps.findPerson }),
    ...(deps.findAccount && { findAccount: deps.findAccount }),
    ...(deps.findTemplate && { findTemplate }),
    findSuppressed: (addresses) => deps.findSuppressed(addresses),
    ...(deps.findUnsubscribed && { findUnsubscribed: deps.findUnsubscribed }),
    ...(deps.documents && { documents: deps.documents }),
    readFile: (contentId) => wholeOf(deps.store.content.read(contentId)),
    readStart: async (contentId) => {
      for await (const piece of deps.store.content.read(contentId)) return piece.subarray(0, START_BYTES);
      return new Uint8Array();
    },
  };
}

async function connectorFor(deps: RuleDeps, id: string, person: string | null): Promise<SenderCandidate | undefined> {
  const connector = await deps.findConnector(id);
  if (connector === undefined || person === null) return connector;
  if (!connector.restricted && !(await deps.hasPartners?.())) return connector;
  const notPermitted = await deps.whyNotUse?.(id, person);
  if (notPermitted !== undefined) return { ...connector, notPermitted };
  const partnerMail = await deps.partnerMail?.(id, person);
  return partnerMail === undefined ? connector : { ...connector, partnerMail };
}
