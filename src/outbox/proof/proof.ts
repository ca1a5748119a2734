import { AppError, senderReasonText } from '../../sdk/index.ts';
import { listProof, recordsSince } from '../../store/proof-record.ts';
import type { Store } from '../../store/store.ts';
import { findDelivery, findMessage, findSentCopy, listAttempts, listRecipients } from '../outbox.store.ts';

/** What can be shown about one e-mail to somebody who may not read it: no subject, no body, no attachment. */
export async function proofOf(store: Store, id: string): Promise<Record<string, unknown>> {
  const message = await findMessage(store, id);
  const delivery = await findDelivery(store, id);
  if (!message || !delivery) throw new AppError('NOT_FOUND', 'There is no e-mail with this id in the outbox.');
  const copy = await findSentCopy(store, id);
  return {
    id,
    messageId: message.messageId,
    sha256: message.sha256,
    size: message.size,
    from: message.fromAddress,
    connectorId: message.connectorId,
    senderReason: message.senderReason,
    senderReasonText: senderReasonText(message.senderReason, message.senderDetail),
    cause: { kind: message.cause, eventId: message.eventId, ruleId: message.ruleId, ruleVersion: message.ruleVersion },
    createdAt: message.createdAt,
    state: delivery.state,
    detail: delivery.detail,
    acceptedAt: delivery.acceptedAt,
    reply: delivery.response,
    recipients: (await listRecipients(store, id)).map(({ kind, address, state, response }) => ({
      kind,
      address,
      state,
      response,
    })),
    sentCopy: copy && { state: copy.state, folder: copy.folder, uidValidity: copy.uidValidity, uid: copy.uid },
    history: (await listAttempts(store, id)).map(({ deliveryId: _, ...attempt }) => attempt),
    recordsSince: await recordsSince(store.read),
    records: (await listProof(store.read, [id])).map(({ subject: _, ...record }) => record),
  };
}
