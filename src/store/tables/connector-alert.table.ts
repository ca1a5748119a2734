import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalInstant, optionalText, text } from '../columns.ts';

/**
 * What people were told last about a connector. health: once when it stops working, once when it is well again. consent:
 * once before it ends, once when it is over.
 */
export interface ConnectorAlertRow {
  connectorId: string;
  kind: 'health' | 'consent';
  state: 'problematic' | 'well' | 'ends_soon' | 'ended';
  reason: string;
  /** the end of the consent that was told about */
  ofAt: number | null;
  toldAt: number;
  /** when the webhook is tried (again); null: delivered, given up, or there is none */
  webhookDueAt: number | null;
  webhookAttempts: number;
  webhookError: string | null;
}

export const ConnectorAlertTable = new EntitySchema<ConnectorAlertRow>({
  name: 'connector_alert',
  columns: {
    connectorId: { ...id(), name: 'connector_id' },
    kind: id(),
    state: text(),
    reason: text(),
    ofAt: optionalInstant('of_at'),
    toldAt: instant('told_at'),
    webhookDueAt: optionalInstant('webhook_due_at'),
    webhookAttempts: integer('webhook_attempts'),
    webhookError: optionalText('webhook_error'),
  },
});
