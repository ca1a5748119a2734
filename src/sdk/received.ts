import type { Mailbox } from './email.ts';

/** An authentication result (RFC 8601, section 2.7); unknown: no server that is believed says any. */
export type AuthVerdict =
  | 'none'
  | 'pass'
  | 'fail'
  | 'softfail'
  | 'neutral'
  | 'policy'
  | 'temperror'
  | 'permerror'
  | 'unknown';

export interface AuthResults {
  dkim: AuthVerdict;
  spf: AuthVerdict;
  dmarc: AuthVerdict;
}

/** A received e-mail as rules see it. Instants are epoch milliseconds; everything that its writer says has its length cut. */
export interface ReceivedForRule {
  id: string;
  /** mail: somebody wrote it; anything else was made by a program */
  kind: string;
  from: { name: string; address: string }[];
  replyTo: { name: string; address: string }[];
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  subject: string;
  text: string;
  messageId: string | null;
  references: string[];
  attachments: { filename: string; contentType: string; size: number }[];
  sentAt: number | null;
  receivedAt: number;
  contact: { id: string; name: string; company: string | null } | null;
  conversation: { id: string; first: boolean };
  authentication: AuthResults;
}

/** The e-mail that a rule's e-mail answers. */
export interface AnsweredMail {
  /** who wrote it; '' for nobody */
  from: Mailbox['address'];
  /** with angle brackets */
  messageId?: string;
  references: string[];
}
