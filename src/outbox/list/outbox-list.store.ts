import { addressKey, type SenderReason, senderReasonText } from '../../sdk/index.ts';
import { isPostgres } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';
import type { DeliveryState } from '../../store/tables/delivery.table.ts';

export interface OutboxFilter {
  /** the reader may not read e-mails of payroll runs and confidential ones, their subjects included */
  closed: boolean;
  /** none: every state */
  states: readonly DeliveryState[];
  connectorId?: string | undefined;
  /** an address, exactly but for its case */
  recipient?: string | undefined;
  eventId?: string | undefined;
  ruleId?: string | undefined;
  /** a part of the subject */
  subject?: string | undefined;
  /** only what is older than this e-mail: the next page; ids are ordered by time (UUID version 7) */
  before?: string | undefined;
  limit: number;
}

export interface OutboxPage {
  items: OutboxLine[];
  /** `before` of the next page; null at the end */
  next: string | null;
}

export interface OutboxLine {
  id: string;
  state: DeliveryState;
  detail: string;
  heldReason: string | null;
  subject: string;
  /** its subject is not shown to this reader */
  closed: boolean;
  from: string;
  to: string[];
  connectorId: string | null;
  connectorName: string | null;
  senderReason: SenderReason | null;
  senderReasonText: string | null;
  cause: string;
  ruleId: string | null;
  ruleName: string | null;
  eventId: string | null;
  attempts: number;
  dueAt: number | null;
  sentCopy: string | null;
  createdAt: number;
}

interface LineRow {
  id: string;
  state: DeliveryState;
  detail: string;
  held_reason: string | null;
  subject: string;
  from_address: string;
  connector_id: string | null;
  connector_name: string | null;
  sender_reason: SenderReason | null;
  sender_detail: string | null;
  cause: string;
  run_id: string | null;
  confidential: number | boolean;
  rule_id: string | null;
  rule_name: string | null;
  event_id: string | null;
  attempts: number;
  due_at: number | string | null;
  copy_state: string | null;
  created_at: number | string;
}

/**
 * No index helps to find a part of a text, so one page looks through this many e-mails at most. A page may thus have
 * few lines or none and still a next one.
 */
export const MOST_SEARCHED = 20_000;
/** Above every hexadecimal digit: the first page. */
const NEWEST = 'g';

/**
 * Newest first. Each state is asked for on its own, in the order of its index (state, id), and the answers are merged:
 * one question for several states would read and sort all their e-mails.
 */
export async function listOutbox(store: Store, filter: OutboxFilter): Promise<OutboxPage> {
  const before = filter.before ?? NEWEST;
  const oldest = filter.subject === undefined ? undefined : await oldestSearched(store, before);
  const states = filter.states.length === 0 ? [undefined] : [...new Set(filter.states)];
  const found = await Promise.all(
    states.map((state) => {
      const { sql, parameters } = linesQuery(store, { ...filter, before, oldest, state, limit: filter.limit + 1 });
      return store.read.query<LineRow[]>(sql, parameters);
    }),
  );
  const sorted = found.flat().sort((a, b) => (a.id < b.id ? 1 : -1));
  const rows = sorted.slice(0, filter.limit);
  const next = sorted.length > filter.limit ? (rows.at(-1)?.id ?? null) : (oldest ?? null);
  return { items: await withRecipients(store, rows, filter.closed), next };
}

/** The last e-mail that this page looks at; undefined when it comes to the end. */
async function oldestSearched(store: Store, before: string): Promise<string | undefined> {
  const [row] = await store.read.sql<{ id: string }[]>`
    SELECT id FROM message WHERE id < ${before} ORDER BY id DESC LIMIT 1 OFFSET ${MOST_SEARCHED - 1}`;
  return row?.id;
}

export interface LinesQuestion extends Omit<OutboxFilter, 'states'> {
  state: DeliveryState | undefined;
  before: string;
  oldest: string | undefined;
}

/** Only the conditions that are asked for stand in it, so that the database sees which index serves them. */
export function linesQuery(store: Store, of: LinesQuestion): { sql: string; parameters: unknown[] } {
  const postgres = isPostgres(store.read);
  const parameters: unknown[] = [];
  const value = (one: unknown) => {
    parameters.push(one);
    return postgres ? `$${parameters.length}` : '?';
  };
  const conditions = [`d.id < ${value(of.before)}`];
  if (of.state !== undefined) conditions.push(`d.state = ${value(of.state)}`);
  if (of.connectorId) conditions.push(`d.connector_id = ${value(of.connectorId)}`);
  if (of.eventId) conditions.push(`m.event_id = ${value(of.eventId)}`);
  if (of.ruleId) conditions.push(`m.rule_id = ${value(of.ruleId)} AND m.id < ${value(of.before)}`);
  if (of.recipient) {
    conditions.push(
      `d.id IN (SELECT delivery_id FROM recipient WHERE address_key = ${value(addressKey(of.recipient))})`,
    );
  }
  // What may not be read is not found by its words either.
  if (of.subject) conditions.push("NOT (m.cause = 'person' AND m.confidential)");
  if (of.subject && of.closed) conditions.push('m.run_id IS NULL AND NOT m.confidential');
  if (of.oldest !== undefined) conditions.push(`d.id >= ${value(of.oldest)}`);
  // SQLite's LIKE knows the case of ASCII letters only.
  if (of.subject)
    conditions.push(`m.subject ${postgres ? 'ILIKE' : 'LIKE'} ${value(anywhere(of.subject))} ESCAPE '\\'`);
  const sql = `
    SELECT d.id, d.state, d.detail, d.held_reason, m.subject, m.run_id, m.confidential, m.from_address, d.connector_id,
      c.display_name AS connector_name, m.sender_reason, m.sender_detail, m.cause, m.rule_id, r.name AS rule_name, m.event_id,
      d.attempts, d.due_at, s.state AS copy_state, d.created_at
    FROM delivery d JOIN message m ON m.id = d.id LEFT JOIN sent_copy s ON s.id = d.id
      LEFT JOIN connector c ON c.id = d.connector_id LEFT JOIN rule r ON r.id = m.rule_id
    WHERE ${conditions.join(' AND ')}
    ORDER BY ${of.ruleId && of.state === undefined ? 'm' : 'd'}.id DESC LIMIT ${value(of.limit)}`;
  return { sql, parameters };
}

function anywhere(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

function shownSubject(row: LineRow, closed: boolean): { subject: string; closed: boolean } {
  const isPersonal = row.cause === 'person' && Boolean(row.confidential);
  const isClosed = isPersonal || (closed && (row.run_id !== null || Boolean(row.confidential)));
  return { subject: isClosed ? '' : row.subject, closed: isClosed };
}

async function withRecipients(store: Store, rows: LineRow[], closed: boolean): Promise<OutboxLine[]> {
  if (rows.length === 0) return [];
  const recipients = await store.read.sql<{ delivery_id: string; address: string }[]>`
    SELECT delivery_id, address FROM recipient WHERE delivery_id IN (${() => rows.map((row) => row.id)}) ORDER BY position`;
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    detail: row.detail,
    heldReason: row.held_reason,
    ...shownSubject(row, closed),
    from: row.from_address,
    to: recipients.filter((one) => one.delivery_id === row.id).map((one) => one.address),
    connectorId: row.connector_id,
    connectorName: row.connector_name,
    senderReason: row.sender_reason,
    senderReasonText: senderReasonText(row.sender_reason, row.sender_detail),
    cause: row.cause,
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    eventId: row.event_id,
    attempts: row.attempts,
    dueAt: row.due_at === null ? null : Number(row.due_at),
    sentCopy: row.copy_state,
    createdAt: Number(row.created_at),
  }));
}
