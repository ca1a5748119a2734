import { type Action, type RuleInput, ruleInputSchema } from '../schemas/rule.gen.ts';
import { findProblems } from '../src/schema/validator.ts';
import { type ActionContext, AppError, type Finding, type JsonSchema } from '../src/sdk/index.ts';
import { checkConsent } from './check-consent.ts';
import { checkTrigger } from './check-trigger.ts';
import { checkConditions } from './conditions/check-conditions.ts';
import { findForm } from './forms/form.store.ts';
import { schemaOfTrigger } from './instances/instance-facts.ts';
import { checkBranch } from './outcomes/check-branch.ts';
import { checkFilledLater } from './outcomes/check-later.ts';
import { checkOutcome } from './outcomes/check-outcome.ts';
import { checkMailbox } from './received/check-mailbox.ts';
import { withSender } from './received/with-sender.ts';
import { checkRows } from './rows/check-rows.ts';
import { schemaOfRow } from './rows/row-facts.ts';
import { listRules } from './rule.store.ts';
import { actionContext, type RuleDeps } from './rule-deps.ts';
import { formOf } from './trigger.ts';

/**
 * Everything that is wrong or doubtful with a rule of this author; nothing is stored. Paths are JSON pointers into the rule.
 * `id`: of the rule that is changed.
 */
export async function checkRule(deps: RuleDeps, input: unknown, author: string, id?: string): Promise<Finding[]> {
  const problems = findProblems(ruleInputSchema, input);
  if (problems.length > 0) return problems.map((problem) => ({ ...problem, level: 'error' }));
  const rule = withSender(input as RuleInput);
  const { trigger, conditions, forEach, name } = rule;
  const formId = formOf(trigger);
  const form = formId === undefined ? undefined : await findForm(deps.store.read, formId);
  const findings: Finding[] = [];
  if (name.trim() === '') findings.push({ level: 'error', path: '/name', message: 'The name cannot be empty.' });
  if (formId !== undefined && form === undefined) {
    findings.push({ level: 'error', path: '/trigger/form', message: 'There is no form with this id.' });
  }
  findings.push(...checkTrigger(trigger, form));
  if (trigger.kind === 'email-received') findings.push(...(await checkMailbox(deps, rule, trigger, author)));
  const schema = schemaOfTrigger(trigger.kind, form, 'event' in trigger ? trigger.event : undefined);
  for (const problem of checkConditions(conditions ?? {}, schema, '/conditions'))
    findings.push({ ...problem, level: 'error' });
  const context = await actionContext(deps, author);
  const among = { id, name: name.trim(), trigger, rules: await listRules(deps.store.read) };
  if (forEach !== undefined) findings.push(...checkRows(forEach, schema));
  const placed = placedActions(rule, schema);
  findings.push(...(await checkConsent(deps, context, { placed, id })));
  for (const { action, at, schema: seen } of placed) {
    const ofMail = await checkAction({ deps, context, schema: seen }, action, at);
    findings.push(...ofMail, ...checkOutcome(trigger, form, action, at), ...checkBranch(among, action, at));
    // What cannot be read names no fields.
    if (!ofMail.some(({ level }) => level === 'error'))
      findings.push(...checkFilledLater(among, factsOf(deps, action), at));
  }
  return findings;
}

/** Each action with its JSON pointer and what its facts fit. */
function placedActions({ actions, forEach }: RuleInput, schema: JsonSchema | undefined) {
  const placed = (list: readonly Action[], at: string, seen: JsonSchema | undefined) =>
    list.map((action, index) => ({ action, at: `${at}/${index}`, schema: seen }));
  if (forEach === undefined) return placed(actions, '/actions', schema);
  return [
    ...placed(actions, '/actions', schemaOfRow(schema, forEach.field)),
    ...placed(forEach.before ?? [], '/forEach/before', schema),
    ...placed(forEach.after ?? [], '/forEach/after', schema),
  ];
}

function factsOf({ actions, templates }: RuleDeps, { action, params }: RuleInput['actions'][number]): string[] {
  return actions.get(action)?.facts(params, templates) ?? [];
}

/** Throws for the errors among the findings: with their code where all have the same one. */
export function assertNoErrors(findings: Finding[]): void {
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length === 0) return;
  const codes = new Set(errors.map(({ code }) => code ?? 'VALIDATION'));
  const [code = 'VALIDATION'] = codes;
  const fields = errors.map(({ level: _, code: __, incomplete: ___, ...field }) => field);
  const [first] = fields;
  const place = first && 'line' in first ? { line: first.line, column: first.column } : {};
  throw new AppError(
    codes.size === 1 ? code : 'VALIDATION',
    [...new Set(fields.map(({ message }) => message))].join(' '),
    {
      details: { fields, ...place },
    },
  );
}

export async function checkAction(
  { deps, context, schema }: { deps: RuleDeps; context: ActionContext; schema: JsonSchema | undefined },
  { action: name, params }: RuleInput['actions'][number],
  at: string,
): Promise<Finding[]> {
  const action = deps.actions.get(name);
  if (action === undefined) {
    const message = `There is no action "${name}". There are: ${[...deps.actions.keys()].join(', ')}.`;
    return [{ level: 'error', path: `${at}/action`, message }];
  }
  const problems = findProblems(action.paramsSchema, params, `${at}/params`);
  if (problems.length > 0) return problems.map((problem) => ({ ...problem, level: 'error' }));
  const findings = await action.check(params, context, schema);
  return findings.map((finding) => ({ ...finding, path: `${at}/params${finding.path}` }));
}
