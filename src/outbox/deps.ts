import type { SmtpTimeouts } from '../mail/smtp-session.ts';
import type {
  Clock,
  Egress,
  Guard,
  LearnedCapabilities,
  MailAccount,
  Registered,
  SendingLimits,
  SoftBounces,
  Suppressed,
} from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';
import type { RetryPolicy } from './deliver/retry-policy.ts';
import type { RecentBytes } from './recent-bytes.ts';
import type { WorkCounts } from './work-counts.ts';

/** Structural subset of a pino logger: a constant message, values in fields. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the outbox asks of the connectors; the composition root provides it. */
export interface ConnectorPort {
  /**
   * Throws CONNECTOR_UNKNOWN, or CONNECTOR_INACTIVE with the reason; with `details.switchedOff` where somebody switched
   * this use off: what there is to do waits until it is on again.
   */
  open(connectorId: string, use: 'send' | 'read'): Promise<MailAccount>;
  /** Asked again before each batch: a sentence where somebody switched sending off meanwhile. */
  findSwitchOff?(connectorId: string): Promise<string | undefined>;
  /** the connector itself does not work: `reason` is for the administrator */
  markProblematic(connectorId: string, reason: string): Promise<void>;
  /** a problematic connector works again: something was accepted */
  markWorking(connectorId: string): Promise<void>;
  /** In whose name it does not send, with the reason. Only database calls. Absent: it sends in everyone's. */
  refusedUsers?(tx: Tx, connectorId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  learn(connectorId: string, learned: Partial<LearnedCapabilities>): Promise<void>;
}

/** What links are made with; the composition root provides it. */
export interface LinkPort {
  /** where the router is reached from outside, without a slash at the end */
  publicUrl: string;
  /** how long the retention setting keeps the content of mails; null: for ever */
  contentDays(): Promise<number | null>;
}

/** An e-mail of a payroll run, and who lets it be tried again. */
export interface TriedAgain {
  id: string;
  runId: string;
  by: string;
}

/** Whether the e-mails of one event, more than leave by themselves, are sent. */
export interface EventDecision {
  eventId: string;
  verdict: 'approved' | 'refused';
  by: { id: string; name: string };
  reason: string | undefined;
}

export interface OutboxDeps {
  store: Store;
  clock: Clock;
  /** what PostgreSQL takes for now, epoch ms; absent: it is asked. For tests with a clock of their own */
  databaseNow?: (tx: Tx) => Promise<number>;
  log: Log;
  policy: RetryPolicy;
  connectors: ConnectorPort;
  egress: Egress;
  /** of the configuration, which no setting weakens; absent: there is none */
  guard?: Guard | undefined;
  /** for an hour, where no setting says otherwise; absent: there are none */
  limits?: SendingLimits | undefined;
  /** a mail of a payroll run failed: the run may have to stop before the next one leaves */
  runMailFailed?(runId: string): Promise<void>;
  /** a person lets a mail of a payroll run be tried again, in this transaction; answers why it has to wait for its hours */
  runGoesOn?(tx: Tx, again: TriedAgain): Promise<string | undefined>;
  /** a person took back a mail of a payroll run, in this transaction */
  runMailTakenBack?(tx: Tx, runId: string, by: string): Promise<void>;
  /** a person decides about all e-mails of an event, in this transaction; throws when this person or nobody may (any more) */
  decideEvent?(tx: Tx, decision: EventDecision): Promise<void>;
  /** those of the addresses that get no e-mail, by addressKey */
  findSuppressed?(addresses: readonly string[]): Promise<ReadonlyMap<string, Suppressed>>;
  /** contacts by the employee numbers that they have, by ownerKey; all of the addresses that they have now */
  findRegistered?(owners: readonly string[]): Promise<ReadonlyMap<string, Registered>>;
  /** an address that does not exist any more gets no e-mail from now on; in the transaction that tells of it */
  suppressBounced?(
    tx: Tx,
    bounced: { address: string; reason: string; kind?: 'hard_bounce' | 'soft_bounce' | 'complaint' },
  ): Promise<void>;
  /** how many e-mails that came back softly are too many; absent: the default */
  softBounces?(tx: Tx): Promise<SoftBounces>;
  /** absent: this server has no public address, and no file can go as a link */
  links?: LinkPort | undefined;
  /** what was sent a moment ago and is still to be filed */
  recent?: RecentBytes;
  smtpTimeouts?: SmtpTimeouts;
  /** what this process does, for its metrics */
  counts?: WorkCounts;
}
