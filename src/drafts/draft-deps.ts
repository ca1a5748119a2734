import type { Caller } from '../http/route.ts';
import type { ReceivedReader } from '../mail/received-thread.ts';
import type {
  Clock,
  HeldMail,
  MailAttachment,
  MailCause,
  MailDraft,
  PlannedMail,
  SenderCandidate,
  Suppressed,
} from '../sdk/index.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';

/** A mailbox that the person may write from. */
export interface DraftSender extends SenderCandidate {
  own: boolean;
  isDefault: boolean;
  signature?: string;
}

/** A received message, by the mailbox that it is in. */
export interface MessagePlace {
  mailboxId: string;
  id: string;
}

/** What drafts ask of the mailboxes that are read. */
export interface ReceivedPort {
  reader: Pick<ReceivedReader, 'read' | 'view' | 'file'>;
  /** NOT_FOUND, or FORBIDDEN, for who may not look into this mailbox */
  assertMayRead(mailboxId: string, caller: Caller): Promise<void>;
  /** the bytes of a message. NOT_FOUND, PURGED */
  source(place: MessagePlace): Promise<Buffer>;
  /** an e-mail of ours belongs to the conversation of the message that it is about, or does not any more */
  joins(tx: Tx, sent: { mailboxId: string; answersId: string; messageId: string }): Promise<void>;
  leaves(tx: Tx, sent: { mailboxId: string; messageId: string }): Promise<void>;
}

export interface DraftDeps<Prepared = unknown> {
  store: Store;
  clock: Clock;
  secrets: Pick<SecretBox, 'sealBytes' | 'openBytes'>;
  received: ReceivedPort;
  listSenders(caller: Caller): Promise<DraftSender[]>;
  /** of the organisation's mailboxes: the one that a rule chose */
  findSender(connectorId: string): Promise<SenderCandidate | undefined>;
  withSignature(body: Pick<MailDraft, 'html' | 'text'>, signature: string): Pick<MailDraft, 'html' | 'text'>;
  htmlToText(html: string): string;
  findSuppressed(addresses: readonly string[]): Promise<ReadonlyMap<string, Suppressed>>;
  files: {
    /** undefined: there is none that this person uploaded. ATTACHMENT where it is not stored any more. */
    find(id: string, ownerId: string): Promise<MailAttachment | undefined>;
    store(file: { name: string; contentType: string; createdBy: string }, bytes: Uint8Array): Promise<{ id: string }>;
  };
  outbox: {
    prepare(mail: PlannedMail | HeldMail, cause: MailCause): Promise<Prepared>;
    insert(tx: Tx, mails: Prepared[]): Promise<{ id: string }[]>;
    /** undefined: it is taken back; else the state in which that is too late */
    takeBack(tx: Tx, id: string, by: string): Promise<string | undefined>;
    endDeclined(tx: Tx, of: { id: string; by: string; reason: string }): Promise<void>;
    wake(): void;
  };
  /** how long the retention setting keeps what e-mails say, in days; null: for ever */
  contentDays(): Promise<number | null>;
}
