import type {
  Clock,
  HeldMail,
  JsonObject,
  JsonSchema,
  MailAttachment,
  Mailbox,
  MailCause,
  PlannedMail,
} from '../sdk/index.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';
import type { RunIntake } from './run-intake.ts';

/** What the runs ask of the others; the composition root provides it. */
export interface RunDeps {
  store: Store;
  clock: Clock;
  log: RunLog;
  secrets: Pick<SecretBox, 'sealBytes' | 'openBytes'>;
  outbox: RunOutbox;
  rules: RunRules;
  intake: RunIntake;
  connectors: { findPace(id: string): Promise<ConnectorPace | undefined> };
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

export interface KnownMail {
  id: string;
  runId: string | null;
  state: string;
  acceptedAt: number | null;
}

interface Step {
  runId: string;
  limit: number;
  now: number;
}

export interface RunOutbox {
  prepare(mail: PlannedMail, cause: MailCause): Promise<PreparedMail>;
  insert(tx: Tx, mails: PreparedMail[]): Promise<{ id: string; state: string; created: boolean }[]>;
  wake(): void;
  runs: {
    release(tx: Tx, step: Step): Promise<number>;
    hold(tx: Tx, step: Step & { reason: 'paused' | 'send_window'; detail: string }): Promise<number>;
    cancel(tx: Tx, step: Step & { detail: string }): Promise<number>;
    retry(tx: Tx, step: Step & { detail: string }): Promise<number>;
    discard(tx: Tx, ids: readonly string[]): Promise<void>;
    findByKey(tx: Tx, key: string): Promise<KnownMail | undefined>;
    giveUpKey(tx: Tx, id: string, now: number): Promise<void>;
    resend(request: { id: string; to: Mailbox; key: string; by: string; confirmedBy: string }): Promise<{ id: string }>;
  };
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
  schema: JsonSchema | undefined;
  plan(facts: JsonObject, document: { id: string; file: MailAttachment } | undefined): Promise<RowPlan>;
}

export interface RunRules {
  /** NOT_FOUND; STATE when it sends no e-mail. */
  openRule(id: string, options: { confidential: boolean }): Promise<RunRule>;
  /** The only Send email rule of a form; VALIDATION when there are none or several. */
  ruleOfForm(formId: string): Promise<string>;
  /** Throws TEMPLATE for a template that is not valid. */
  checkTemplate(template: string): void;
  render(template: string, facts: JsonObject): string;
}
