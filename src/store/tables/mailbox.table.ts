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
  /** instead of that: the beginning of the first day (UTC) */
  readFrom: number | null;
  /** read anew after so many minutes, also where the server announced nothing */
  everyMinutes: number;
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
  /** the process that has it, or had it last: host and process id */
  leaseBy: string | null;
  /** UIDs count within one of these only (RFC 9051, section 2.3.1.1); null: never read */
  uidValidity: string | null;
  /** everything up to here is stored, or was left alone on purpose */
  lastUid: number;
  /** what was stored up to here is marked as read in the mailbox; counts while that is wanted */
  markedUid: number;
  /** our clock: what was there then is stored up to `lastUid`, or was left alone on purpose; what comes later is above it */
  seenAt: number | null;
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
    readFrom: optionalInstant('read_from'),
    everyMinutes: { ...integer('every_minutes'), default: 10 },
    authServer: { ...text('auth_server'), default: '' },
    state: text(),
    problem: text(),
    failures: integer(),
    dueAt: instant('due_at'),
    leaseToken: optionalText('lease_token'),
    leaseUntil: optionalInstant('lease_until'),
    leaseBy: optionalText('lease_by'),
    uidValidity: optionalText('uid_validity'),
    lastUid: instant('last_uid'),
    markedUid: { ...instant('marked_uid'), default: 0 },
    seenAt: optionalInstant('seen_at'),
    syncedAt: optionalInstant('synced_at'),
    provenAt: optionalInstant('proven_at'),
    createdAt: instant('created_at'),
  },
  indices: [{ name: 'mailbox_due', columns: ['dueAt'] }],
});
