import type {
  Clock,
  FieldProblem,
  Guard,
  HeldMail,
  JsonObject,
  JsonSchema,
  MailAttachment,
  Mailbox,
  MailCause,
  PlannedMail,
  Registered,
  SenderReason,
} from '../sdk/index.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';
import type { RunIntake } from './drafts/run-intake.ts';

/** What the runs ask of the others; the composition root provides it. */
export interface RunDeps {
  store: Store;
  clock: Clock;
  log: RunLog;
  secrets: Pick<SecretBox, 'sealBytes' | 'openBytes'>;
  outbox: RunOutbox;
  rules: RunRules;
  intake: RunIntake;
  connectors: {
    findPace(id: string): Promise<ConnectorPace | undefined>;
    /** in whose name it does not send, with the reason */
    refusedUsers(tx: Tx, id: string, userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  };
  /** contacts by the employee numbers that they have, by ownerKey, with the addresses that they have now */
  findRegistered(read: Tx, owners: readonly string[]): Promise<ReadonlyMap<string, Registered>>;
  loadSettings(): Promise<RunSettings>;
}

export interface RunLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface RunSettings {
  fourEyes: boolean;
  stopAfterFailures: number;
}

export interface ConnectorPace {
  displayName: string;
  state: 'incomplete' | 'inactive' | 'active' | 'problematic';
  stateReason: string;
  messagesPerMinute?: number;
  recipientsPerDay?: number;
}

/** A mail whose bytes are fixed. Only the outbox looks further inside. */
export interface PreparedMail {
  message: { id: string; idempotency_key: string; request_hash: string };
}

interface Step {
  runId: string;
  limit: number;
  now: number;
  /** only e-mails that go by the clocks of these time zones; absent: all */
  zones?: readonly string[];
}

/** All sending was stopped by a person. */
export interface SendingStop {
  reason: string;
  by: string;
  at: number;
}

export interface RunOutbox {
  prepare(mail: PlannedMail, cause: MailCause): Promise<PreparedMail>;
  insert(tx: Tx, mails: PreparedMail[]): Promise<{ id: string; state: string; created: boolean }[]>;
  /** whom e-mails may go to just now, and whether a person stopped all sending */
  readGate(): Promise<{ guards: readonly Guard[]; stop: SendingStop | undefined }>;
  wake(): void;
  runs: {
    release(tx: Tx, step: Step): Promise<number>;
    wait(tx: Tx, step: Step & { until: number }): Promise<number>;
    hold(tx: Tx, step: Step & { reason: 'paused' | 'send_window'; detail: string }): Promise<number>;
    awaitWindow(tx: Tx, step: Step & { detail: string }): Promise<number>;
    cancel(tx: Tx, step: Step & { detail: string }): Promise<number>;
    retry(tx: Tx, step: Step & { detail: string; inWindow: boolean }): Promise<number>;
    discard(tx: Tx, ids: readonly string[]): Promise<void>;
    findByKeys(tx: Tx, keys: readonly string[]): Promise<string[]>;
    giveUpKeys(tx: Tx, ids: readonly string[]): Promise<void>;
    assertContent(tx: Tx, id: string): Promise<void>;
    resend(request: {
      id: string;
      to: Mailbox;
      key: string;
      by: string;
      confirmedBy: string;
      fenced: boolean;
    }): Promise<{ id: string }>;
    read(id: string): Promise<ComposedMail>;
  };
}

/** An e-mail as its recipient will see it. */
export interface ComposedMail {
  id: string;
  sender: { connectorId: string; connectorName: string; reason: SenderReason; reasonText: string } | null;
  from: Mailbox | null;
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
  subject: string;
  html: string | null;
  text: string | null;
  attachments: { filename: string; contentType: string; size: number }[];
}

/** What a rule makes of one row. */
export interface RowPlan {
  fires: boolean;
  mails: (PlannedMail | HeldMail)[];
  /** whether the rule itself attached the document */
  attached: boolean;
}

export interface RunRule {
  id: string;
  name: string;
  version: number;
  /** in whose name it sends */
  authorId: string;
  schema: JsonSchema | undefined;
  /** whether its e-mails say the name of the run */
  namesRun: boolean;
  plan(
    facts: JsonObject,
    document: { id: string; file: MailAttachment } | undefined,
    run: { name: string; period: string },
  ): Promise<RowPlan>;
}

/** A rule to choose from. */
export interface RunRuleLine {
  id: string;
  name: string;
  /** what it belongs to: the name of a form, or the event of a workflow */
  trigger: string;
}

export interface RunRules {
  /** NOT_FOUND; STATE when it sends no e-mail. */
  openRule(id: string, options: { confidential: boolean }): Promise<RunRule>;
  /** The only Send email rule of a form; VALIDATION when there are none or several. */
  ruleOfForm(formId: string): Promise<string>;
  /** Those that are enabled and send an e-mail. */
  list(): Promise<RunRuleLine[]>;
  /** as it is now; undefined: it was deleted */
  find(id: string): Promise<{ name: string; version: number; enabled: boolean } | undefined>;
  /** The fields it names. Throws TEMPLATE for a template that is not valid. */
  checkTemplate(template: string): { fields: string[] };
  render(template: string, facts: JsonObject): string;
  /** whether the server knows its public address, so that a document may go as a link */
  canLink: boolean;
  /** conditions over the columns of the rows, which rows they choose */
  selection: RowSelection;
}

export interface RowSelection {
  /** what is wrong with the conditions, each with the pointer of its place below `base` */
  check(conditions: object, base: string): FieldProblem[];
  /** the columns that they look at */
  columns(conditions: object): string[];
  matches(conditions: object, facts: JsonObject): Promise<boolean>;
}
