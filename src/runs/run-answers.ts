import {
  count,
  countOrNull,
  instant,
  instantOrNull,
  listOf,
  object,
  orNull,
  text,
  textOrNull,
  yesNo,
} from './answer-schema.ts';
import { COMPARISONS } from './comparison.ts';
import { PROBLEM_KINDS } from './plan/problems.ts';

/** What the routes of payroll runs answer. */
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
    notSelected: { ...count, description: 'Of those left out: options.select does not choose them' },
    replacements: { ...count, description: 'Of those planned: they correct an earlier e-mail' },
    suppressed: {
      ...count,
      description:
        'Of the e-mails held: a recipient came onto the suppression list, or is not registered any more, since the release',
    },
    unregistered: {
      ...count,
      description: 'Of those suppressed: the contact of the person does not have the address any more',
    },
    sentLater: {
      ...count,
      description:
        'Of the e-mails failed: a later run has one for the same person and period. These are not tried again',
    },
    mails: object(
      {
        held: count,
        queued: count,
        sending: count,
        accepted: { ...count, description: 'Taken by the mail server of their owners' },
        redirected: { ...count, description: 'Taken for the address of the guard: their owners did not get them' },
        uncertain: count,
        failed: count,
        cancelled: count,
        captured: { ...count, description: 'Kept back by the guard: nobody got them' },
        bounced: count,
      },
      { description: 'The e-mails of the planned rows, each in one of these' },
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
  purgedAt: {
    ...instantOrNull,
    description: 'When the retention setting deleted its documents and the values of its rows',
  },
  openRedirects: { ...count, description: 'Rows of which a second person is asked about another address' },
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
  note: { ...text, description: 'What is said of it where its name says something else than its content; else empty' },
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

const sendingStopped = orNull(
  object({ reason: text, by: text, at: instant }, { description: 'A person stopped all sending: nothing leaves' }),
);

export const runAnswer = object(
  {
    ...lineFields,
    ruleId: text,
    ruleVersion: { ...countOrNull, description: 'As it was planned' },
    rule: orNull(
      object({ name: text, version: count, enabled: yesNo }, { description: 'As it is now; null: deleted' }),
    ),
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
      senders: listOf(object({ from: { ...text, description: 'The address that sends' }, mails: count })),
      leftOut: {
        ...listOf(object({ kind: { enum: ['person', 'already_sent'] }, reason: text, rows: count })),
        description: 'The most frequent reasons',
      },
      changedRows: { ...count, description: 'Planned rows of which a person changed one of the next three' },
      changedAddresses: {
        ...count,
        description: 'Planned rows whose address a person changed after the file was read',
      },
      changedOwners: { ...count, description: "Planned rows whose person's number a person changed" },
      comparison: orNull(
        object(
          { from: { enum: COMPARISONS }, to: { enum: COMPARISONS }, by: text, at: instant },
          {
            description:
              'With what recipients are compared, where that was changed since the first plan: rows that were refused may pass. none: the run is not confidential any more. null: not changed',
          },
        ),
      ),
      confirmedAddresses: {
        ...count,
        description: 'Planned rows that go to another address than last time, as a person confirmed',
      },
      chosenDocuments: { ...count, description: 'Planned rows whose document a person chose' },
    }),
    makers: {
      ...listOf(text),
      description: 'Ids of all who made or changed what is planned: with four eyes none of them can approve it',
    },
    approval: object({ hash: textOrNull, at: instantOrNull, by: textOrNull }),
    release: object({
      at: instantOrNull,
      by: textOrNull,
      notBefore: instantOrNull,
      reading: {
        ...textOrNull,
        description: 'How a time that the clocks show twice was understood; null: it comes once',
      },
    }),
    guard: object({
      redirected: {
        ...listOf(object({ to: text, mails: count })),
        description: 'The addresses of the guard for which e-mails were planned instead of their owners',
      },
      text: { ...textOrNull, description: 'What the guard does with the e-mails of this run; null: nothing' },
    }),
    sendingStopped,
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
        reschedule: yesNo,
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

export const leftOutAnswer = object({ leftOut: count, run: runAnswer }, { title: 'RunLeftOut' });
export const rowMailAnswer = object({ id: text, state: text }, { title: 'RunRowMail' });
