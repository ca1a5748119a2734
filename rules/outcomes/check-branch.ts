import type { RuleInput, Trigger } from '../../schemas/rule.gen.ts';
import type { Finding } from '../../src/sdk/index.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import { allActions } from '../rows/all-actions.ts';
import { formOf } from '../trigger.ts';

type Action = RuleInput['actions'][number];

/** Who is meant by an id or a name; a sentence where that is nobody or several. */
export function findNamedRule(rules: readonly RuleRow[], named: string): RuleRow | string {
  const byId = rules.find(({ id }) => id === named);
  if (byId !== undefined) return byId;
  const [one, ...more] = rules.filter(({ name }) => name === named.trim());
  if (one === undefined) return `There is no rule with the id or name "${named}".`;
  return more.length === 0 ? one : `There are ${more.length + 1} rules with the name "${named}"; give the id of one.`;
}

interface Of {
  /** of the rule that is checked; undefined for a new one */
  id: string | undefined;
  trigger: Trigger;
  rules: readonly RuleRow[];
}

/** Whether the rule for a failure is one that can run with the same facts. `at`: JSON pointer to the action. */
export function checkBranch({ id, trigger, rules }: Of, { onFailure }: Action, at: string): Finding[] {
  if (onFailure === undefined) return [];
  const path = `${at}/onFailure/rule`;
  const error = (message: string): Finding[] => [{ level: 'error', path, message }];
  const target = findNamedRule(rules, onFailure.rule);
  if (typeof target === 'string') return error(target);
  if (target.id === id) return error('A rule cannot run because it failed itself; choose another one.');
  const form = formOf(trigger);
  if ((target.trigger['form'] ?? null) !== (form ?? null)) {
    const own = form === undefined ? 'no form' : 'this form';
    return error(`The rule "${target.name}" is not one of ${own}: it would not find its fields. Choose one of ${own}.`);
  }
  const circle = id === undefined ? undefined : circleFrom(rules, target, id);
  if (circle !== undefined)
    return error(`These rules would run one after the other without end: ${circle.join(', ')}.`);
  if (target.enabled) return [];
  return [{ level: 'warning', path, message: `The rule "${target.name}" is switched off: it does not run.` }];
}

/** Names of the rules from the target back to the rule with this id. */
function circleFrom(rules: readonly RuleRow[], target: RuleRow, id: string): string[] | undefined {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const open: { rule: RuleRow; names: string[] }[] = [{ rule: target, names: [target.name] }];
  const seen = new Set<string>();
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (next.rule.id === id) return next.names;
    if (seen.has(next.rule.id)) continue;
    seen.add(next.rule.id);
    for (const branch of branchesOf(next.rule)) {
      const rule = byId.get(branch);
      if (rule !== undefined) open.push({ rule, names: [...next.names, rule.name] });
    }
  }
  return undefined;
}

/** Ids of the rules that run when this one fails. */
export function branchesOf(rule: Pick<RuleRow, 'actions' | 'forEach'>): string[] {
  return allActions(rule).flatMap(({ onFailure }) => onFailure?.rule ?? []);
}
