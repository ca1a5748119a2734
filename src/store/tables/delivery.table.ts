import { EntitySchema } from 'typeorm';
import type { HeldReason } from '../../sdk/index.ts';
import { id, instant, integer, optionalInstant, optionalInteger, optionalText, text } from '../columns.ts';

/** architecture.md, "Delivery states". */
export type DeliveryState =
  | 'held'
  | 'queued'
  | 'sending'
  | 'dot_pending'
  | 'accepted'
  | 'uncertain'
  | 'failed'
  | 'cancelled'
  | 'bounced';

/** The changing half of one e-mail; `id` is the message's. */
export interface DeliveryRow {
  id: string;
  connectorId: string | null;
  /** the message's, so that the mails of a run are counted and moved without a look at each message */
  runId: string | null;
  state: DeliveryState;
  heldReason: HeldReason | null;
  /** the address of the guard that gets it instead of its recipients: fixed with its bytes; null: it goes to them */
  redirectedTo: string | null;
  /** why it is in this state, in words */
  detail: string;
  /** when somebody acts next: retry, end of the lease, next look for proof, expiry. Null only in a final state. */
  dueAt: number | null;
  /** no automatic attempt after this */
  deadlineAt: number;
  attempts: number;
  /** looks for proof while uncertain */
  looks: number;
  leaseToken: string | null;
  /** who let it go although a limit held it: it is not counted again */
  approvedBy: string | null;
  /** the limit that holds it, e.g. 'rule:<id>' */
  limitKey: string | null;
  /** of its recipient, where its run goes by the clocks of the recipients */
  timeZone: string | null;
  size: number;
  code: number | null;
  enhanced: string | null;
  /** the server's own words */
  response: string | null;
  /** the Message-ID the provider gave instead of ours (Amazon SES, Microsoft 365), from its reply */
  serverMessageId: string | null;
  /** the state that what follows from its end knows of, '' for none yet; null: nothing follows from it */
  toldState: string | null;
  /** `updatedAt` as of then */
  toldAt: number | null;
  createdAt: number;
  acceptedAt: number | null;
  updatedAt: number;
}

/** Both databases use the index only where a question has the same words. */
export const UNTOLD = `"told_state" IS NOT NULL AND "state" IN ('accepted', 'failed', 'cancelled', 'bounced') AND ("told_state" <> "state" OR "told_at" <> "updated_at")`;

/** As SQL: held, because a recipient may not get it. The condition of the index delivery_suppressed. */
export const HELD_FOR_ADDRESS = `"held_reason" IN ('suppressed', 'unregistered')`;

export const DeliveryTable = new EntitySchema<DeliveryRow>({
  name: 'delivery',
  columns: {
    id: id(),
    connectorId: optionalText('connector_id'),
    runId: optionalText('run_id'),
    state: text(),
    heldReason: optionalText('held_reason'),
    redirectedTo: optionalText('redirected_to'),
    detail: text(),
    dueAt: optionalInstant('due_at'),
    deadlineAt: instant('deadline_at'),
    attempts: integer(),
    looks: integer(),
    leaseToken: optionalText('lease_token'),
    approvedBy: optionalText('approved_by'),
    limitKey: optionalText('limit_key'),
    timeZone: optionalText('time_zone'),
    size: integer(),
    code: optionalInteger(),
    enhanced: optionalText(),
    response: optionalText(),
    serverMessageId: optionalText('server_message_id'),
    toldState: optionalText('told_state'),
    toldAt: optionalInstant('told_at'),
    createdAt: instant('created_at'),
    acceptedAt: optionalInstant('accepted_at'),
    updatedAt: instant('updated_at'),
  },
  checks: [
    {
      name: 'delivery_has_due_time',
      expression: `"due_at" IS NOT NULL OR "state" IN ('accepted', 'failed', 'cancelled', 'bounced')`,
    },
  ],
  indices: [
    { name: 'delivery_queue', columns: ['connectorId', 'dueAt'], where: `"state" = 'queued'` },
    // Each run of a connector has its share, and so have the e-mails of none.
    { name: 'delivery_share', columns: ['connectorId', 'runId', 'dueAt'], where: `"state" = 'queued'` },
    { name: 'delivery_open', columns: ['dueAt'], where: '"due_at" IS NOT NULL' },
    // Its last column answers how many came back for each connector.
    { name: 'delivery_state', columns: ['state', 'id', 'connectorId'] },
    // Those that have ended and whose end is still to be told: next to none at any moment.
    { name: 'delivery_untold', columns: ['id'], where: UNTOLD },
    { name: 'delivery_limit', columns: ['limitKey', 'id'], where: '"limit_key" IS NOT NULL' },
    // Its last column answers how many mails wait for each connector.
    {
      name: 'delivery_run',
      columns: ['runId', 'state', 'id', 'connectorId', 'updatedAt'],
      where: '"run_id" IS NOT NULL',
    },
    { name: 'delivery_zone', columns: ['runId', 'timeZone', 'state', 'id'], where: '"time_zone" IS NOT NULL' },
    { name: 'delivery_suppressed', columns: ['runId'], where: HELD_FOR_ADDRESS },
    { name: 'delivery_captured', columns: ['runId', 'state'], where: `"held_reason" = 'guard'` },
    { name: 'delivery_redirected', columns: ['runId', 'state', 'redirectedTo'], where: '"redirected_to" IS NOT NULL' },
  ],
});

/** suppressed: left out, because the address gets no e-mail; `response` says why */
export type RecipientState = 'pending' | 'accepted' | 'failed' | 'retry' | 'bounced' | 'suppressed';

/** One envelope recipient and what the server said to it. */
export interface RecipientRow {
  deliveryId: string;
  position: number;
  kind: 'to' | 'cc' | 'bcc';
  name: string | null;
  address: string;
  /** equal for two addresses that are one */
  addressKey: string | null;
  state: RecipientState;
  code: number | null;
  response: string | null;
}

export const RecipientTable = new EntitySchema<RecipientRow>({
  name: 'recipient',
  columns: {
    deliveryId: { ...id(), name: 'delivery_id' },
    position: { type: 'integer', primary: true },
    kind: text(),
    name: optionalText(),
    address: text(),
    addressKey: optionalText('address_key'),
    state: text(),
    code: optionalInteger(),
    response: optionalText(),
  },
  indices: [{ name: 'recipient_key', columns: ['addressKey'] }],
});

/** One thing that was tried or decided; append-only. */
export interface AttemptRow {
  id: string;
  deliveryId: string;
  kind: 'smtp' | 'sent_copy' | 'look' | 'recovery' | 'person' | 'report' | 'rule';
  at: number;
  ms: number;
  /** accepted, retry, failed, uncertain, connector, found, not_found, filed ... */
  verdict: string;
  phase: string | null;
  code: number | null;
  enhanced: string | null;
  response: string | null;
  detail: string | null;
  by: string | null;
}

export const AttemptTable = new EntitySchema<AttemptRow>({
  name: 'attempt',
  columns: {
    id: id(),
    deliveryId: text('delivery_id'),
    kind: text(),
    at: instant('started_at'),
    ms: integer(),
    verdict: text(),
    phase: optionalText(),
    code: optionalInteger(),
    enhanced: optionalText(),
    response: optionalText(),
    detail: optionalText(),
    by: optionalText('done_by'),
  },
  indices: [{ name: 'attempt_delivery', columns: ['deliveryId', 'at'] }],
});
