import { AppError, senderReasonText } from '../../sdk/index.ts';
import { laterRuns } from '../../store/later-mail.ts';
import type { Store } from '../../store/store.ts';
import { ConnectorTable } from '../../store/tables/connector.table.ts';
import type { DeliveryState } from '../../store/tables/delivery.table.ts';
import type { MessageRow } from '../../store/tables/message.table.ts';
import { RuleTable } from '../../store/tables/rule.table.ts';
import { TemplateTable } from '../../store/tables/template.table.ts';
import { isOfMany, type PossibleDecisions, possibleDecisions } from '../decisions/decisions.ts';
import type { OutboxDeps } from '../deps.ts';
import { viewMailLinks } from '../links/mail-link.store.ts';
import { findDelivery, findMessage, findSentCopy, listAttempts, listRecipients } from '../outbox.store.ts';

const NOTHING: PossibleDecisions = { retry: false, cancel: false, resend: false, resolve: false };

/** One e-mail as its page shows it; never its lease, its key or its bytes. */
export async function outboxEntry(
  { store, clock }: Pick<OutboxDeps, 'store' | 'clock'>,
  id: string,
  mayDecide: boolean,
) {
  const message = await findMessage(store, id);
  const delivery = await findDelivery(store, id);
  if (!message || !delivery) throw new AppError('NOT_FOUND', 'There is no e-mail with this id in the outbox.');
  const { idempotencyKey: _key, requestHash: _hash, contentId, bccHeader: _bcc, sentCopy: policy, ...more } = message;
  const { senderDetail, outcomeId: _outcome, ...shown } = more;
  const { leaseToken: _lease, toldState: _told, toldAt: _at, ...state } = delivery;
  const copy = await findSentCopy(store, id);
  return {
    ...shown,
    ...(await namesOf(store, { ...message, connectorId: delivery.connectorId })),
    senderReasonText: senderReasonText(message.senderReason, senderDetail),
    sentCopyPolicy: policy,
    delivery: state,
    recipients: await listRecipients(store, id),
    attempts: await listAttempts(store, id),
    sentCopy: copy ? { ...copy, leaseToken: undefined, maybeFiled: copy.maybeFiled === 1 } : null,
    links: await viewMailLinks(store.read, id, clock.now()),
    can: mayDecide
      ? withoutBypass(
          {
            runId: message.runId,
            limitKey: delivery.limitKey,
            isSentLater: (await laterRuns(store.read, [id])).size > 0,
          },
          possibleDecisions({ ...delivery, complete: contentId !== null, copyState: copy?.state }),
          delivery.state,
        )
      : { ...NOTHING },
  };
}

/** A mail of a payroll run leaves by its run, not past it, and a failed one not beside that of a later run. */
function withoutBypass(
  { runId, limitKey, isSentLater }: { runId: string | null; limitKey: string | null; isSentLater: boolean },
  can: PossibleDecisions,
  state: DeliveryState,
): PossibleDecisions {
  // Nor past the person who decides about all e-mails of an event.
  if (isOfMany(limitKey)) return { ...can, retry: false, resend: false };
  if (runId === null) return can;
  if (state === 'failed' && isSentLater) return { ...can, retry: false, resend: false };
  return ['held', 'cancelled'].includes(state) ? { ...can, resend: false } : can;
}

async function namesOf(store: Store, of: Pick<MessageRow, 'connectorId' | 'ruleId' | 'templateId'>) {
  const { connectorId, ruleId, templateId } = of;
  const connector = connectorId && (await store.read.getRepository(ConnectorTable).findOneBy({ id: connectorId }));
  const rule = ruleId && (await store.read.getRepository(RuleTable).findOneBy({ id: ruleId }));
  const template = templateId && (await store.read.getRepository(TemplateTable).findOneBy({ id: templateId }));
  return {
    connectorName: connector ? connector.displayName : null,
    ruleName: rule ? rule.name : null,
    templateName: template ? template.name : null,
  };
}
