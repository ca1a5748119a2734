import { idPrefix } from '../sdk/index.ts';
import type { Tx } from './transaction.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Removes content that nothing names: a crash came between storing the pieces of a large mail and its rows. Looks at
 * what is one to eight days old, by the time in the ids (RFC 9562, section 5.7); younger content may still get its rows.
 */
export async function sweepContent(tx: Tx, now: number): Promise<void> {
  const from = idPrefix(now - 8 * DAY_MS);
  const to = idPrefix(now - DAY_MS);
  await tx.sql`
    DELETE FROM content WHERE id >= ${from} AND id < ${to}
      AND id NOT IN (SELECT content_id FROM message WHERE content_id IS NOT NULL)
      AND id NOT IN (SELECT content_id FROM mail_link WHERE content_id IS NOT NULL)
      AND id NOT IN (SELECT content_id FROM file)
      AND id NOT IN (SELECT content_id FROM run_file WHERE content_id IS NOT NULL)
      AND id NOT IN (SELECT content_id FROM inbound_message WHERE content_id IS NOT NULL)
      AND id NOT IN (SELECT content_id FROM run_document WHERE content_id IS NOT NULL)`;
}
