import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalInstant, optionalText } from '../columns.ts';

/** The circuit and the pace of one connector: shared by all processes and kept over restarts. */
export interface ConnectorPaceRow {
  connectorId: string;
  /** nothing is sent before this instant */
  pausedUntil: number | null;
  pauseReason: string | null;
  /** refusals in a row that concern the connector, not a mail */
  failures: number;
  /** when a mail server last really took an e-mail of it */
  provenAt: number | null;
  minuteAt: number;
  minuteCount: number;
  dayAt: number;
  dayCount: number;
}

export const ConnectorPaceTable = new EntitySchema<ConnectorPaceRow>({
  name: 'connector_pace',
  columns: {
    connectorId: { ...id(), name: 'connector_id' },
    pausedUntil: optionalInstant('paused_until'),
    pauseReason: optionalText('pause_reason'),
    failures: integer(),
    provenAt: optionalInstant('proven_at'),
    minuteAt: instant('minute_at'),
    minuteCount: integer('minute_count'),
    dayAt: instant('day_at'),
    dayCount: integer('day_count'),
  },
});
