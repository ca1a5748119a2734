import type { SmtpTimeouts } from '../mail/smtp-session.ts';
import type { Clock, LearnedCapabilities, MailAccount } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** Structural subset of a pino logger: a constant message, values in fields. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the outbox asks of the connectors; the composition root provides it. */
export interface ConnectorPort {
  /** Throws CONNECTOR_UNKNOWN, or CONNECTOR_INACTIVE with the reason. */
  open(connectorId: string): Promise<MailAccount>;
  /** the connector itself does not work: `reason` is for the administrator */
  markProblematic(connectorId: string, reason: string): Promise<void>;
  /** a problematic connector works again: something was accepted */
  markWorking(connectorId: string): Promise<void>;
  learn(connectorId: string, learned: Partial<LearnedCapabilities>): Promise<void>;
}

export interface OutboxDeps {
  store: Store;
  clock: Clock;
  log: Log;
  policy: RetryPolicy;
  connectors: ConnectorPort;
  /** a mail of a payroll run failed: the run may have to stop before the next one leaves */
  runMailFailed?(runId: string): Promise<void>;
  smtpTimeouts?: SmtpTimeouts;
}
