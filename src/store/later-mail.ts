import { AppError } from '../sdk/index.ts';
import type { Tx } from './transaction.ts';

/** As SQL over delivery `l`: the person has the mail, or may still get it. What went to the address of a guard does not count. */
const COUNTS = `l.state NOT IN ('failed', 'cancelled')
  AND NOT (l.redirected_to IS NOT NULL AND l.state IN ('accepted', 'bounced'))`;

/**
 * As SQL from message `me`: of a mail and the copies that persons sent of it another one, `l`, that is on its way, or left after
 * this one was made.
 */
const OTHER_OF_IT = `message me JOIN message c ON c.copy_of = COALESCE(me.copy_of, me.id) OR c.id = me.copy_of
  JOIN delivery l ON l.id = c.id AND l.id <> me.id AND ${COUNTS}
    AND (l.accepted_at IS NULL OR l.accepted_at >= me.created_at)`;
/** As SQL over delivery `d`: there is such a one. */
const SENT_AGAIN = `EXISTS (SELECT 1 FROM ${OTHER_OF_IT} WHERE me.id = d.id)`;

/**
 * As SQL over delivery `d`: a mail that was made later, in another payroll run, for the same person, rule and period was sent
 * or may still be. Ids are ordered by time. It is asked anew each time: the later run may be cancelled.
 */
const SENT_BY_RUN = `EXISTS (SELECT 1 FROM run_item mine
  JOIN run_item other ON other.occasion = mine.occasion JOIN delivery l ON l.id = other.message_id
  WHERE mine.message_id = d.id AND l.id > d.id AND ${COUNTS})`;

/** As SQL over delivery `d`: tried again, its person would get it twice. */
export const SENT_LATER = `(${SENT_BY_RUN} OR ${SENT_AGAIN})`;

/** By the id of the mail: the newest run that sends, or sent, a later one. */
export async function laterRuns(
  read: Tx,
  mailIds: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  if (mailIds.length === 0) return new Map();
  const rows = await read.sql<{ mail: string; id: string; name: string }[]>`
    SELECT mine.message_id AS mail, r.id, r.name FROM run_item mine
      JOIN run_item other ON other.occasion = mine.occasion JOIN delivery l ON l.id = other.message_id
      JOIN run r ON r.id = other.run_id
    WHERE mine.message_id IN (${() => [...mailIds]}) AND l.id > mine.message_id AND ${() => COUNTS} ORDER BY l.id`;
  return new Map(rows.map(({ mail, id, name }) => [mail, { id, name }]));
}

/** The other one of a mail and its copies that is on its way, or left; `but`: one that is just being made. */
async function findSentAgain(read: Tx, mailId: string, but = ''): Promise<string | undefined> {
  const rows = await read.sql<{ id: string }[]>`
    SELECT l.id FROM ${() => OTHER_OF_IT} WHERE me.id = ${mailId} AND l.id <> ${but} ORDER BY l.id DESC LIMIT 1`;
  return rows[0]?.id;
}

/** STATE where it was sent again by hand, or a later run sends it: trying this one again, too, would send it twice. */
export async function assertNotSentLater(read: Tx, mailId: string, but?: string): Promise<void> {
  const again = await findSentAgain(read, mailId, but);
  if (again !== undefined) {
    const message = `It was sent again, as ${again}: tried again now, its person would get it twice. Go on with that one.`;
    throw new AppError('STATE', message, { details: { id: again } });
  }
  const later = (await laterRuns(read, [mailId])).get(mailId);
  if (later === undefined) return;
  throw new AppError(
    'STATE',
    `The later run "${later.name}" has an e-mail for this person and period. To try this one instead, cancel that run before it is sent.`,
  );
}
