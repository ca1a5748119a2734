import type { HeldMail, MailCause, PlannedMail } from '../src/sdk/index.ts';
import type { Tx } from '../src/store/transaction.ts';

/** A mail whose bytes are fixed. Only the outbox looks inside. */
export type Prepared = unknown;

/** What rules ask of the outbox; src/outbox has it, the composition root hands it over. */
export interface MailOutbox {
  /** renders the bytes; stores nothing that counts before `insert` */
  prepare(mail: PlannedMail | HeldMail, cause: MailCause): Promise<Prepared>;
  /** in the caller's transaction, in the order given */
  insert(tx: Tx, prepared: Prepared[]): Promise<{ id: string; state: string }[]>;
  /** the event made more mails than leave by themselves: those just inserted wait for a person, in the same transaction */
  awaitApproval(tx: Tx, eventId: string): Promise<unknown>;
  /** the event was committed: its mails take their turn */
  release(tx: Tx, eventId: string): Promise<unknown>;
  /** the event was rolled back or expired: its mails are never sent */
  cancel(tx: Tx, eventId: string, reason: string): Promise<unknown>;
}
