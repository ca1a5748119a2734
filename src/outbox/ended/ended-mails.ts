import { newId } from '../../sdk/index.ts';
import { insertRows, returned } from '../../store/sql.ts';
import { type DeliveryState, type RecipientState, UNTOLD } from '../../store/tables/delivery.table.ts';
import type { Tx } from '../../store/transaction.ts';

/** How one e-mail stands whose end makes something happen. */
export interface FollowedMail {
  id: string;
  /** with angle brackets; null: it was never completed */
  messageId: string | null;
  state: DeliveryState;
  /** captured by the guard, where it is cancelled */
  captured: boolean;
  /** by its performer, where it is cancelled */
  declined: boolean;
  /** somebody who got it complained about it */
  complained: boolean;
  /** why it is in this state, in words */
  detail: string;
  /** the last reply code of its mail server */
  code: number | null;
  /** since when, epoch ms */
  at: number;
  recipients: { address: string; state: RecipientState; code: number | null; response: string | null }[];
}

/** What rules ask about the ends of e-mails. An end stays untold until the transaction that follows from it is committed. */
export interface EndedMails {
  /** ids of the outcomes that have something to be told */
  listUntold(manager: Tx, most: number): Promise<string[]>;
  /** the mails of an outcome whose ends are told with this transaction; empty: another process was first */
  take(tx: Tx, outcomeId: string): Promise<string[]>;
  listMails(manager: Tx, outcomeId: string): Promise<FollowedMail[]>;
  /** a line in the history of each mail */
  note(tx: Tx, ids: readonly string[], line: { verdict: string; detail: string; at: number }): Promise<void>;
}

export const endedMails: EndedMails = { listUntold, take, listMails, note };

/** Asked every moment: the index delivery_untold has only what is to be told. */
async function listUntold(manager: Tx, most: number): Promise<string[]> {
  const rows = await manager.sql<{ outcome_id: string }[]>`
    SELECT DISTINCT m.outcome_id FROM (SELECT id FROM delivery WHERE ${() => UNTOLD} LIMIT ${most}) d
    JOIN message m ON m.id = d.id WHERE m.outcome_id IS NOT NULL`;
  return rows.map((row) => row.outcome_id);
}

async function take(tx: Tx, outcomeId: string): Promise<string[]> {
  const rows = returned<{ id: string }>(
    await tx.sql`
      UPDATE delivery SET told_state = state, told_at = updated_at
      WHERE ${() => UNTOLD} AND id IN (SELECT id FROM message WHERE outcome_id = ${outcomeId}) RETURNING id`,
  );
  return rows.map(({ id }) => id);
}

interface Line {
  id: string;
  message_id: string;
  size: number;
  state: DeliveryState;
  held_reason: string | null;
  complained: boolean | number;
  detail: string;
  code: number | null;
  updated_at: number | string;
  address: string | null;
  recipient_state: RecipientState;
  recipient_code: number | null;
  response: string | null;
}

/** In the order in which they were made; without those that another one was sent in the place of. */
async function listMails(manager: Tx, outcomeId: string): Promise<FollowedMail[]> {
  const lines = await manager.sql<Line[]>`
    SELECT m.id, m.message_id, m.size, d.state, d.held_reason, d.detail, d.code, d.updated_at,
      EXISTS (SELECT 1 FROM attempt a WHERE a.delivery_id = m.id AND a.kind = 'report' AND a.verdict = 'complained')
        AS complained,
      r.address, r.state AS recipient_state, r.code AS recipient_code, r.response
    FROM message m JOIN delivery d ON d.id = m.id LEFT JOIN recipient r ON r.delivery_id = m.id
    WHERE m.outcome_id = ${outcomeId} AND d.told_state IS NOT NULL ORDER BY m.id, r.position`;
  const mails = new Map<string, FollowedMail>();
  for (const line of lines) {
    const mail = mails.get(line.id) ?? followed(line);
    mails.set(line.id, mail);
    if (line.address === null) continue;
    const { address, recipient_state: state, recipient_code: code, response } = line;
    mail.recipients.push({ address, state, code, response });
  }
  return [...mails.values()];
}

function followed(line: Line): FollowedMail {
  return {
    id: line.id,
    messageId: line.size === 0 ? null : line.message_id,
    state: line.state,
    captured: line.held_reason === 'guard',
    declined: line.held_reason === 'declined',
    complained: Boolean(line.complained),
    detail: line.detail,
    code: line.code,
    at: Number(line.updated_at),
    recipients: [],
  };
}

async function note(
  tx: Tx,
  ids: readonly string[],
  { verdict, detail, at }: { verdict: string; detail: string; at: number },
): Promise<void> {
  await insertRows(
    tx,
    'attempt',
    ids.map((id) => ({ id: newId(at), delivery_id: id, kind: 'rule', started_at: at, ms: 0, verdict, detail })),
  );
}
