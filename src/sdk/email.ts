import type { MailFence } from './registered.ts';

/** An RFC 5322 mailbox: a display name and one addr-spec. */
export interface Mailbox {
  name?: string;
  address: string;
}

export type Importance = 'low' | 'normal' | 'high';

/** Bytes of an attachment: in memory, or stored content that is streamed when the mail is composed. */
export type AttachmentSource = { bytes: Uint8Array } | { contentId: string };

export interface MailAttachment {
  filename: string;
  contentType: string;
  /** bytes, before base64 */
  size: number;
  source: AttachmentSource;
  /** absent: it goes with the mail */
  link?: LinkChoice;
  /** a file that was made for the mail: the fact whose value it becomes, for later rules and for the record */
  storeIn?: string;
}

/** When a file goes as a link to this server instead: `above_limit`, when the mail would be too large for the mail server. */
export type LinkWhen = 'never' | 'above_limit' | 'always';

export interface LinkChoice {
  when: LinkWhen;
  /** days from the making of the mail, after which the link ends */
  days: number;
}

/** A header of the allow-list (src/mail/headers.ts). */
export interface ExtraHeader {
  name: string;
  value: string;
}

/** Everything of one e-mail that a template or a person decides. Typed fields only; nothing is passed through to a library. */
export interface MailDraft {
  from: Mailbox;
  replyTo: Mailbox[];
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
  subject: string;
  html?: string;
  /** made from `html` where absent */
  text?: string;
  attachments: MailAttachment[];
  /** files that stay on this server; the mail gets a paragraph with the link to each */
  links?: MailAttachment[];
  /** goes as text/calendar beside the body and as a file, so that every client shows it (RFC 6047) */
  calendar?: CalendarPart;
  importance: Importance;
  headers: ExtraHeader[];
  inReplyTo?: string;
  references?: string[];
  /** where its one recipient unsubscribes: the header List-Unsubscribe (RFC 2369) */
  unsubscribe?: UnsubscribeUrl;
}

/** `oneClick`: a POST of a mail program is enough (RFC 8058), which needs https. */
export interface UnsubscribeUrl {
  url: string;
  oneClick: boolean;
}

/** An iCalendar object (RFC 5545) and its iTIP method (RFC 5546). */
export interface CalendarPart {
  method: 'REQUEST' | 'CANCEL';
  /** CRLF line ends */
  content: string;
}

/** `auto`: file a copy unless the provider does it itself. */
export type SentCopyPolicy = 'auto' | 'always' | 'never';

/** Why this connector sends (architecture.md, "Choosing the sender"). */
export type SenderReason =
  | 'global_forced'
  | 'rule'
  | 'runtime'
  | 'account'
  | 'global_fallback'
  | 'default'
  | 'person'
  | 'writer';

export interface Sender {
  connectorId: string;
  reason: SenderReason;
  /** sentences: which of several senders it is, and why the earlier ones are not; absent: nothing more is to say */
  detail?: string;
}

/** Why a mail waits for a person or for an event instead of for its turn. */
export type HeldReason =
  | 'event'
  | 'approval'
  | 'paused'
  | 'send_window'
  | 'connector'
  | 'guard'
  | 'limit'
  | 'right'
  | 'suppressed'
  | 'unregistered'
  | 'missing_value'
  | 'declined';

/** Somebody who was to get an e-mail and is left out of it. */
export interface LeftOutRecipient {
  kind: 'to' | 'cc' | 'bcc';
  mailbox: Mailbox;
  /** one sentence */
  reason: string;
}

/** Who sends an e-mail by hand: a user, or whoever of a group takes it first. */
export interface Performer {
  kind: 'user' | 'group';
  id: string;
  name: string;
}

/** One e-mail that an action wants sent. */
export interface PlannedMail {
  draft: MailDraft;
  sender: Sender;
  sentCopy: SentCopyPolicy;
  /** a copy goes out only where this is said: never falls back to another sender */
  confidential: boolean;
  /** true: may leave through another sender when its own stops working while it is queued */
  fallback?: boolean;
  /** distinguishes the mails of one action: the recipient in per-recipient mode, else '' */
  recipientKey: string;
  /** true: Auto-Submitted: auto-generated (RFC 3834); replied: auto-replied, it answers an e-mail */
  automatic: boolean | 'replied';
  /** complete, but its sender cannot send now: waits, and leaves when the connector is active again */
  waitsForConnector?: string;
  /** complete, but its sender does not send in the name of who asks for it: waits until it does */
  waitsForRight?: string;
  /** recipients on the suppression list: not in the draft, but told with the e-mail */
  leftOut?: LeftOutRecipient[];
  /** bytes that the sender's mail server takes; 0 or absent: unknown */
  maxSize?: number;
  /** where its texts are from, when they are from the library */
  template?: UsedTemplate;
  /** mass mail with one recipient, who may unsubscribe */
  unsubscribe?: true;
  /** somebody looks at it and sends it; absent: it leaves by itself */
  performer?: Performer;
}

/** A mail that cannot be rendered or has no sender: it is stored, visible, and waits. */
export interface HeldMail {
  held: { reason: HeldReason; detail: string; fromRefused?: true };
  sender: Sender | null;
  subject: string;
  to: Mailbox[];
  recipientKey: string;
  /** of a preview only: the rest of a mail that lacks nothing but its sender */
  shown?: Omit<MailDraft, 'from' | 'subject' | 'to'>;
  template?: UsedTemplate;
}

/** A template of the library, as one e-mail is made of it. */
export interface UsedTemplate {
  id: string;
  version: number;
  /** of the text that was taken: BCP 47, or 'default' */
  language: string;
}

export type Security = 'implicit' | 'starttls' | 'none';

/** How a server proves itself: the system's CAs, an own CA (PEM), or one certificate by its SHA-256 (hex, no colons). */
export interface TlsTrust {
  caPem?: string;
  pinnedSha256?: string;
}

/**
 * Answers an OAuth 2.0 access token that is valid now, renewed where needed. `refused`: the token that the server has just
 * refused; the same one is not answered again. Errors: MAIL_AUTH (what to do stands in it), OAUTH_DOWN.
 */
export type AccessTokenSource = (options?: { refused?: string; signal?: AbortSignal }) => Promise<string>;

export type MailAuth =
  | { kind: 'none' }
  | { kind: 'password'; user: string; password: string }
  | { kind: 'oauth2'; user: string; accessToken: AccessTokenSource };

export interface ServerEndpoint {
  host: string;
  port: number;
  security: Security;
  auth: MailAuth;
  trust: TlsTrust;
}

export interface ImapEndpoint extends ServerEndpoint {
  folders: { inbox: string; sent?: string };
}

/** What Test connection learned; null where it was not asked. */
export interface LearnedCapabilities {
  /** bytes, from EHLO SIZE (RFC 1870); 0 or absent: no limit known */
  size?: number;
  smtpUtf8?: boolean;
  dsn?: boolean;
  pipelining?: boolean;
  multiAppend?: boolean;
  literalPlus?: boolean;
  sentFolder?: string;
  selfFiling?: boolean;
}

export interface SendLimits {
  /** parallel SMTP connections */
  connections: number;
  messagesPerMinute?: number;
  recipientsPerDay?: number;
}

/** A connector opened for use, secrets included: never logged, never answered. */
export interface MailAccount {
  connectorId: string;
  /** of the stored connector, counted up with each change; absent: it is not stored */
  version?: number;
  displayName: string;
  smtp?: ServerEndpoint;
  imap?: ImapEndpoint;
  from: Mailbox;
  /** addr-specs that may stand in From beside `from.address` */
  allowedFrom: string[];
  replyTo?: Mailbox;
  sentCopy: SentCopyPolicy;
  /** the provider stores sent mail in Sent Items by itself: by its SMTP host, or learned */
  selfFiling: boolean;
  limits: SendLimits;
  learned: LearnedCapabilities;
}

/** Where a mail comes from, and the key under which it exists only once. */
export interface MailCause {
  kind: 'rule' | 'api' | 'test' | 'resend' | 'person';
  /** idempotency key: the same key never makes a second mail */
  key: string;
  eventId?: string;
  ruleId?: string;
  ruleVersion?: number;
  /** the person in whose name a connector of the rule's or the person's choice sends; absent: nobody's right is asked */
  rightOf?: string;
  /** SHA-256 (hex) of the facts it was made of, as JSON with sorted members: for the proof */
  factsDigest?: string;
  /** what follows from its end: a row of mail_outcome, in the same transaction */
  outcomeId?: string;
  /** the payroll run whose plan it is a part of */
  runId?: string;
  /** the address of the person whose document it is: it goes to others only where it goes to this one, too */
  owner?: string;
  /** whose contact alone may get it: asked again when it leaves */
  fence?: MailFence;
  /** IANA name, where the run sends by the clock of each recipient */
  timeZone?: string;
  /** one of so many that its bytes are stored when they are composed, not with its rows */
  atOnce?: boolean;
  /**
   * does not leave before this instant, so that whoever wrote it can take it back: seconds or minutes. More than two hours
   * ahead is taken for a clock that was put back, and sent (clock-jump.ts).
   */
  notBefore?: number;
  /** waits until the event is committed (cancelled at `until` otherwise), or until its run is approved and released */
  hold?: { until: number; reason?: 'event' | 'approval' };
}
