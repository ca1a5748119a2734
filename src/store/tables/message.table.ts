import { EntitySchema } from 'typeorm';
import type { SenderReason, SentCopyPolicy } from '../../sdk/index.ts';
import { flag, id, instant, integer, optionalInstant, optionalInteger, optionalText, text } from '../columns.ts';

/** What never changes about one e-mail once it is accepted into the outbox. */
export interface MessageRow {
  id: string;
  /** Message-ID with angle brackets */
  messageId: string;
  idempotencyKey: string;
  requestHash: string;
  connectorId: string | null;
  senderReason: SenderReason | null;
  /** sentences: which of several senders it is, and why the earlier ones are not */
  senderDetail: string | null;
  fromAddress: string;
  subject: string;
  /** bytes of the MIME message as sent; 0 for a mail that could not be rendered */
  size: number;
  sha256: string | null;
  contentId: string | null;
  envelopeFrom: string;
  /** the Bcc header line that only the Sent copy carries */
  bccHeader: string | null;
  sentCopy: SentCopyPolicy;
  smtpUtf8: boolean;
  confidential: boolean;
  /** may leave through another sender when its own stops working; null: it was made before this was known */
  fallback: boolean;
  /** person: somebody wrote it */
  cause: 'rule' | 'api' | 'test' | 'resend' | 'person';
  eventId: string | null;
  ruleId: string | null;
  ruleVersion: number | null;
  /** the template of the library that its texts are from, and in which language (BCP 47, or 'default') */
  templateId: string | null;
  templateVersion: number | null;
  templateLanguage: string | null;
  /** the payroll run whose plan it is a part of: its bytes are locked */
  runId: string | null;
  /** the person on whose right to use the connector it rests; null: on nobody's, because an administrator chose the sender for all */
  rightOf: string | null;
  /** JSON of a MailFence: whose contact alone may get it; null: no contact is asked */
  fence: string | null;
  /** of those whose end makes something happen: a row of mail_outcome */
  outcomeId: string | null;
  /** the first e-mail, of which a person sent this one as a copy; a copy of a copy names the first, too */
  copyOf: string | null;
  createdAt: number;
  /** when the retention setting took its content away */
  purgedAt: number | null;
}

export const MessageTable = new EntitySchema<MessageRow>({
  name: 'message',
  columns: {
    id: id(),
    messageId: text('message_id'),
    idempotencyKey: text('idempotency_key'),
    requestHash: text('request_hash'),
    connectorId: optionalText('connector_id'),
    senderReason: optionalText('sender_reason'),
    senderDetail: optionalText('sender_detail'),
    fromAddress: text('from_address'),
    subject: text(),
    size: integer(),
    sha256: optionalText(),
    contentId: optionalText('content_id'),
    envelopeFrom: text('envelope_from'),
    bccHeader: optionalText('bcc_header'),
    sentCopy: text('sent_copy'),
    smtpUtf8: flag('smtp_utf8'),
    confidential: flag(),
    fallback: { ...flag(), nullable: true },
    cause: text(),
    eventId: optionalText('event_id'),
    ruleId: optionalText('rule_id'),
    ruleVersion: optionalInteger('rule_version'),
    templateId: optionalText('template_id'),
    templateVersion: optionalInteger('template_version'),
    templateLanguage: optionalText('template_language'),
    runId: optionalText('run_id'),
    rightOf: optionalText('right_of'),
    fence: optionalText(),
    outcomeId: optionalText('outcome_id'),
    copyOf: optionalText('copy_of'),
    createdAt: instant('created_at'),
    purgedAt: optionalInstant('purged_at'),
  },
  indices: [
    { name: 'message_message_id', columns: ['messageId'], unique: true },
    { name: 'message_idempotency_key', columns: ['idempotencyKey'], unique: true },
    { name: 'message_event', columns: ['eventId'] },
    { name: 'message_outcome', columns: ['outcomeId'], where: '"outcome_id" IS NOT NULL' },
    { name: 'message_copies', columns: ['copyOf'], where: '"copy_of" IS NOT NULL' },
    { name: 'message_created', columns: ['createdAt'] },
    // Ids are ordered by time: the mails of a rule, newest first, and those of its last days.
    { name: 'message_rule', columns: ['ruleId', 'id'] },
    // What still has content, oldest first: what the retention setting asks for again and again.
    { name: 'message_stored', columns: ['id'], where: '"content_id" IS NOT NULL' },
    // Its last column answers from which addresses a run is sent.
    { name: 'message_run', columns: ['runId', 'id', 'fromAddress'], where: '"run_id" IS NOT NULL' },
  ],
});
