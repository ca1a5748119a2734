import type { JsonSchema } from '../../sdk/index.ts';
import { PROOF_KINDS } from '../../store/proof-record.ts';

/** What the routes of the outbox answer. */
export const STATES = [
  'held',
  'queued',
  'sending',
  'dot_pending',
  'accepted',
  'uncertain',
  'failed',
  'cancelled',
  'bounced',
] as const;

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const count = { type: 'integer' };
const countOrNull = { type: ['integer', 'null'] };
const yesNo = { type: 'boolean' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const instantOrNull = { type: ['integer', 'null'], description: 'Milliseconds since 1970' };
const state = { enum: STATES };
const heldReason = {
  enum: [
    'event',
    'approval',
    'paused',
    'send_window',
    'connector',
    'guard',
    'limit',
    'right',
    'suppressed',
    'unregistered',
    'missing_value',
    'declined',
    null,
  ],
};
const senderReason = {
  enum: ['global_forced', 'rule', 'runtime', 'account', 'global_fallback', 'default', 'person', 'writer', null],
};
const senderReasonText = {
  ...textOrNull,
  description: 'Why this connector sends, in one sentence; null: no sender yet',
};
const cause = { enum: ['rule', 'api', 'test', 'resend', 'person'] };
const copyState = { enum: ['pending', 'filing', 'filed', 'filed_by_provider', 'skipped', 'failed'] };
const recipientState = { enum: ['pending', 'accepted', 'failed', 'retry', 'bounced', 'suppressed'] };
const recipientKind = { enum: ['to', 'cc', 'bcc'] };

/** Every property is always there. */
const object = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => ({
  ...more,
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const orNull = (schema: JsonSchema): JsonSchema => ({ ...schema, type: [schema['type'], 'null'] });
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

const attemptFields = {
  id: text,
  kind: { enum: ['smtp', 'sent_copy', 'look', 'recovery', 'person', 'report', 'rule'] },
  at: instant,
  ms: count,
  verdict: text,
  phase: textOrNull,
  code: countOrNull,
  enhanced: textOrNull,
  response: { ...textOrNull, description: "The server's own words" },
  detail: textOrNull,
  by: { ...textOrNull, description: 'Who decided, for what a person did' },
};

const line = object({
  id: text,
  state,
  detail: { ...text, description: 'Why it is in this state' },
  heldReason,
  subject: text,
  closed: {
    ...yesNo,
    description:
      'The subject is empty because this reader may not see it: nobody sees what people write from mailboxes of their own, a form designer no payroll',
  },
  from: text,
  to: { ...listOf(text), description: 'All recipients, Cc and Bcc included' },
  connectorId: textOrNull,
  connectorName: textOrNull,
  senderReason,
  senderReasonText,
  cause,
  ruleId: textOrNull,
  ruleName: { ...textOrNull, description: 'null: no rule, or it was deleted' },
  eventId: textOrNull,
  attempts: count,
  dueAt: instantOrNull,
  sentCopy: { enum: [...copyState.enum, null] },
  createdAt: instant,
});

export const outboxListAnswer = object(
  {
    items: listOf(line),
    next: { ...textOrNull, description: '`before` of the next page; null: this is the last one' },
  },
  { title: 'OutboxList' },
);

const delivery = object({
  id: text,
  approvedBy: { ...textOrNull, description: 'Who let it go although a limit held it' },
  timeZone: { ...textOrNull, description: 'Of its recipient, where its run sends by the clocks of the recipients' },
  limitKey: { ...textOrNull, description: 'The limit that holds it' },
  connectorId: textOrNull,
  state,
  heldReason,
  redirectedTo: { ...textOrNull, description: 'The address of the guard that gets it instead of its recipients' },
  detail: text,
  dueAt: instantOrNull,
  deadlineAt: instant,
  attempts: count,
  looks: { ...count, description: 'Looks for proof while uncertain' },
  size: count,
  code: countOrNull,
  enhanced: textOrNull,
  response: { ...textOrNull, description: "The server's own words" },
  serverMessageId: textOrNull,
  createdAt: instant,
  acceptedAt: instantOrNull,
  updatedAt: instant,
});

const sentCopy = object({
  id: text,
  connectorId: text,
  state: copyState,
  detail: text,
  dueAt: instantOrNull,
  attempts: count,
  maybeFiled: yesNo,
  folder: textOrNull,
  uidValidity: textOrNull,
  uid: textOrNull,
  updatedAt: instant,
});

const link = object({
  id: text,
  position: count,
  name: text,
  contentType: text,
  size: { ...count, description: 'Bytes' },
  sha256: text,
  state: { enum: ['open', 'expired', 'revoked', 'deleted'] },
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instantOrNull,
  revokedBy: textOrNull,
  downloads: count,
  lastDownloadAt: instantOrNull,
});

export const outboxEntryAnswer = object(
  {
    id: text,
    messageId: text,
    connectorId: textOrNull,
    connectorName: textOrNull,
    senderReason,
    senderReasonText,
    fromAddress: text,
    subject: text,
    size: { ...count, description: 'Bytes; 0: it could not be completed' },
    sha256: textOrNull,
    envelopeFrom: text,
    sentCopyPolicy: { enum: ['auto', 'always', 'never'] },
    smtpUtf8: yesNo,
    confidential: yesNo,
    cause,
    eventId: textOrNull,
    ruleId: textOrNull,
    ruleName: { ...textOrNull, description: 'null: no rule, or it was deleted' },
    ruleVersion: countOrNull,
    templateId: { ...textOrNull, description: 'The template of the library that its texts are from' },
    templateName: { ...textOrNull, description: 'null: no template, or it was deleted' },
    templateVersion: countOrNull,
    templateLanguage: { ...textOrNull, description: 'Of the text that was taken: BCP 47, or default' },
    runId: { ...textOrNull, description: 'The payroll run that it belongs to' },
    createdAt: instant,
    purgedAt: { ...instantOrNull, description: 'When the retention setting deleted its content; null: it is stored' },
    delivery,
    recipients: listOf(
      object({
        deliveryId: text,
        position: count,
        kind: recipientKind,
        name: textOrNull,
        address: text,
        state: recipientState,
        code: countOrNull,
        response: textOrNull,
      }),
    ),
    attempts: listOf(object({ deliveryId: text, ...attemptFields })),
    sentCopy: orNull(sentCopy),
    links: { ...listOf(link), description: 'Files that it has as links to this server' },
    can: object(
      { retry: yesNo, cancel: yesNo, resend: yesNo, resolve: yesNo },
      { description: 'What the caller may do with it in this state' },
    ),
  },
  { title: 'OutboxEntry' },
);

export const decisionAnswer = object({ id: text, state, detail: text }, { title: 'OutboxDecision' });

export const resendAnswer = object({ id: text }, { title: 'OutboxResent' });

export const revokedLinksAnswer = object(
  { revoked: { ...count, description: 'How many links there were that nobody had taken back' } },
  { title: 'RevokedLinks' },
);

const hashOrNull = { ...textOrNull, description: 'SHA-256; null: it is linked in a moment' };
const proofRecord = object({
  seq: { ...countOrNull, description: 'Place in the chain of the installation; null: it is linked in a moment' },
  nth: { ...countOrNull, description: 'Place among the records of this e-mail' },
  kind: { enum: PROOF_KINDS },
  at: instant,
  data: { type: 'object', description: 'Digests, replies, decisions; never a subject, a body or an attachment' },
  previous: { ...textOrNull, description: 'Hash of the record before it in the chain of the installation' },
  previousOfSubject: { ...textOrNull, description: 'Hash of the record before it of this e-mail' },
  hash: hashOrNull,
});

export const proofAnswer = object(
  {
    id: text,
    messageId: text,
    sha256: textOrNull,
    size: count,
    from: text,
    connectorId: textOrNull,
    senderReason,
    cause: object({ kind: cause, eventId: textOrNull, ruleId: textOrNull, ruleVersion: countOrNull }),
    createdAt: instant,
    state,
    detail: text,
    acceptedAt: instantOrNull,
    reply: textOrNull,
    recipients: listOf(object({ kind: recipientKind, address: text, state: recipientState, response: textOrNull })),
    sentCopy: orNull(object({ state: copyState, folder: textOrNull, uidValidity: textOrNull, uid: textOrNull })),
    history: listOf(object(attemptFields)),
    recordsSince: { ...instant, description: 'Records are written since then; of what happened before there are none' },
    records: listOf(proofRecord),
  },
  { title: 'OutboxProof' },
);
