import type { ForEach } from '../../schemas/rule.gen.ts';
import type { PlannableAction } from '../plan-rule.ts';

/** Every action of a rule: before the rows, of the rows, after them. */
export function allActions(rule: { actions: unknown; forEach?: unknown }): PlannableAction[] {
  const { before = [], after = [] } = (rule.forEach ?? {}) as Partial<ForEach>;
  return [...before, ...(rule.actions as PlannableAction[]), ...after];
}
