import type { Trigger } from '../../schemas/rule.gen.ts';
import type { Finding } from '../../src/sdk/index.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import { allActions } from '../rows/all-actions.ts';
import { triggerKeyOf } from '../trigger.ts';

interface Of {
  id: string | undefined;
  name: string;
  trigger: Trigger;
  rules: readonly RuleRow[];
}

/**
 * Fields that this action uses and that the e-mail of another rule of the same trigger fills only when it has ended: too late for
 * this one, wherever it stands in the list. `facts`: dot paths that the action looks at.
 */
export function checkFilledLater({ id, name, trigger, rules }: Of, facts: readonly string[], at: string): Finding[] {
  const used = new Set(facts.map((path) => path.split('.')[0] ?? ''));
  const key = triggerKeyOf(trigger);
  const others = rules.filter(
    (rule) => rule.triggerKey === key && rule.id !== id && rule.name !== name && rule.enabled,
  );
  return others.flatMap((other) => {
    const late = [...new Set(fieldsFilledBy(other))].filter((field) => used.has(field));
    return late.map((field): Finding => {
      const message = `"${field}" is filled when the e-mail of the rule "${other.name}" has ended. This e-mail is made before that: it has the value of before.`;
      return { level: 'warning', path: `${at}/params`, message };
    });
  });
}

function fieldsFilledBy(rule: RuleRow): string[] {
  return allActions(rule).flatMap(({ outcome }) => Object.values(outcome?.fields ?? {}));
}
