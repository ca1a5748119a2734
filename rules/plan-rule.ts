import type { RuleInput } from '../schemas/rule.gen.ts';
import {
  type ActionContext,
  AppError,
  type HeldMail,
  type JsonObject,
  type JsonSchema,
  type PlannedMail,
} from '../src/sdk/index.ts';
import type { RuleDeps } from './rule-deps.ts';

/** What an action does, and what follows from the end of its mails. */
export type PlannableAction = Partial<Omit<RuleInput['actions'][number], 'action' | 'params'>> & {
  action: string;
  params: unknown;
};

/** A rule as far as planning needs it: stored, or as it stands in the editor. */
export interface PlannableRule {
  id: string;
  name: string;
  actions: PlannableAction[];
}

export interface PlannedAction {
  index: number;
  mails: (PlannedMail | HeldMail)[];
}

/** What the actions of a rule would do, in their order. */
export async function planRule(
  { deps, context, preview }: { deps: RuleDeps; context: ActionContext; preview?: boolean },
  rule: PlannableRule,
  facts: JsonObject,
  factsSchema: JsonSchema | undefined,
): Promise<PlannedAction[]> {
  const planned: PlannedAction[] = [];
  for (const [index, { action: name, params }] of rule.actions.entries()) {
    const action = deps.actions.get(name);
    if (action === undefined)
      throw new AppError('STATE', `The rule "${rule.name}" uses the action "${name}", which is not installed.`);
    const input = {
      ruleId: rule.id,
      ruleName: rule.name,
      facts,
      factsSchema,
      at: deps.clock.now(),
      zone: deps.zone,
      ...(preview && { preview }),
    };
    planned.push({ index, mails: await action.plan(params, input, context) });
  }
  return planned;
}
