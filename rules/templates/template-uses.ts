import type { ActionContext } from '../../src/sdk/index.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import { findForm } from '../forms/form.store.ts';
import { schemaOfTrigger } from '../instances/instance-facts.ts';
import { listRules } from '../rule.store.ts';
import { actionContext, type RuleDeps } from '../rule-deps.ts';
import { getTemplate } from './template.store.ts';
import { usersOf } from './template-draft.ts';

/** Ids of the library's templates that the actions of a rule name. */
export function templatesOfRule({ actions }: Pick<RuleDeps, 'actions'>, rule: Pick<RuleRow, 'actions'>): string[] {
  return rule.actions.flatMap(({ action, params }) => {
    const id = actions.get(String(action))?.templateOf?.(params);
    return id === undefined ? [] : [id];
  });
}

/** The rules whose e-mails are made of a template, a layout or a part. */
export async function rulesOfTemplate(deps: RuleDeps, id: string): Promise<RuleRow[]> {
  const users = await usersOf(deps.store.read, id);
  const ids = [id, ...users.map((user) => user.id)];
  const rules = await listRules(deps.store.read);
  return rules.filter((rule) => templatesOfRule(deps, rule).some((one) => ids.includes(one)));
}

export async function usesOfTemplate(deps: RuleDeps, id: string) {
  await getTemplate(deps.store.read, id);
  const context = await actionContext(deps, null);
  const rules = [];
  for (const rule of await rulesOfTemplate(deps, id)) {
    rules.push({ id: rule.id, name: rule.name, problems: await templateProblems(deps, context, rule) });
  }
  const users = await usersOf(deps.store.read, id);
  return { rules, templates: users.map((user) => ({ id: user.id, name: user.name, kind: user.kind })) };
}

/** The rules that a change of a template, or of a form, has broken. */
export async function brokenRules(deps: RuleDeps): Promise<{ ruleId: string; problems: string[] }[]> {
  const context = await actionContext(deps, null);
  const broken = [];
  for (const rule of await listRules(deps.store.read)) {
    if (templatesOfRule(deps, rule).length === 0) continue;
    const problems = await templateProblems(deps, context, rule);
    if (problems.length > 0) broken.push({ ruleId: rule.id, problems });
  }
  return broken;
}

/** What its templates name and its form does not have, and why they cannot be put together. */
async function templateProblems(deps: RuleDeps, context: ActionContext, rule: RuleRow): Promise<string[]> {
  const { form: formId, kind } = rule.trigger;
  const form = typeof formId === 'string' ? await findForm(deps.store.read, formId) : undefined;
  const schema = schemaOfTrigger(kind, form);
  const problems: string[] = [];
  for (const { action: name, params } of rule.actions) {
    const action = deps.actions.get(String(name));
    if (action?.templateOf?.(params) === undefined) continue;
    const findings = await action.check(params, context, schema);
    problems.push(
      ...findings
        .filter(({ level, path }) => level === 'error' && /^\/(template|subject|html)$/.test(path))
        .map(({ message }) => message),
    );
  }
  return [...new Set(problems)];
}
