import type { ReceivedMail } from '../mail/read-received.ts';
import { addressKey } from '../sdk/index.ts';
import { insertRows } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { endOfSecond } from './keep-message.ts';

/**
 * A message is an activity of every contact whose primary address wrote it or got it, where that address had been
 * recorded by then. Additional addresses do not count. Written once: a later change of the address changes nothing here.
 */
export async function linkContacts(
  tx: Tx,
  message: { id: string; mailboxId: string; receivedAt: number },
  { from, to, cc }: Pick<ReceivedMail, 'from' | 'to' | 'cc'>,
): Promise<void> {
  const keys = [...new Set([...from, ...to, ...cc].map(({ address }) => addressKey(address)))];
  if (keys.length === 0) return;
  const { id, mailboxId, receivedAt } = message;
  const found = await tx.sql<{ contact_id: string }[]>`
    SELECT DISTINCT contact_id FROM contact_address
    WHERE address_key IN (${() => keys}) AND "primary" = ${true} AND valid_from <= ${endOfSecond(receivedAt)}`;
  const link = { message_id: id, mailbox_id: mailboxId, received_at: receivedAt };
  await insertRows(
    tx,
    'inbound_contact',
    found.map(({ contact_id: contact }) => ({ contact_id: contact, ...link })),
  );
}
