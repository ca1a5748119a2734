import type { Tx } from '../../src/store/transaction.ts';

/** How one e-mail stands whose end makes something happen. */
export interface FollowedMail {
  id: string;
  /** with angle brackets; null: it was never completed */
  messageId: string | null;
  /** a delivery state */
  state: string;
  /** by the guard, where it is cancelled */
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
  recipients: { address: string; state: string; code: number | null; response: string | null }[];
}

/** What rules ask of the outbox about the ends of e-mails; src/outbox/ended has it, the composition root hands it over. */
export interface EndedMails {
  /** ids of the outcomes that have something to be told */
  listUntold(manager: Tx, most: number): Promise<string[]>;
  /** ids of the mails whose ends are told with this transaction; empty: another process was first */
  take(tx: Tx, outcomeId: string): Promise<string[]>;
  listMails(manager: Tx, outcomeId: string): Promise<FollowedMail[]>;
  /** a line in the history of each mail */
  note(tx: Tx, ids: readonly string[], line: { verdict: string; detail: string; at: number }): Promise<void>;
}
