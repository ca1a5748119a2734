import { EntitySchema } from 'typeorm';
import { id, instant, text } from '../columns.ts';

/** A received message in which a contact wrote, or was written to: it stays with the contact when the address changes. */
export interface InboundContactRow {
  contactId: string;
  messageId: string;
  mailboxId: string;
  /** when the server got the message */
  at: number;
}

export const InboundContactTable = new EntitySchema<InboundContactRow>({
  name: 'inbound_contact',
  columns: {
    contactId: { ...id(), name: 'contact_id' },
    messageId: { ...id(), name: 'message_id' },
    mailboxId: text('mailbox_id'),
    at: instant('received_at'),
  },
  indices: [{ name: 'inbound_contact_time', columns: ['contactId', 'mailboxId', 'at', 'messageId'] }],
});

/** The primary address that a contact had for a time. */
export interface PastAddressRow {
  contactId: string;
  addressKey: string;
  address: string;
  validFrom: number;
  validUntil: number;
}

export const PastAddressTable = new EntitySchema<PastAddressRow>({
  name: 'contact_past_address',
  columns: {
    contactId: { ...id(), name: 'contact_id' },
    addressKey: { ...id(), name: 'address_key' },
    address: text(),
    validFrom: { ...instant('valid_from'), primary: true },
    validUntil: instant('valid_until'),
  },
});
