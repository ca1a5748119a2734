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
} from '../answer-schema.ts';
import { PROBLEM_KINDS } from '../plan/problems.ts';
import { lastEmailedAnswer } from '../sending/last-emailed.ts';

const kind = { enum: PROBLEM_KINDS };

/** What the routes of the rows of a payroll run answer. */
const itemFields = {
  id: text,
  seq: { ...count, description: 'The place among the rows: `after` of the next page' },
  line: { ...count, description: 'In the uploaded file' },
  owner: text,
  address: text,
  addressWas: { ...textOrNull, description: 'As it came with the file, where a person changed it; null: unchanged' },
  addressBy: { ...textOrNull, description: 'Who changed the address' },
  addressConfirmedFrom: {
    ...textOrNull,
    description: 'The address of last time, where somebody confirmed that it is another one now',
  },
  addressConfirmedBy: {
    ...textOrNull,
    description: 'Who confirmed that the address is another one than last time; null: nobody',
  },
  ownerWas: { ...textOrNull, description: 'The number as it came with the file, where a person changed it' },
  ownerBy: { ...textOrNull, description: 'Who changed the number' },
  facts: { type: 'object' },
  state: { enum: ['waiting', 'planned', 'problem', 'left_out'] },
  version: count,
  document: orNull(object({ id: text, name: text, size: count, sha256: text, chosen: yesNo, chosenBy: textOrNull })),
  problems: listOf(object({ kind, message: text })),
  leftOut: orNull(object({ kind: { enum: ['person', 'already_sent', 'not_selected'] }, reason: text, by: textOrNull })),
  mail: orNull(
    object({
      id: { ...text, description: 'In the outbox' },
      state: { ...text, description: 'That of its delivery, or redirected or captured by the guard' },
      detail: text,
      heldReason: { ...textOrNull, description: 'Of one that is held, e.g. suppressed' },
      laterRun: orNull(
        object(
          { id: text, name: text },
          { description: 'The person did not get it, and this run sends or sent one for the same period' },
        ),
      ),
      redirectedTo: { ...textOrNull, description: 'The address of the guard that gets it instead of the person' },
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
  lastEmailed: lastEmailedAnswer,
  redirect: orNull(
    object({ to: text, reason: text, by: text, at: instant }, { description: 'Waits for a second person' }),
  ),
  redirects: {
    ...listOf(
      object({
        to: text,
        reason: text,
        by: text,
        at: instant,
        ended: { enum: ['confirmed', 'declined', 'withdrawn'] },
        endedBy: text,
        endedAt: instant,
        endedReason: textOrNull,
        mail: orNull(
          object(
            { id: text, state: text, detail: text },
            { description: 'Of a confirmed one: what became of the e-mail; captured: nobody received it' },
          ),
        ),
      }),
    ),
    description: 'Earlier requests to send to another address, the oldest first',
  },
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
