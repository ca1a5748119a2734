import type { Store } from '../store/store.ts';
import {
  type AttemptRow,
  AttemptTable,
  type DeliveryRow,
  DeliveryTable,
  type RecipientRow,
  RecipientTable,
} from '../store/tables/delivery.table.ts';
import { type MessageRow, MessageTable } from '../store/tables/message.table.ts';
import { type SentCopyRow, SentCopyTable } from '../store/tables/sent-copy.table.ts';
import type { Tx } from '../store/transaction.ts';

export async function findMessage(store: Store, id: string): Promise<MessageRow | undefined> {
  return (await store.read.getRepository(MessageTable).findOneBy({ id })) ?? undefined;
}

export async function findDelivery(store: Store, id: string): Promise<DeliveryRow | undefined> {
  return (await store.read.getRepository(DeliveryTable).findOneBy({ id })) ?? undefined;
}

export async function findSentCopy(store: Store, id: string): Promise<SentCopyRow | undefined> {
  return (await store.read.getRepository(SentCopyTable).findOneBy({ id })) ?? undefined;
}

export async function listRecipients(store: Store, id: string): Promise<RecipientRow[]> {
  return store.read.getRepository(RecipientTable).find({ where: { deliveryId: id }, order: { position: 'ASC' } });
}

export async function listAttempts(store: Store, id: string): Promise<AttemptRow[]> {
  return store.read.getRepository(AttemptTable).find({ where: { deliveryId: id }, order: { at: 'ASC', id: 'ASC' } });
}

export interface OutboxFilter {
  state?: string | undefined;
  connectorId?: string | undefined;
  recipient?: string | undefined;
  eventId?: string | undefined;
  /** only what is older than this e-mail: the next page; ids are ordered by time (UUID version 7) */
  before?: string | undefined;
  limit: number;
}

export interface OutboxLine {
  id: string;
  state: string;
  detail: string;
  heldReason: string | null;
  subject: string;
  from: string;
  to: string[];
  connectorId: string | null;
  connectorName: string | null;
  senderReason: string | null;
  cause: string;
  ruleId: string | null;
  eventId: string | null;
  attempts: number;
  dueAt: number | null;
  sentCopy: string | null;
  createdAt: number;
}

interface LineRow {
  id: string;
  state: string;
  detail: string;
  held_reason: string | null;
  subject: string;
  from_address: string;
  connector_id: string | null;
  connector_name: string | null;
  sender_reason: string | null;
  cause: string;
  rule_id: string | null;
  event_id: string | null;
  attempts: number;
  due_at: number | string | null;
  copy_state: string | null;
  created_at: number | string;
}

/** Newest first. */
export async function listOutbox(store: Store, filter: OutboxFilter): Promise<OutboxLine[]> {
  // 'g' stands above every hexadecimal digit.
  const before = filter.before ?? 'g';
  const rows = await store.read.sql<LineRow[]>`
    SELECT d.id, d.state, d.detail, d.held_reason, m.subject, m.from_address, d.connector_id, c.display_name AS connector_name,
      m.sender_reason, m.cause,
      m.rule_id, m.event_id, d.attempts, d.due_at, s.state AS copy_state, d.created_at
    FROM delivery d JOIN message m ON m.id = d.id LEFT JOIN sent_copy s ON s.id = d.id
      LEFT JOIN connector c ON c.id = d.connector_id
    WHERE m.id < ${before}
      AND (${filter.state ?? ''} = '' OR d.state = ${filter.state ?? ''})
      AND (${filter.connectorId ?? ''} = '' OR d.connector_id = ${filter.connectorId ?? ''})
      AND (${filter.eventId ?? ''} = '' OR m.event_id = ${filter.eventId ?? ''})
      AND (${filter.recipient ?? ''} = '' OR d.id IN (
        SELECT delivery_id FROM recipient WHERE address = ${filter.recipient ?? ''}))
    ORDER BY m.id DESC LIMIT ${filter.limit}`;
  if (rows.length === 0) return [];
  const recipients = await store.read.sql<{ delivery_id: string; address: string }[]>`
    SELECT delivery_id, address FROM recipient WHERE delivery_id IN (${() => rows.map((row) => row.id)}) ORDER BY position`;
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    detail: row.detail,
    heldReason: row.held_reason,
    subject: row.subject,
    from: row.from_address,
    to: recipients.filter((one) => one.delivery_id === row.id).map((one) => one.address),
    connectorId: row.connector_id,
    connectorName: row.connector_name,
    senderReason: row.sender_reason,
    cause: row.cause,
    ruleId: row.rule_id,
    eventId: row.event_id,
    attempts: row.attempts,
    dueAt: row.due_at === null ? null : Number(row.due_at),
    sentCopy: row.copy_state,
    createdAt: Number(row.created_at),
  }));
}

/** What still needs the connector, as a person would say it: mails not yet sent, and copies not yet filed. */
export async function mailsUsing(tx: Tx, connectorId: string): Promise<string[]> {
  const [mails] = await tx.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM delivery WHERE connector_id = ${connectorId} AND due_at IS NOT NULL`;
  const [copies] = await tx.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM sent_copy WHERE connector_id = ${connectorId} AND due_at IS NOT NULL`;
  const open = Number(mails?.n ?? 0) + Number(copies?.n ?? 0);
  if (open === 0) return [];
  return [open === 1 ? '1 e-mail that is not finished' : `${open} e-mails that are not finished`];
}
