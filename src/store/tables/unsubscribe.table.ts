import { EntitySchema } from 'typeorm';
import { id, instant, optionalInstant, optionalText, text } from '../columns.ts';

/** The link by which the one recipient of a mass mail unsubscribes. The token stands in the e-mail only. */
export interface UnsubscribeLinkRow {
  /** SHA-256 (hex) of the token */
  tokenHash: string;
  address: string;
  /** equal for two addresses that are one */
  addressKey: string;
  messageId: string;
  ruleId: string | null;
  createdAt: number;
}

export const UnsubscribeLinkTable = new EntitySchema<UnsubscribeLinkRow>({
  name: 'unsubscribe_link',
  columns: {
    tokenHash: { ...text('token_hash'), primary: true },
    address: text(),
    addressKey: text('address_key'),
    messageId: text('message_id'),
    ruleId: optionalText('rule_id'),
    createdAt: instant('created_at'),
  },
  indices: [{ name: 'unsubscribe_link_message', columns: ['messageId'] }],
});

/** Who gets no mass mail, from one day to another: what ended stays as its history. */
export interface UnsubscribedRow {
  id: string;
  address: string;
  addressKey: string;
  at: number;
  /** the e-mail whose link it was */
  messageId: string;
  ruleId: string | null;
  /** null: the address gets no mass mail today */
  endedAt: number | null;
  endedBy: string | null;
  endedReason: string | null;
}

export const UnsubscribedTable = new EntitySchema<UnsubscribedRow>({
  name: 'unsubscribed',
  columns: {
    id: id(),
    address: text(),
    addressKey: text('address_key'),
    at: instant(),
    messageId: text('message_id'),
    ruleId: optionalText('rule_id'),
    endedAt: optionalInstant('ended_at'),
    endedBy: optionalText('ended_by'),
    endedReason: optionalText('ended_reason'),
  },
  indices: [{ name: 'unsubscribed_address', columns: ['addressKey'], unique: true, where: '"ended_at" IS NULL' }],
});
