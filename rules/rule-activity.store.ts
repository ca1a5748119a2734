import type { Store } from '../src/store/store.ts';

export interface RuleActivity {
  ruleId: string;
  lastSentAt: number | null;
  /** accepted by the mail server in the last seven days, by the time the e-mail was made */
  sent7d: number;
  /** failed or bounced, of the same time */
  failed7d: number;
}

/** A count stops here: nobody reads more from a list, and a rule may well send a million. */
export const MOST_COUNTED = 10_000;
const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * Reads the index message_rule (rule_id, id) and, of what it finds, deliveries by their id; never a whole table. Ids are
 * ordered by time (UUID version 7): the first of the week is a place in the index. Test mails do not count.
 */
export async function listRuleActivity({ read }: Pick<Store, 'read'>, now: number): Promise<RuleActivity[]> {
  const rows = await read.query<Row[]>(activityQuery(now));
  return rows.map(({ id, last_sent, sent, failed }) => ({
    ruleId: id,
    lastSentAt: last_sent === null ? null : Number(last_sent),
    sent7d: Number(sent),
    failed7d: Number(failed),
  }));
}

interface Row {
  id: string;
  last_sent: number | string | null;
  sent: number | string;
  failed: number | string;
}

/** The delivery is asked for by its id, mail by mail: as a join, PostgreSQL may read the whole table of deliveries. */
export function activityQuery(now: number): string {
  const since = firstIdAt(now - WEEK_MS);
  const mails = `FROM message m WHERE m.rule_id = r.id AND m.cause <> 'test'`;
  const of = (column: string) => `(SELECT d.${column} FROM delivery d WHERE d.id = m.id)`;
  const count = (states: string) => `(SELECT COUNT(*) FROM (
      SELECT 1 ${mails} AND m.id >= '${since}' AND ${of('state')} IN (${states}) LIMIT ${MOST_COUNTED}) c)`;
  return `
    SELECT r.id,
      (SELECT ${of('accepted_at')} ${mails} AND ${of('accepted_at')} IS NOT NULL ORDER BY m.id DESC LIMIT 1) AS last_sent,
      ${count("'accepted'")} AS sent, ${count("'failed', 'bounced'")} AS failed
    FROM rule r ORDER BY r.trigger_key, r.position, r.id`;
}

/** Not above any id that was made at this time or later. */
function firstIdAt(at: number): string {
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
