import { newId } from '../../src/sdk/index.ts';
import type { EventRow } from '../../src/store/tables/event.table.ts';
import type { MailOutcomeRow } from '../../src/store/tables/mail-outcome.table.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import type { PlannableAction } from '../plan-rule.ts';

interface Of {
  event: EventRow;
  instanceId?: string | undefined;
  branch?: { depth: number } | undefined;
}

/** What follows when the mails of this action end, as the rule says it now. Undefined: nothing. */
export function outcomeOfAction(
  { event, instanceId, branch }: Of,
  { id: ruleId, name: ruleName }: RuleRow,
  action: PlannableAction,
): MailOutcomeRow | undefined {
  const fields = instanceId === undefined ? {} : (action.outcome?.fields ?? {});
  const failureRule = action.onFailure?.rule ?? null;
  if (Object.keys(fields).length === 0 && failureRule === null) return undefined;
  return {
    ...{ id: newId(event.createdAt), eventId: event.id, ruleId, ruleName },
    instanceId: instanceId ?? null,
    ...{ fields: { ...fields }, failureRule, depth: branch?.depth ?? 0, branchedAt: null, createdAt: event.createdAt },
  };
}
