import type { DeliveryState } from '../store/tables/delivery.table.ts';
import type { InboundKind } from '../store/tables/inbound-message.table.ts';
import type { Tx } from '../store/transaction.ts';

/** Behind this place in the list, newest first. */
export interface ActivityPage {
  at: number;
  id: string;
  limit: number;
}

/** Who reads. `all`: what is in the outbox, too; own accounts of other people are nobody else's. */
export interface ActivityReader {
  id: string;
  all: boolean;
}

interface OfInstance {
  instance_id: string | null;
  form_id: string | null;
  form_name: string | null;
  number: string | null;
}

export interface SentRow extends OfInstance {
  id: string;
  subject: string;
  from_address: string;
  created_at: number | string;
  run_id: string | null;
  confidential: boolean | number;
  cause: string;
  /** of the mailbox that sends it; null: it is the organisation's */
  sender_owner_id: string | null;
  state: DeliveryState;
}

export interface ReceivedRow extends OfInstance {
  id: string;
  mailbox_id: string;
  mailbox_name: string;
  conversation_id: string | null;
  subject: string | null;
  parsed: string | null;
  kind: InboundKind | null;
  content_id: string | null;
  received_at: number | string;
}

/**
 * E-mails to the primary address that the contact had when each was made, newest first; whatever its case.
 */
export async function sentToContact(
  read: Tx,
  contactId: string,
  reader: ActivityReader,
  { at, id, limit }: ActivityPage,
): Promise<string[]> {
  const rows = await read.sql<{ id: string }[]>`
    SELECT DISTINCT m.id, m.created_at FROM (
        SELECT address, address_key, valid_from, CAST(9007199254740991 AS bigint) AS valid_until FROM contact_address
        WHERE contact_id = ${contactId} AND "primary" = ${true}
        UNION ALL
        SELECT address, address_key, valid_from, valid_until FROM contact_past_address WHERE contact_id = ${contactId}) p
      JOIN recipient r ON r.address_key = p.address_key
      JOIN message m ON m.id = r.delivery_id LEFT JOIN connector c ON c.id = m.connector_id
    WHERE m.created_at >= p.valid_from AND m.created_at < p.valid_until
      AND (c.owner_id = ${reader.id} OR (c.owner_id IS NULL AND ${reader.all}))
      AND (m.created_at < ${at} OR (m.created_at = ${at} AND m.id < ${id}))
    ORDER BY m.created_at DESC, m.id DESC LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** E-mails that rules made of what happened to an instance, newest first. */
export async function sentOfInstance(
  read: Tx,
  instanceId: string,
  reader: ActivityReader,
  { at, id, limit }: ActivityPage,
): Promise<string[]> {
  const rows = await read.sql<{ id: string }[]>`
    SELECT m.id FROM event e JOIN message m ON m.event_id = e.id LEFT JOIN connector c ON c.id = m.connector_id
    WHERE e.instance_id = ${instanceId} AND (c.owner_id = ${reader.id} OR (c.owner_id IS NULL AND ${reader.all}))
      AND (m.created_at < ${at} OR (m.created_at = ${at} AND m.id < ${id}))
    ORDER BY m.created_at DESC, m.id DESC LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

export async function sentRows(read: Tx, ids: readonly string[]): Promise<SentRow[]> {
  if (ids.length === 0) return [];
  return read.sql<SentRow[]>`
    SELECT m.id, m.subject, m.from_address, m.created_at, m.run_id, m.confidential, m.cause,
      (SELECT c.owner_id FROM connector c WHERE c.id = m.connector_id) AS sender_owner_id, d.state, i.id AS instance_id, i.form_id,
      f.name AS form_name, i.number
    FROM message m JOIN delivery d ON d.id = m.id LEFT JOIN event e ON e.id = m.event_id
      LEFT JOIN form_instance i ON i.id = e.instance_id LEFT JOIN form f ON f.id = i.form_id
    WHERE m.id IN (${() => [...ids]})`;
}

export async function recipientsOf(
  read: Tx,
  ids: readonly string[],
): Promise<{ delivery_id: string; kind: 'to' | 'cc' | 'bcc'; name: string | null; address: string }[]> {
  if (ids.length === 0) return [];
  return read.sql`
    SELECT delivery_id, kind, name, address FROM recipient WHERE delivery_id IN (${() => [...ids]}) ORDER BY position`;
}

/** Mailboxes in which there is something of the contact, with the person whose own they are. */
export function mailboxesOfContact(read: Tx, contactId: string): Promise<{ id: string; owner_id: string | null }[]> {
  return read.sql`
    SELECT c.id, c.owner_id FROM connector c WHERE c.id IN (
      SELECT DISTINCT l.mailbox_id FROM inbound_contact l WHERE l.contact_id = ${contactId})`;
}

export function mailboxesOfInstance(read: Tx, instanceId: string): Promise<{ id: string; owner_id: string | null }[]> {
  return read.sql`
    SELECT c.id, c.owner_id FROM connector c WHERE c.id IN (
      SELECT DISTINCT i.mailbox_id FROM event e JOIN message m ON m.event_id = e.id
        JOIN inbound_message i ON i.delivery_id = m.id
      WHERE e.instance_id = ${instanceId})`;
}

/** Of these mailboxes, newest first. */
export async function receivedOfContact(
  read: Tx,
  contactId: string,
  mailboxIds: readonly string[],
  { at, id, limit }: ActivityPage,
): Promise<string[]> {
  if (mailboxIds.length === 0) return [];
  const rows = await read.sql<{ message_id: string }[]>`
    SELECT message_id FROM inbound_contact
    WHERE contact_id = ${contactId} AND mailbox_id IN (${() => [...mailboxIds]})
      AND (received_at < ${at} OR (received_at = ${at} AND message_id < ${id}))
    ORDER BY received_at DESC, message_id DESC LIMIT ${limit}`;
  return rows.map((row) => row.message_id);
}

/** Answers to e-mails of the instance, and reports about them. */
export async function receivedOfInstance(
  read: Tx,
  instanceId: string,
  mailboxIds: readonly string[],
  { at, id, limit }: ActivityPage,
): Promise<string[]> {
  if (mailboxIds.length === 0) return [];
  const rows = await read.sql<{ id: string }[]>`
    SELECT i.id FROM event e JOIN message m ON m.event_id = e.id JOIN inbound_message i ON i.delivery_id = m.id
    WHERE e.instance_id = ${instanceId} AND i.state = 'read' AND i.mailbox_id IN (${() => [...mailboxIds]})
      AND (i.received_at < ${at} OR (i.received_at = ${at} AND i.id < ${id}))
    ORDER BY i.received_at DESC, i.id DESC LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

export async function receivedRows(read: Tx, ids: readonly string[]): Promise<ReceivedRow[]> {
  if (ids.length === 0) return [];
  return read.sql<ReceivedRow[]>`
    SELECT b.id, b.mailbox_id, c.display_name AS mailbox_name, b.conversation_id, b.subject, b.parsed, b.kind, b.content_id,
      b.received_at, i.id AS instance_id, i.form_id, f.name AS form_name, i.number
    FROM inbound_message b JOIN connector c ON c.id = b.mailbox_id LEFT JOIN message m ON m.id = b.delivery_id
      LEFT JOIN event e ON e.id = m.event_id LEFT JOIN form_instance i ON i.id = e.instance_id
      LEFT JOIN form f ON f.id = i.form_id
    WHERE b.id IN (${() => [...ids]})`;
}
