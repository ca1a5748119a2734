import { EntitySchema } from 'typeorm';
import { flag, id, instant, integer, optionalInstant, optionalText, text } from '../columns.ts';

/** off: nothing; relevant: mail of contacts, answers to what was sent and reports about it; inbox: everything */
export type MailboxReading = 'off' | 'relevant' | 'inbox';

/** waiting: for its turn; watching: connected and up to date; failed: see `problem`; none: the connector has no mailbox to read */
export type MailboxState = 'waiting' | 'watching' | 'failed' | 'none';

/** The inbox of a connector and how far it was read; `id` is the connector's. */
export interface MailboxRow {
  id: string;
  read: MailboxReading;
  markAsRead: boolean;
  /** how far the first reading goes back */
  firstDays: number;
  /** authserv-id (RFC 8601) whose results are believed; '': nobody's */
  authServer: string;
  state: MailboxState;
  problem: string;
  /** connections in a row that did not last */
  failures: number;
  /** when it is looked at next; until the lease ends only by its owner */
  dueAt: number;
  leaseToken: string | null;
  leaseUntil: number | null;
  /** UIDs count within one of these only (RFC 9051, section 2.3.1.1); null: never read */
  uidValidity: string | null;
  /** everything up to here is stored, or was left alone on purpose */
  lastUid: number;
  /** the last reading that came to its end */
  syncedAt: number | null;
  /** the last round trip to the server */
  provenAt: number | null;
  createdAt: number;
}

export const MailboxTable = new EntitySchema<MailboxRow>({
  name: 'mailbox',
  columns: {
    id: id(),
    read: text(),
    markAsRead: flag('mark_as_read'),
    firstDays: integer('first_days'),
    authServer: { ...text('auth_server'), default: '' },
    state: text(),
    problem: text(),
    failures: integer(),
    dueAt: instant('due_at'),
    leaseToken: optionalText('lease_token'),
    leaseUntil: optionalInstant('lease_until'),
    uidValidity: optionalText('uid_validity'),
    lastUid: instant('last_uid'),
    syncedAt: optionalInstant('synced_at'),
    provenAt: optionalInstant('proven_at'),
    createdAt: instant('created_at'),
  },
  indices: [{ name: 'mailbox_due', columns: ['dueAt'] }],
});
