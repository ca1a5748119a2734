import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalInstant, optionalText, text } from '../columns.ts';

/** A file that an e-mail has as a link. The token stands in the e-mail only. */
export interface MailLinkRow {
  id: string;
  messageId: string;
  position: number;
  /** SHA-256 (hex) of the token */
  tokenHash: string;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  /** null: deleted with the content of its e-mail */
  contentId: string | null;
  createdAt: number;
  expiresAt: number;
  revokedAt: number | null;
  revokedBy: string | null;
  downloads: number;
  lastDownloadAt: number | null;
}

export const MailLinkTable = new EntitySchema<MailLinkRow>({
  name: 'mail_link',
  columns: {
    id: id(),
    messageId: text('message_id'),
    position: integer(),
    tokenHash: text('token_hash'),
    name: text(),
    contentType: text('content_type'),
    size: integer(),
    sha256: text(),
    contentId: optionalText('content_id'),
    createdAt: instant('created_at'),
    expiresAt: instant('expires_at'),
    revokedAt: optionalInstant('revoked_at'),
    revokedBy: optionalText('revoked_by'),
    downloads: integer(),
    lastDownloadAt: optionalInstant('last_download_at'),
  },
  indices: [
    { name: 'mail_link_token', columns: ['tokenHash'], unique: true },
    { name: 'mail_link_message', columns: ['messageId', 'position'] },
  ],
});
