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
