import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalInstant, optionalText } from '../columns.ts';

/** How far the inbox of a connector was read, and how that went. */
export interface MailboxCursorRow {
  connectorId: string;
  /** null: never read */
  uidValidity: string | null;
  lastUid: number;
  /** when it was last read to the end of what was new; null: never */
  checkedAt: number | null;
  /** why it could not be read the last time; null: it could */
  problem: string | null;
  /** failures in a row */
  failures: number;
  /** reports about our e-mails that were found in it */
  reports: number;
  /** when it is read next */
  dueAt: number;
  /** who reads it; until `dueAt` */
  leaseToken: string | null;
}

export const MailboxCursorTable = new EntitySchema<MailboxCursorRow>({
  name: 'mailbox_cursor',
  columns: {
    connectorId: { ...id(), name: 'connector_id' },
    uidValidity: optionalText('uid_validity'),
    lastUid: instant('last_uid'),
    checkedAt: optionalInstant('checked_at'),
    problem: optionalText(),
    failures: integer(),
    reports: integer(),
    dueAt: instant('due_at'),
    leaseToken: optionalText('lease_token'),
  },
});
