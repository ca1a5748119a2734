import { EntitySchema } from 'typeorm';
import type { SuppressionKind } from '../../sdk/index.ts';
import { id, instant, optionalInstant, optionalText, text } from '../columns.ts';

/** An address that gets no e-mail, from one day to another: what was taken off the list stays as its history. */
export interface SuppressionRow {
  id: string;
  address: string;
  /** equal for two addresses that are one */
  addressKey: string;
  kind: SuppressionKind;
  reason: string;
  createdAt: number;
  createdBy: string;
  /** null: the address gets nothing today */
  removedAt: number | null;
  removedBy: string | null;
  removedReason: string | null;
}

export const SuppressionTable = new EntitySchema<SuppressionRow>({
  name: 'suppression',
  columns: {
    id: id(),
    address: text(),
    addressKey: text('address_key'),
    kind: text(),
    reason: text(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    removedAt: optionalInstant('removed_at'),
    removedBy: optionalText('removed_by'),
    removedReason: optionalText('removed_reason'),
  },
  indices: [
    { name: 'suppression_address', columns: ['addressKey'], unique: true, where: '"removed_at" IS NULL' },
    { name: 'suppression_history', columns: ['addressKey', 'id'] },
  ],
});
