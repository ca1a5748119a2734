import { EntitySchema } from 'typeorm';
import { id, instant, text } from '../columns.ts';

/** One SMTP session of one process, so that all processes together keep to the connections that a provider allows. */
export interface SendingSessionRow {
  /** the lease token of what it sends */
  id: string;
  connectorId: string;
  /** the process was alive a moment before */
  untilAt: number;
}

export const SendingSessionTable = new EntitySchema<SendingSessionRow>({
  name: 'sending_session',
  columns: { id: id(), connectorId: text('connector_id'), untilAt: instant('until_at') },
  indices: [{ name: 'sending_session_connector', columns: ['connectorId'] }],
});
