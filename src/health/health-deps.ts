import type {
  Clock,
  Egress,
  HeldMail,
  Mailbox,
  MailCause,
  PlannedMail,
  SenderCandidate,
  SenderSettings,
} from '../sdk/index.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';

/** What this slice asks of the others; the composition root provides it. */
export interface HealthDeps<Prepared = unknown> {
  store: Store;
  clock: Clock;
  log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  egress: Egress;
  secrets: SecretBox;
  /** pauses between probes of a connector that does not work, and where each try could lock the account */
  policy: { pausesMs: number[]; signInPausesMs: number[] };
  /** Test connection with the stored values; makes the connector active when it is well. */
  test(
    connectorId: string,
    ownerId: string | null,
    signal: AbortSignal,
  ): Promise<{ ok: boolean; steps: { ok: boolean | null; code?: string }[] }>;
  findConnector(id: string): Promise<SenderCandidate | undefined>;
  loadSenderSettings(): Promise<SenderSettings>;
  outbox: {
    prepare(mail: PlannedMail | HeldMail, cause: MailCause): Promise<Prepared>;
    insert(tx: Tx, mails: Prepared[]): Promise<unknown>;
    wake(): void;
    /** queued mails of a connector that does not work go through another one, where their rules allow it */
    moveQueued(fromId: string, other: { sender: SenderCandidate; replyTo: Mailbox | null }): Promise<number>;
  };
}
