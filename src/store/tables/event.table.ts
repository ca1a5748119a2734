import { EntitySchema } from 'typeorm';
import type { JsonObject } from '../../sdk/index.ts';
import { id, instant, json, optionalInstant, optionalJson, optionalText, text } from '../columns.ts';

export type EventState = 'committed' | 'held' | 'rolled_back' | 'expired';

/** Of an event that made so many e-mails that a person has to let them go. */
export interface EventApproval {
  /** that waited when the event was stored */
  mails: number;
  state: 'waiting' | 'approved' | 'refused';
  /** milliseconds since 1970; null while it waits */
  at: number | null;
  by: string | null;
  reason: string | null;
}

export interface EventRow {
  id: string;
  /** unique where given; the same key with another request hash is refused */
  idempotencyKey: string | null;
  requestHash: string;
  triggerKey: string;
  facts: JsonObject;
  state: EventState;
  /** per rule: fired or not, the trace, the ids of the mails */
  result: Record<string, unknown>[];
  createdAt: number;
  /** id of the caller; only this one and those who see all events may commit it */
  createdBy: string;
  /** the stored instance of a form that it is about; null: none */
  instanceId: string | null;
  /** of a held event that is neither committed nor rolled back */
  expiresAt: number | null;
  /** null: it made no more than what leaves by itself */
  approval: EventApproval | null;
}

export const EventTable = new EntitySchema<EventRow>({
  name: 'event',
  columns: {
    id: id(),
    idempotencyKey: optionalText('idempotency_key'),
    requestHash: text('request_hash'),
    triggerKey: text('trigger_key'),
    facts: json(),
    state: text(),
    result: json(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    instanceId: optionalText('instance_id'),
    expiresAt: optionalInstant('expires_at'),
    approval: optionalJson(),
  },
  indices: [
    { name: 'event_idempotency_key', columns: ['idempotencyKey'], unique: true },
    { name: 'event_trigger', columns: ['triggerKey', 'id'] },
    { name: 'event_instance', columns: ['instanceId', 'id'], where: '"instance_id" IS NOT NULL' },
    { name: 'event_expires', columns: ['expiresAt'], where: '"expires_at" IS NOT NULL' },
  ],
});
