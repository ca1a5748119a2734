import { EntitySchema } from 'typeorm';
import { flag, id, instant, optionalInstant, text } from '../columns.ts';

/** What somebody says about an own mailbox; the rest of it is the connector with the same id. */
export interface EmailAccountRow {
  id: string;
  ownerId: string;
  address: string;
  /** lower-cased address: one account for each */
  addressKey: string;
  /** the name in From; '': none */
  senderName: string;
  isDefault: boolean;
  shared: boolean;
  /** the owner wants its mail read */
  readEmail: boolean;
  signature: string;
  useSignature: boolean;
  /** false: its secrets are wiped, and it waits to be connected again */
  connected: boolean;
  /** its owner lets rules send from it */
  rulesMaySend: boolean;
  /** the first good test, for good; null: somebody only says that it is the own one */
  provenAt: number | null;
  createdAt: number;
}

export const EmailAccountTable = new EntitySchema<EmailAccountRow>({
  name: 'email_account',
  columns: {
    id: id(),
    ownerId: text('owner_id'),
    address: text(),
    addressKey: text('address_key'),
    senderName: text('sender_name'),
    isDefault: flag('is_default'),
    shared: flag(),
    readEmail: flag('read_email'),
    signature: text(),
    useSignature: flag('use_signature'),
    connected: flag(),
    rulesMaySend: { ...flag('rules_may_send'), default: false },
    createdAt: instant('created_at'),
    provenAt: optionalInstant('proven_at'),
  },
  indices: [
    { name: 'email_account_owner', columns: ['ownerId', 'addressKey'], unique: true },
    { name: 'email_account_proven', columns: ['addressKey'], where: '"proven_at" IS NOT NULL' },
  ],
});
