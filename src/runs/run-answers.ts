import type { JsonSchema } from '../sdk/index.ts';
import { PROBLEM_KINDS } from './problems.ts';

/** What the routes of payroll runs answer. */
const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const count = { type: 'integer' };
const countOrNull = { type: ['integer', 'null'] };
const yesNo = { type: 'boolean' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const instantOrNull = { type: ['integer', 'null'], description: 'Milliseconds since 1970' };
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const orNull = (schema: JsonSchema): JsonSchema => ({ ...schema, type: [schema['type'], 'null'] });
/** Every property is always there. */
const object = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => ({
  ...more,
  type: 'object',
  required: Object.keys(properties),
  properties,
});

const state = {
  enum: [
    'draft',
    'planning',
    'planned',
    'approved',
    'released',
    'sending',
    'paused',
    'stopped',
    'finished',
    'cancelled',
  ],
};
const kind = { enum: PROBLEM_KINDS };

const counts = object(
  {
    rows: count,
    waiting: { ...count, description: 'Not planned yet' },
    planned: count,
    problems: count,
    leftOut: count,
    alreadySent: { ...count, description: 'Of those left out: the same was sent before' },
    replacements: { ...count, description: 'Of those planned: they correct an earlier e-mail' },
    mails: object(
      {
        held: count,
        queued: count,
        sending: count,
        accepted: count,
        uncertain: count,
        failed: count,
        cancelled: count,
        bounced: count,
      },
      { description: 'The e-mails of the planned rows, by the state of their delivery' },
    ),
  },
  { description: 'rows = waiting + planned + problems + leftOut' },
);

const lineFields = {
  id: text,
  name: text,
  period: text,
  state,
  stateReason: text,
  version: { ...count, description: 'The ETag' },
  createdAt: instant,
  createdBy: text,
  finishedAt: instantOrNull,
  counts,
};

export const runListAnswer = object(
  {
    items: listOf(object(lineFields)),
    next: { ...textOrNull, description: '`before` of the next page; null: this is the last one' },
  },
  { title: 'RunList' },
);

const fileFields = {
  id: text,
  kind: { enum: ['rows', 'documents'] },
  name: text,
  size: { ...count, description: 'Bytes' },
  sha256: text,
  state: { enum: ['uploading', 'stored', 'read'] },
};

export const runFileAnswer = object(fileFields, { title: 'RunFile' });

const expected = object(
  {
    ms: {
      ...countOrNull,
      description: 'For what is still to be sent, at the limits of the connectors; null: no limits',
    },
    connectors: listOf(
      object({
        connectorId: text,
        displayName: text,
        mails: count,
        messagesPerMinute: countOrNull,
        recipientsPerDay: countOrNull,
        ms: countOrNull,
      }),
    ),
  },
  { title: 'RunExpected' },
);

export const runAnswer = object(
  {
    ...lineFields,
    ruleId: text,
    ruleVersion: { ...countOrNull, description: 'As it was planned' },
    options: { type: 'object', description: 'All choices, defaults included' },
    files: listOf(object(fileFields)),
    documents: object({ total: count, unused: { ...count, description: 'No row has them' } }),
    problems: listOf(object({ kind, title: text, rows: count })),
    plan: object({
      hash: { ...textOrNull, description: 'Over all e-mails of the plan: what is approved' },
      at: instantOrNull,
      step: { ...textOrNull, description: 'While it is planned: rows, documents, matching or composing' },
      done: count,
      total: countOrNull,
    }),
    approval: object({ hash: textOrNull, at: instantOrNull, by: textOrNull }),
    release: object({ at: instantOrNull, by: textOrNull, notBefore: instantOrNull }),
    expected,
    rules: object({ fourEyes: yesNo, stopAfterFailures: count }),
    can: object(
      {
        upload: yesNo,
        plan: yesNo,
        stopPlan: yesNo,
        fix: yesNo,
        approve: yesNo,
        release: yesNo,
        pause: yesNo,
        resume: yesNo,
        cancel: yesNo,
        retryFailed: yesNo,
      },
      { description: 'What its state allows; rights and four eyes count besides' },
    ),
  },
  { title: 'Run' },
);

const itemFields = {
  id: text,
  seq: { ...count, description: 'The place among the rows: `after` of the next page' },
  line: { ...count, description: 'In the uploaded file' },
  owner: text,
  address: text,
  facts: { type: 'object' },
  state: { enum: ['waiting', 'planned', 'problem', 'left_out'] },
  version: count,
  document: orNull(object({ id: text, name: text, size: count, sha256: text, chosen: yesNo })),
  problems: listOf(object({ kind, message: text })),
  leftOut: orNull(object({ kind: { enum: ['person', 'already_sent'] }, reason: text, by: textOrNull })),
  mail: orNull(
    object({
      id: { ...text, description: 'In the outbox' },
      state: text,
      detail: text,
      subject: text,
      sha256: textOrNull,
      messageId: text,
      response: textOrNull,
      acceptedAt: instantOrNull,
      sentCopy: textOrNull,
      connectorName: textOrNull,
    }),
  ),
  replaces: { ...textOrNull, description: 'The e-mail that this one corrects' },
  redirect: orNull(
    object({ to: text, reason: text, by: text, at: instant }, { description: 'Waits for a second person' }),
  ),
};

export const runItemAnswer = object(itemFields, { title: 'RunItem' });
export const runItemListAnswer = object(
  { items: listOf(object(itemFields)), next: { ...countOrNull, description: '`after` of the next page' } },
  { title: 'RunItemList' },
);
export const runDocumentListAnswer = object(
  {
    items: listOf(
      object({ id: text, name: text, owner: textOrNull, size: count, sha256: text, problem: textOrNull, used: yesNo }),
    ),
    next: { ...textOrNull, description: '`after` of the next page' },
  },
  { title: 'RunDocumentList' },
);
export const leftOutAnswer = object({ leftOut: count, run: runAnswer }, { title: 'RunLeftOut' });
export const rowMailAnswer = object({ id: text, state: text }, { title: 'RunRowMail' });
