import type { DocumentLayout } from './document-layout.ts';
import type { HeldMail, MailAttachment, Mailbox, PlannedMail, SentCopyPolicy } from './email.ts';
import type { ErrorCode, FieldProblem } from './errors.ts';
import type { JsonObject, JsonSchema } from './json.ts';
import type { MailTemplate } from './mail-template.ts';
import type { AnsweredMail } from './received.ts';
import type { Suppressed, Unsubscribed } from './suppression.ts';

/** Where a template stands decides how values are escaped. */
export type TemplateKind = 'html' | 'text' | 'header';

/** What a template needs, read from its syntax tree without running it. */
export interface TemplateUse {
  /** dot paths of facts */
  fields: string[];
  helpers: string[];
  /** where each field is named first: the start of its {{...}}, both from 1 */
  places: ReadonlyMap<string, { line: number; column: number }>;
}

export interface TemplateEngine {
  /** Throws TEMPLATE with line and column when the text is not a valid template or not a string. */
  inspect(template: unknown): TemplateUse;
  /** Throws MISSING_VALUE (details.names) when a required value is absent. */
  /** `locale` (BCP 47): of dates, numbers and amounts whose helpers say none; absent: the installation's. */
  render(template: string, kind: TemplateKind, facts: JsonObject, locale?: string): string;
  /** The same for facts of this form: helpers then know what a field's values are called. */
  forSchema(schema: JsonSchema | undefined): TemplateEngine;
}

/** A connector as the sender choice sees it. */
export interface SenderCandidate {
  id: string;
  displayName: string;
  state: 'incomplete' | 'inactive' | 'active' | 'problematic';
  stateReason: string;
  canSend: boolean;
  from: Mailbox;
  allowedFrom: string[];
  replyTo?: Mailbox;
  sentCopy: SentCopyPolicy;
  /** its mail server puts what it sends into Sent Items by itself */
  filesItself?: boolean;
  /** bytes; from EHLO SIZE, 0: unknown */
  maxSize: number;
  /** when a person has to consent again, epoch ms; absent: never, or not known */
  consentEndsAt?: number;
  /** whether there are people in whose name it does not send */
  restricted?: boolean;
  /** why it does not send in the name of the person that the context is of */
  notPermitted?: string;
  /** that person works for a partner: what goes before the rule */
  partnerMail?: PartnerMail;
}

/** What a connector gives e-mails in the name of a partner's person. */
export interface PartnerMail {
  fromName?: string;
  replyTo?: Mailbox;
  cc?: Mailbox;
  bcc?: Mailbox;
}

/** The installation's settings that take part in choosing the sender. */
export interface SenderSettings {
  globalSmtp: { enabled: boolean; mode: 'force' | 'fallback'; connectorId: string | null; saveToSent: SentCopyPolicy };
  defaultMailbox: { connectorId: string | null; replyTo: Mailbox | null; displayName: string | null };
}

/** A user, the users of a group, or a partner or contact, by id. */
export type NamedRecipient = { user: string } | { group: string } | { partner: string };

/** Whom it is: nobody, where there is no such one (any more). */
export interface NamedAnswer {
  /** undefined: there is no such user, group or partner */
  name: string | undefined;
  mailboxes: Mailbox[];
  /** names of those among them who have no address */
  without: string[];
}

/** Errors: ATTACHMENT for what cannot be drawn or merged, naming the file; TOO_MANY while too many wait. */
export interface DocumentMaker {
  /** the same layout gives the same bytes */
  draw(layout: DocumentLayout): Promise<Uint8Array>;
  /** all pages of these PDFs in one, in their order */
  merge(files: readonly { name: string; bytes: Uint8Array }[]): Promise<Uint8Array>;
}

/** A person whose own e-mail account a rule asks for: by id of the user, or by address. */
export type AccountOwner = { user: string } | { address: string };

/** The default e-mail account of a person, or in one sentence why a rule cannot send from it. */
export type AccountAnswer = { sender: SenderCandidate; owner: string } | { problem: string };

export interface ActionContext {
  templates: TemplateEngine;
  senders: SenderSettings;
  /** whether the server knows its public address, so that a file may go as a link */
  canLink: boolean;
  findConnector(id: string): Promise<SenderCandidate | undefined>;
  /** Somebody's own e-mail account; absent where the installation knows no people. */
  findAccount?(owner: AccountOwner): Promise<AccountAnswer>;
  /** A user by id or address; undefined: there is none. Absent where the installation knows nobody. */
  findPerson?(who: AccountOwner): Promise<{ id: string; name: string } | undefined>;
  /** an uploaded file by id */
  findFile(id: string): Promise<MailAttachment | undefined>;
  /** the first bytes of an uploaded file, at most 1 KiB */
  readStart(contentId: string): Promise<Uint8Array>;
  /** all bytes of an uploaded file; absent: it cannot be read here */
  readFile?(contentId: string): Promise<Uint8Array>;
  /** makes PDFs, off the main thread; absent: none are made here */
  documents?: DocumentMaker;
  /** Somebody who is named instead of an address; absent where the installation knows nobody. */
  findNamed?(who: NamedRecipient): Promise<NamedAnswer>;
  /** A whole e-mail of the template library; absent where there is no library. */
  findTemplate?(id: string): Promise<MailTemplate | undefined>;
  /** those of the addresses that get no e-mail, by addressKey */
  findSuppressed(addresses: readonly string[]): Promise<ReadonlyMap<string, Suppressed>>;
  /** those of the addresses that get no mass mail, by addressKey; absent: nobody can unsubscribe here */
  findUnsubscribed?(addresses: readonly string[]): Promise<ReadonlyMap<string, Unsubscribed>>;
}

/** Everything an action may look at when it plans. */
export interface ActionInput {
  ruleId: string;
  ruleName: string;
  facts: JsonObject;
  /** JSON Schema of the form, where the rule belongs to one */
  factsSchema: JsonSchema | undefined;
  at: number;
  /** IANA time zone of dates and times that say none; default UTC */
  zone?: string;
  /** the received e-mail that what is sent answers */
  answered?: AnsweredMail;
  /** only to be looked at: an empty subject or a missing sender is no reason to show nothing */
  preview?: boolean;
}

/** A finding when a rule is saved: `error` refuses the rule, `warning` is shown. */
export interface Finding extends FieldProblem {
  level: 'error' | 'warning';
  /** why it is refused, where it is not VALIDATION */
  code?: ErrorCode;
  /** nothing is wrong, only not there yet: a preview shows the rest */
  incomplete?: boolean;
  /** of a template, both from 1 */
  line?: number;
  column?: number;
}

/**
 * What a rule does. One folder in rules/actions/ holds one of these as its default export; it is found by its folder.
 * `plan` decides and renders; it sends nothing and writes nothing.
 */
export interface RuleAction<Params> {
  action: string;
  title: string;
  paramsSchema: JsonSchema;
  /** dot paths of the facts that the parameters look at */
  facts(params: Params, templates: TemplateEngine): string[];
  /** id of the template of the library that its texts are from */
  templateOf?(params: Params): string | undefined;
  /** parameters while they are typed: without what is not filled in yet, and what that was */
  withoutGaps?(params: Record<string, unknown>): { params: Record<string, unknown>; gaps: Finding[] };
  check(params: Params, context: ActionContext, schema: JsonSchema | undefined): Promise<Finding[]>;
  plan(params: Params, input: ActionInput, context: ActionContext): Promise<(PlannedMail | HeldMail)[]>;
}
