import { EntitySchema } from 'typeorm';
import { id, instant, optionalText, text } from '../columns.ts';

/**
 * held: its event waits for its commit; open: nobody has taken it; taken: by `ownerId`, whose draft has the id of the task;
 * sent: handed to the outbox; cancelled: with its event
 */
export type MailTaskState = 'held' | 'open' | 'taken' | 'sent' | 'declined' | 'cancelled';

/** An e-mail that a rule made and a person sends. */
export interface MailTaskRow {
  id: string;
  /** idempotency key of the e-mail: the same event never makes it twice */
  key: string;
  state: MailTaskState;
  performerKind: 'user' | 'group';
  performerId: string;
  performerName: string;
  ownerId: string | null;
  ownerName: string | null;
  ruleId: string | null;
  eventId: string | null;
  /** the e-mail and its cause: sealed, in base64; null: it is over */
  content: string | null;
  /** why it was declined */
  reason: string | null;
  createdAt: number;
  changedAt: number;
}

export const MailTaskTable = new EntitySchema<MailTaskRow>({
  name: 'mail_task',
  columns: {
    id: id(),
    key: text(),
    state: text(),
    performerKind: text('performer_kind'),
    performerId: text('performer_id'),
    performerName: text('performer_name'),
    ownerId: optionalText('owner_id'),
    ownerName: optionalText('owner_name'),
    ruleId: optionalText('rule_id'),
    eventId: optionalText('event_id'),
    content: optionalText(),
    reason: optionalText(),
    createdAt: instant('created_at'),
    changedAt: instant('changed_at'),
  },
  indices: [
    { name: 'mail_task_key', columns: ['key'], unique: true },
    { name: 'mail_task_performer', columns: ['performerId', 'state', 'createdAt'] },
    { name: 'mail_task_event', columns: ['eventId'], where: '"event_id" IS NOT NULL' },
    { name: 'mail_task_changed', columns: ['changedAt'], where: '"content" IS NOT NULL' },
  ],
});
