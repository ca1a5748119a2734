import { insertProof } from '../store/proof-record.ts';
import { isPostgres } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import { dueFiles, dueMails, dueReceived, LINKED_BYTES } from './due.ts';

/** What is deleted now: nothing has happened to it since `before`. */
export interface Purge {
  before: number;
  now: number;
  /** the setting, for the record */
  days: number;
}

interface Stored {
  id: string;
  content_id: string;
  size: number;
  sha256: string | null;
}

interface StoredMail extends Stored {
  linked: number | string;
}

const MOST_AT_ONCE = 50;
/** Deleting takes time in proportion, and everybody who writes waits for it. */
const MOST_BYTES = 8_000_000;

/** Deletes the bytes of some finished e-mails; a record of each says so. Answers how many: 0, there are no more. */
export async function purgeMails(tx: Tx, { before, now, days }: Purge): Promise<number> {
  // A person may let one be tried again in the same moment, and other processes purge, too.
  const lock = isPostgres(tx) ? 'FOR UPDATE OF d SKIP LOCKED' : '';
  const found = await tx.sql<StoredMail[]>`
    SELECT m.id, m.content_id, m.size, m.sha256, ${() => LINKED_BYTES} AS linked FROM message m JOIN delivery d ON d.id = m.id
    WHERE ${() => dueMails(before)} ORDER BY m.id LIMIT ${MOST_AT_ONCE} ${() => lock}`;
  // A sum of integers is a text on PostgreSQL.
  const mails = upToBytes(found.map((mail) => ({ ...mail, bytes: mail.size + Number(mail.linked) })));
  if (mails.length === 0) return 0;
  await deleteContents(tx, mails);
  await deleteLinked(tx, idsOf(mails));
  // The Bcc header is of the copy in Sent Items only; who got the e-mail stands in its recipients.
  await tx.sql`
    UPDATE message SET content_id = NULL, bcc_header = NULL, purged_at = ${now} WHERE id IN (${() => idsOf(mails)})`;
  await tell(tx, mails, { what: 'content', now, days });
  return mails.length;
}

/** The same for uploaded files. */
export async function purgeFiles(tx: Tx, { before, now, days }: Purge): Promise<number> {
  const lock = isPostgres(tx) ? 'FOR UPDATE OF f SKIP LOCKED' : '';
  const found = await tx.sql<Stored[]>`
    SELECT f.id, f.content_id, f.size, f.sha256 FROM file f
    WHERE ${() => dueFiles(before)} ORDER BY f.id LIMIT ${MOST_AT_ONCE} ${() => lock}`;
  const files = upToBytes(found);
  if (files.length === 0) return 0;
  await deleteContents(tx, files);
  await tx.sql`UPDATE file SET purged_at = ${now} WHERE id IN (${() => idsOf(files)})`;
  await tell(tx, files, { what: 'file', now, days });
  return files.length;
}

/** Received messages: what they say goes, and who wrote them; when they came and what they were about stays. */
export async function purgeReceived(tx: Tx, { before }: Purge): Promise<number> {
  const lock = isPostgres(tx) ? 'FOR UPDATE OF b SKIP LOCKED' : '';
  const found = await tx.sql<Omit<Stored, 'sha256'>[]>`
    SELECT b.id, b.content_id, b.size FROM inbound_message b
    WHERE ${() => dueReceived(before)} ORDER BY b.content_id LIMIT ${MOST_AT_ONCE} ${() => lock}`;
  const messages = upToBytes(found);
  if (messages.length === 0) return 0;
  await deleteContents(tx, messages);
  const ids = messages.map(({ id }) => id);
  await tx.sql`
    UPDATE inbound_message SET content_id = NULL, subject = NULL, from_address = NULL, parsed = NULL, search_text = NULL WHERE id IN (${() => ids})`;
  return messages.length;
}

/** `bytes`: where more than the row itself goes. */
export function upToBytes<T extends { size: number; bytes?: number }>(rows: readonly T[]): T[] {
  let total = 0;
  return rows.filter(({ size, bytes = size }, index) => {
    total += bytes;
    return index === 0 || total <= MOST_BYTES;
  });
}

/** The files that the mails have as links; what became of the links stays. */
async function deleteLinked(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.sql`
    DELETE FROM content WHERE id IN (SELECT content_id FROM mail_link WHERE message_id IN (${() => [...ids]}))`;
  await tx.sql`UPDATE mail_link SET content_id = NULL WHERE message_id IN (${() => [...ids]})`;
}

export async function deleteContents(tx: Tx, rows: readonly { content_id: string }[]): Promise<void> {
  await tx.sql`DELETE FROM content WHERE id IN (${() => rows.map(({ content_id: id }) => id)})`;
}

async function tell(tx: Tx, rows: readonly Stored[], of: { what: string; now: number; days: number }): Promise<void> {
  await insertProof(
    tx,
    rows.map(({ id, size, sha256 }) => ({
      subject: id,
      kind: 'purge',
      at: of.now,
      data: { what: of.what, days: of.days, size, sha256 },
    })),
  );
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
