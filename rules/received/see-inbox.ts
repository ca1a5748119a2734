import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

/**
 * Has the inbox of a rule that is switched on read at once: from then on our own order of what comes in decides, and
 * no longer the clock of its server. One whose server refuses us keeps its pause.
 */
export async function seeInbox(tx: Tx, { trigger, enabled }: RuleRow, now: number): Promise<void> {
  if (trigger['kind'] !== 'email-received' || !enabled) return;
  await tx.sql`
    UPDATE mailbox SET due_at = ${now}
    WHERE id = ${String(trigger['mailbox'])} AND due_at > ${now} AND read <> 'off' AND state <> 'failed'`;
}
