import type { DraftDeps } from './draft-deps.ts';

const DAY_MS = 24 * 60 * 60_000;
const SOME = 200;

/**
 * Deletes what is over: drafts whose e-mail left a day ago (until then asking to send again answers it), and those that
 * nobody has touched for as long as the retention setting keeps what e-mails say. Answers how many.
 */
export async function sweepDrafts({ store, clock, contentDays }: DraftDeps): Promise<number> {
  const now = clock.now();
  const days = await contentDays();
  const forgotten = days === null ? 0 : now - days * DAY_MS;
  const rows = await store.read.sql<{ id: string }[]>`
    SELECT f.id FROM draft f LEFT JOIN delivery d ON d.id = f.message_id
    WHERE f.changed_at <= ${now - DAY_MS} AND (
      (f.state = 'sent' AND (d.state IS NULL OR d.state IN ('accepted', 'bounced')))
      OR (f.changed_at <= ${forgotten} AND (d.state IS NULL OR d.due_at IS NULL)))
    ORDER BY f.changed_at LIMIT ${SOME}`;
  // Of a task that was sent and whose draft is over, the content is in the outbox.
  await store.write(
    (tx) => tx.sql`
      UPDATE mail_task SET content = NULL WHERE content IS NOT NULL AND state = 'sent' AND changed_at <= ${now - DAY_MS}
        AND NOT EXISTS (SELECT 1 FROM draft f WHERE f.id = mail_task.id)`,
  );
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  await store.write((tx) => tx.sql`DELETE FROM draft WHERE id IN (${() => ids}) AND changed_at <= ${now - DAY_MS}`);
  return rows.length;
}
