import { AppError } from '../sdk/index.ts';
import { getDraft, updateDraft } from './draft.store.ts';
import type { DraftDeps } from './draft-deps.ts';
import { type DraftAsked, type DraftView, viewOfDraft } from './drafts.ts';
import { markTask, taskOfDraft } from './tasks/task-mail.ts';

/**
 * Takes the e-mail out of the outbox and gives the draft back, in one transaction. One that failed comes back to be mended.
 * STATE once it is on its way.
 */
export async function undoDraft(deps: DraftDeps, { id, caller }: DraftAsked): Promise<DraftView> {
  const row = await deps.store.write(async (tx) => {
    const before = await getDraft(tx, id, caller.id, 'lock');
    if (before.state === 'open' || before.messageId === null) return before;
    const late = await deps.outbox.takeBack(tx, before.messageId, caller.name);
    if (late !== undefined) {
      throw new AppError('STATE', 'It is too late to take this e-mail back: it is on its way, or was sent.', {
        details: { state: late },
      });
    }
    const [sent] = await tx.sql<{ message_id: string }[]>`
      SELECT message_id FROM message WHERE id = ${before.messageId}`;
    if (sent && before.mailboxId !== null) {
      await deps.received.leaves(tx, { mailboxId: before.mailboxId, messageId: sent.message_id });
    }
    const task = await taskOfDraft(deps, tx, id);
    if (task !== undefined) {
      // The rule's outcome waits for the e-mail that is sent in the end.
      await tx.sql`UPDATE message SET outcome_id = NULL WHERE id = ${before.messageId}`;
      await tx.sql`UPDATE delivery SET told_state = NULL WHERE id = ${before.messageId}`;
      await markTask(tx, task.row, { from: 'sent', to: 'taken', at: deps.clock.now() });
    }
    const change = {
      state: 'open',
      ...{ messageId: null, sentAt: null, round: before.round + 1 },
      changedAt: deps.clock.now(),
    } as const;
    await updateDraft(tx, before, change);
    return { ...before, ...change, version: before.version + 1 };
  });
  return viewOfDraft(deps, row);
}
