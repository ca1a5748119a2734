import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalInstant, optionalText, text } from '../columns.ts';

/** new: begins a conversation; the others are about a message that was received */
export type DraftKind = 'new' | 'reply' | 'reply_all' | 'forward';

/** sent: handed to the outbox, as the e-mail `messageId` */
export type DraftState = 'open' | 'sent';

/** An e-mail that a person writes. */
export interface DraftRow {
  id: string;
  ownerId: string;
  /** for others who are about to answer the same message */
  ownerName: string;
  kind: DraftKind;
  state: DraftState;
  /** addressees, subject, text and files: sealed, in base64 */
  content: string;
  /** the mailbox and the message in it that it is about; null: about none */
  mailboxId: string | null;
  answersId: string | null;
  /** its e-mail in the outbox */
  messageId: string | null;
  /** how often it was sent and taken back: each time is another e-mail */
  round: number;
  version: number;
  createdAt: number;
  changedAt: number;
  sentAt: number | null;
}

export const DraftTable = new EntitySchema<DraftRow>({
  name: 'draft',
  columns: {
    id: id(),
    ownerId: text('owner_id'),
    ownerName: text('owner_name'),
    kind: text(),
    state: text(),
    content: text(),
    mailboxId: optionalText('mailbox_id'),
    answersId: optionalText('answers_id'),
    messageId: optionalText('message_id'),
    round: integer(),
    version: integer(),
    createdAt: instant('created_at'),
    changedAt: instant('changed_at'),
    sentAt: optionalInstant('sent_at'),
  },
  indices: [
    { name: 'draft_owner', columns: ['ownerId', 'changedAt'] },
    { name: 'draft_answers', columns: ['answersId', 'changedAt'], where: '"answers_id" IS NOT NULL' },
    { name: 'draft_changed', columns: ['changedAt'] },
  ],
});
