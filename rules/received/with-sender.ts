import type { Action, RuleInput } from '../../schemas/rule.gen.ts';

const LISTS = ['to', 'cc', 'bcc'];

/** What a rule on received e-mail sends goes to who wrote, where the rule says nobody. */
export function withSender<R extends Pick<RuleInput, 'trigger' | 'actions'>>(rule: R): R {
  if (rule.trigger.kind !== 'email-received') return rule;
  return { ...rule, actions: rule.actions.map(actionWithSender) };
}

function actionWithSender(action: Action): Action {
  const params: Record<string, unknown> = { ...action.params };
  const isSaid = LISTS.some((list) => Array.isArray(params[list]) && params[list].length > 0);
  return isSaid ? action : { ...action, params: { ...params, to: [{ field: 'email.from' }] } };
}
