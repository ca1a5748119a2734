import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalInstant, optionalText, text } from '../columns.ts';

/**
 * waiting: the rule still has to look at it; fired, not_fired: what its conditions said; capped: its sender had too many;
 * own: from a mailbox of this installation; rule_off: the rule was gone or switched off; failed: `detail` says why
 */
export type ReceivedEventState = 'waiting' | 'fired' | 'not_fired' | 'capped' | 'own' | 'rule_off' | 'failed';

/** One rule and one received message that it is to look at, or looked at: there is never a second row for the two. */
export interface ReceivedEventRow {
  id: string;
  ruleId: string;
  /** of inbound_message */
  messageId: string;
  /** the address that wrote it, as addresses are compared; '' for none */
  sender: string;
  state: ReceivedEventState;
  /** why, in words; '' where the state says it all */
  detail: string;
  eventId: string | null;
  attempts: number;
  /** when it is looked at next; null: it is decided */
  dueAt: number | null;
  createdAt: number;
  decidedAt: number | null;
}

export const ReceivedEventTable = new EntitySchema<ReceivedEventRow>({
  name: 'received_event',
  columns: {
    id: id(),
    ruleId: text('rule_id'),
    messageId: text('message_id'),
    sender: text(),
    state: text(),
    detail: text(),
    eventId: optionalText('event_id'),
    attempts: integer(),
    dueAt: optionalInstant('due_at'),
    createdAt: instant('created_at'),
    decidedAt: optionalInstant('decided_at'),
  },
  indices: [
    { name: 'received_event_once', columns: ['ruleId', 'messageId'], unique: true },
    { name: 'received_event_message', columns: ['messageId'] },
    { name: 'received_event_due', columns: ['dueAt'], where: '"due_at" IS NOT NULL' },
    { name: 'received_event_sender', columns: ['ruleId', 'sender', 'decidedAt'], where: `"state" = 'fired'` },
    { name: 'received_event_rule', columns: ['ruleId', 'id'] },
  ],
});
