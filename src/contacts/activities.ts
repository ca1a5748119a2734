import type { Caller, Role } from '../http/route.ts';
import { cursorOf, readCursor } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { DeliveryState } from '../store/tables/delivery.table.ts';
import type { InboundKind } from '../store/tables/inbound-message.table.ts';
import type { Tx } from '../store/transaction.ts';
import {
  type ActivityPage,
  type ActivityReader,
  mailboxesOfContact,
  mailboxesOfInstance,
  type ReceivedRow,
  receivedOfContact,
  receivedOfInstance,
  receivedRows,
  recipientsOf,
  type SentRow,
  sentOfInstance,
  sentRows,
  sentToContact,
} from './activity.store.ts';

export interface ActivityDeps {
  store: Store;
  /** whether the caller may read what came into a mailbox of the organisation */
  mayReadMailbox(id: string, caller: Caller): Promise<boolean>;
}

/** What was written to a contact or about an instance, and what came back. */
export interface Activity {
  id: string;
  direction: 'sent' | 'received';
  at: number;
  subject: string;
  from: Person[];
  to: Person[];
  cc: Person[];
  /** the subject is not for this reader: a payroll run, or confidential */
  closed: boolean;
  /** the retention setting took away what it says */
  purged: boolean;
  /** of a received one */
  kind: InboundKind | null;
  attachments: number;
  mailbox: { id: string; name: string } | null;
  conversationId: string | null;
  /** of a sent one */
  outboxId: string | null;
  state: DeliveryState | null;
  /** the instance of a form that it is connected to */
  instance: { id: string; form: string; formName: string; number: string | null } | null;
}

interface Person {
  name: string;
  address: string;
}

export type ActivitySubject = { contact: string } | { instance: string };

const OUTBOX_READERS: readonly Role[] = ['administrator', 'payroll_operator', 'designer'];
const SEE_ALL: readonly Role[] = ['administrator', 'payroll_operator'];
const MAILBOX_READERS: readonly Role[] = ['administrator', 'manage_data_sources'];

/** Newest first, of what the caller may see; `next` is null on the last page. */
export async function listActivities(
  deps: ActivityDeps,
  subject: ActivitySubject,
  { caller, after, limit }: { caller: Caller; after: string | undefined; limit: number },
): Promise<{ items: Activity[]; next: string | null }> {
  const { read } = deps.store;
  const [at = '', id = ''] = after === undefined ? [String(Number.MAX_SAFE_INTEGER), ''] : readCursor(after, 2);
  const page = { at: Number.isSafeInteger(Number(at)) ? Number(at) : 0, id, limit: limit + 1 };
  const reader = { id: caller.id, all: has(caller, OUTBOX_READERS) };
  const mailboxes = await readableMailboxes(deps, subject, caller);
  const sent = await sentRows(read, await sentIds(read, subject, reader, page));
  const received = await receivedRows(read, await receivedIds(read, subject, mailboxes, page));
  const all = [
    ...(await withRecipients(read, sent)).map((one) => sentActivity(one, { id: caller.id, all: has(caller, SEE_ALL) })),
    ...received.map(receivedActivity),
  ];
  const items = all.sort(byTime).slice(0, limit);
  const last = all.length > limit ? items.at(-1) : undefined;
  return { items, next: last === undefined ? null : cursorOf([String(last.at), last.id]) };
}

function sentIds(read: Tx, subject: ActivitySubject, reader: ActivityReader, page: ActivityPage): Promise<string[]> {
  if ('contact' in subject) return sentToContact(read, subject.contact, reader, page);
  return sentOfInstance(read, subject.instance, reader, page);
}

function receivedIds(
  read: Tx,
  subject: ActivitySubject,
  mailboxes: readonly string[],
  page: ActivityPage,
): Promise<string[]> {
  if ('contact' in subject) return receivedOfContact(read, subject.contact, mailboxes, page);
  return receivedOfInstance(read, subject.instance, mailboxes, page);
}

/** A personal mailbox is read by its owner; one of the organisation by those who look after its data source. */
async function readableMailboxes(deps: ActivityDeps, subject: ActivitySubject, caller: Caller): Promise<string[]> {
  const { read } = deps.store;
  const found =
    'contact' in subject
      ? await mailboxesOfContact(read, subject.contact)
      : await mailboxesOfInstance(read, subject.instance);
  const readable: string[] = [];
  for (const { id, owner_id: owner } of found) {
    if (owner === caller.id) readable.push(id);
    else if (owner === null && has(caller, MAILBOX_READERS) && (await deps.mayReadMailbox(id, caller)))
      readable.push(id);
  }
  return readable;
}

type SentTo = SentRow & { to: Person[]; cc: Person[] };

async function withRecipients(read: Tx, rows: readonly SentRow[]): Promise<SentTo[]> {
  const people = await recipientsOf(
    read,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    // Who got a blind copy is told by the outbox, to those who may read it there.
    const of = (kind: string) =>
      people
        .filter((one) => one.delivery_id === row.id && one.kind === kind)
        .map(({ name, address }) => ({ name: name ?? '', address }));
    return { ...row, to: of('to'), cc: of('cc') };
  });
}

function sentActivity(row: SentTo, reader: ActivityReader): Activity {
  const confidential = Boolean(row.confidential);
  // What somebody writes from a mailbox of their own is nobody else's (ADR 18).
  const closed =
    row.cause === 'person' && confidential
      ? row.sender_owner_id !== reader.id
      : !reader.all && (row.run_id !== null || confidential);
  return {
    ...{ id: row.id, direction: 'sent', at: Number(row.created_at), subject: closed ? '' : row.subject, closed },
    ...{ from: [{ name: '', address: row.from_address }], to: row.to, cc: row.cc, purged: false },
    ...{ kind: null, attachments: 0, mailbox: null, conversationId: null },
    ...{ outboxId: row.id, state: row.state, instance: instanceOf(row) },
  };
}

function receivedActivity(row: ReceivedRow): Activity {
  const parsed: unknown = row.parsed === null ? {} : JSON.parse(row.parsed);
  const {
    from = [],
    to = [],
    cc = [],
    attachments = [],
  } = parsed as Partial<Record<'from' | 'to' | 'cc', Person[]>> & {
    attachments?: unknown[];
  };
  return {
    ...{ id: row.id, direction: 'received', at: Number(row.received_at), subject: row.subject ?? '', closed: false },
    ...{ from, to, cc, purged: row.content_id === null, kind: row.kind, attachments: attachments.length },
    mailbox: { id: row.mailbox_id, name: row.mailbox_name },
    ...{ conversationId: row.conversation_id, outboxId: null, state: null, instance: instanceOf(row) },
  };
}

function instanceOf(row: Pick<SentRow, 'instance_id' | 'form_id' | 'form_name' | 'number'>): Activity['instance'] {
  const { instance_id: id, form_id: form, form_name: formName, number } = row;
  return id === null || form === null ? null : { id, form, formName: formName ?? '', number };
}

function byTime(a: Activity, b: Activity): number {
  return b.at - a.at || (a.id < b.id ? 1 : -1);
}

function has({ roles }: Caller, wanted: readonly Role[]): boolean {
  return roles.some((role) => wanted.includes(role));
}
