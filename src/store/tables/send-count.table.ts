import { EntitySchema } from 'typeorm';
import { id, instant, integer } from '../columns.ts';

/** How many e-mails of a connector, of a rule or to an address left in the last hour in which one did. */
export interface SendCountRow {
  /** 'connector:<id>', 'rule:<id>', 'recipient:<address>' */
  key: string;
  /** the hour of the clock in which it counts */
  hourAt: number;
  count: number;
}

export const SendCountTable = new EntitySchema<SendCountRow>({
  name: 'send_count',
  columns: { key: id(), hourAt: instant('hour_at'), count: integer() },
  indices: [{ name: 'send_count_hour', columns: ['hourAt'] }],
});
