import { idPrefix } from '../sdk/index.ts';

/** What nothing will happen to any more. Instants and ids in it are our own numbers: nothing that was typed. */

/** Condition over `message m JOIN delivery d`: nothing will happen to the e-mail, and nothing has since `before`. */
export function dueMails(before: number): string {
  return `m.content_id IS NOT NULL AND m.id < '${idPrefix(before)}'
    AND d.due_at IS NULL AND d.updated_at <= ${Math.trunc(before)}
    AND NOT EXISTS (SELECT 1 FROM sent_copy s WHERE s.id = m.id AND (s.due_at IS NOT NULL OR s.updated_at > ${Math.trunc(before)}))
    AND NOT EXISTS (SELECT 1 FROM run r WHERE r.id = m.run_id AND r.state NOT IN ('finished', 'cancelled'))
    AND NOT EXISTS (SELECT 1 FROM run_item i WHERE i.message_id = m.id AND ${ASKED})`;
}

/** Of `message m`: the bytes of the files that it has as links. */
export const LINKED_BYTES =
  '(SELECT COALESCE(SUM(l.size), 0) FROM mail_link l WHERE l.message_id = m.id AND l.content_id IS NOT NULL)';

/** Over `file f`. The bytes are in the e-mails that were made with it; a rule that names it needs it again. */
export function dueFiles(before: number): string {
  return `f.purged_at IS NULL AND f.id < '${idPrefix(before)}' AND f.sha256 <> ''
    AND NOT EXISTS (SELECT 1 FROM rule u WHERE u.actions LIKE '%' || f.id || '%' OR u.for_each LIKE '%' || f.id || '%')`;
}

/** Over `inbound_message b`: it was looked at, and stored before. Ids of contents are ordered by time, too. */
export function dueReceived(before: number): string {
  return `b.content_id IS NOT NULL AND b.content_id < '${idPrefix(before)}' AND b.state <> 'stored'`;
}

/** Over `run r`: it has ended, and nobody is asked whether something of it goes to another address. */
export function dueRuns(before: number): string {
  return `r.state IN ('finished', 'cancelled') AND r.purged_at IS NULL AND r.finished_at <= ${Math.trunc(before)}
    AND NOT EXISTS (SELECT 1 FROM run_item i WHERE i.run_id = r.id AND ${ASKED})`;
}

const ASKED = `i.redirect IS NOT NULL AND i.redirect <> 'null'`;
