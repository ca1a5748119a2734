import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalInstant, optionalText, text } from '../columns.ts';

export type SentCopyState = 'pending' | 'filing' | 'filed' | 'filed_by_provider' | 'skipped' | 'failed';

/** The copy in Sent Items: a second step with its own state; it can never touch the delivery. `id` is the message's. */
export interface SentCopyRow {
  id: string;
  connectorId: string;
  state: SentCopyState;
  detail: string;
  dueAt: number | null;
  attempts: number;
  /** an APPEND may have been sent without an answer: look before the next one */
  maybeFiled: number;
  leaseToken: string | null;
  folder: string | null;
  /** decimal; the server's value can exceed 2^31 */
  uidValidity: string | null;
  uid: string | null;
  updatedAt: number;
}

export const SentCopyTable = new EntitySchema<SentCopyRow>({
  name: 'sent_copy',
  columns: {
    id: id(),
    connectorId: text('connector_id'),
    state: text(),
    detail: text(),
    dueAt: optionalInstant('due_at'),
    attempts: integer(),
    maybeFiled: integer('maybe_filed'),
    leaseToken: optionalText('lease_token'),
    folder: optionalText(),
    uidValidity: optionalText('uid_validity'),
    uid: optionalText(),
    updatedAt: instant('updated_at'),
  },
  checks: [
    {
      name: 'sent_copy_has_due_time',
      expression: `"due_at" IS NOT NULL OR "state" IN ('filed', 'filed_by_provider', 'skipped', 'failed')`,
    },
  ],
  indices: [{ name: 'sent_copy_open', columns: ['connectorId', 'dueAt'], where: '"due_at" IS NOT NULL' }],
});
