import type { Tx } from './transaction.ts';

/** Somebody else who writes an answer to a message at the moment. */
export interface Answering {
  /** the message */
  messageId: string;
  name: string;
  /** when the answer was begun */
  since: number;
  /** when it was changed last */
  changedAt: number;
}

/** Whoever has not touched an answer for this long is not writing it any more. */
const ANSWERING_MS = 15 * 60_000;

/** The others who write answers to these messages, those who began first at the beginning; one line for each person and message. */
export async function othersAnswering(
  read: Tx,
  { messages, notBy, now }: { messages: readonly string[]; notBy: string; now: number },
): Promise<Answering[]> {
  if (messages.length === 0) return [];
  const rows = await read.sql<{ id: string; name: string; since: number | string; changed: number | string }[]>`
    SELECT answers_id AS id, owner_name AS name, MIN(created_at) AS since, MAX(changed_at) AS changed FROM draft
    WHERE answers_id IN (${() => [...messages]}) AND changed_at > ${now - ANSWERING_MS} AND state = 'open'
      AND kind <> 'forward' AND owner_id <> ${notBy}
    GROUP BY answers_id, owner_id, owner_name ORDER BY MIN(created_at)`;
  return rows.map((row) => ({
    ...{ messageId: row.id, name: row.name },
    ...{ since: Number(row.since), changedAt: Number(row.changed) },
  }));
}
