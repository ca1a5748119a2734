import { timingSafeEqual } from 'node:crypto';
import { insertProof } from '../store/proof-record.ts';
import { returned } from '../store/sql.ts';
import { type MailLinkRow, MailLinkTable } from '../store/tables/mail-link.table.ts';
import type { Tx } from '../store/transaction.ts';

/** A link that works now. `tokenHash`: SHA-256 of what somebody has; the token itself is compared with nothing. */
export async function findOpenLink(read: Tx, tokenHash: string, now: number): Promise<MailLinkRow | undefined> {
  const link = await read.getRepository(MailLinkTable).findOneBy({ tokenHash });
  if (link === null || !timingSafeEqual(Buffer.from(link.tokenHash), Buffer.from(tokenHash))) return undefined;
  if (link.contentId === null || link.revokedAt !== null || link.expiresAt <= now) return undefined;
  // What was taken back before it left is known to nobody but those who see the outbox.
  const [cancelled] = await read.sql<{ id: string }[]>`
    SELECT id FROM delivery WHERE id = ${link.messageId} AND state = 'cancelled'`;
  return cancelled === undefined ? link : undefined;
}

/** Counts a download and records it for the proof: when, not by whom. False: the link was taken back meanwhile. */
export async function countDownload(tx: Tx, { id, messageId, sha256 }: MailLinkRow, now: number): Promise<boolean> {
  const [counted] = returned<{ downloads: number }>(
    await tx.sql`
      UPDATE mail_link SET downloads = downloads + 1, last_download_at = ${now}
      WHERE id = ${id} AND revoked_at IS NULL AND content_id IS NOT NULL RETURNING downloads`,
  );
  if (counted === undefined) return false;
  const data = { event: 'download', link: id, nth: counted.downloads, sha256 };
  await insertProof(tx, [{ subject: messageId, kind: 'link', at: now, data }]);
  return true;
}
