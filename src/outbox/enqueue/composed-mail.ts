import { type ComposedParts, readComposed } from '../../mail/read-composed.ts';
import { AppError, type Mailbox, type SenderReason, senderReasonText } from '../../sdk/index.ts';
import { wholeOf } from '../../store/content.ts';
import type { Store } from '../../store/store.ts';
import { ConnectorTable } from '../../store/tables/connector.table.ts';
import type { RecipientRow } from '../../store/tables/delivery.table.ts';
import { findMessage, listRecipients } from '../outbox.store.ts';
import { assertContent, readMail } from './mail-content.ts';

/** An e-mail as its recipient will see it, read back from the bytes that are stored. */
export interface ComposedMail extends ComposedParts {
  id: string;
  sender: { connectorId: string; connectorName: string; reason: SenderReason; reasonText: string } | null;
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
  subject: string;
}

/** NOT_FOUND; PURGED, or STATE for a mail that could not be completed. */
export async function composedMail(store: Store, id: string): Promise<ComposedMail> {
  const message = await findMessage(store, id);
  if (!message) throw new AppError('NOT_FOUND', 'There is no e-mail with this id in the outbox.');
  assertContent(message);
  const { connectorId, senderReason } = message;
  const whole = await wholeOf(readMail(store, message));
  const recipients = await listRecipients(store, id);
  const connector = connectorId && (await store.read.getRepository(ConnectorTable).findOneBy({ id: connectorId }));
  const reasonText = senderReasonText(senderReason, message.senderDetail);
  return {
    id,
    sender:
      connectorId && senderReason && reasonText !== null
        ? { connectorId, connectorName: connector ? connector.displayName : '', reason: senderReason, reasonText }
        : null,
    to: mailboxes(recipients, 'to'),
    cc: mailboxes(recipients, 'cc'),
    bcc: mailboxes(recipients, 'bcc'),
    subject: message.subject,
    ...readComposed(whole),
  };
}

function mailboxes(recipients: readonly RecipientRow[], kind: RecipientRow['kind']): Mailbox[] {
  return (
    recipients
      // Who is left out, or was redirected, does not stand in it.
      .filter((recipient) => recipient.kind === kind && recipient.state !== 'suppressed')
      .map(({ name, address }) => (name ? { name, address } : { address }))
  );
}
