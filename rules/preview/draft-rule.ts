import { type ForEach, type RuleInput, ruleInputSchema, type Trigger } from '../../schemas/rule.gen.ts';
import type { RulePreviewInput } from '../../schemas/rule-preview.gen.ts';
import { findProblems } from '../../src/schema/validator.ts';
import { type ActionContext, type Finding, invalid, type JsonSchema } from '../../src/sdk/index.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import { assertNoErrors, checkAction } from '../check-rule.ts';
import { checkConditions } from '../conditions/check-conditions.ts';
import type { Conditions } from '../conditions/conditions.ts';
import { findForm } from '../forms/form.store.ts';
import { schemaOfTrigger } from '../instances/instance-facts.ts';
import type { PlannableRows } from '../plan-rule.ts';
import { withSender } from '../received/with-sender.ts';
import { checkRows } from '../rows/check-rows.ts';
import { schemaOfRow } from '../rows/row-facts.ts';
import { getRule } from '../rule.store.ts';
import { actionContext, type RuleDeps } from '../rule-deps.ts';
import { formOf } from '../trigger.ts';

export interface DraftAction {
  action: string;
  params: unknown;
  /** its place in the rule, or before or after the rows */
  index: number;
}

export interface DraftRule {
  id: string;
  /** of a stored rule */
  version: number | undefined;
  name: string;
  /** undefined: they are not complete, so nobody can say whether it fires */
  conditions: Conditions | undefined;
  /** those that can be planned, with their place in the rule */
  actions: DraftAction[];
  /** of a rule that is repeated for each row of a table */
  forEach?: PlannableRows<DraftAction>;
  schema: JsonSchema | undefined;
  /** what is missing or doubtful */
  warnings: Finding[];
}

type Draft = NonNullable<RulePreviewInput['rule']>;

/** These are told with the mail itself: it is held, or another connector sends it. */
const PLANNED_AROUND = ['CONNECTOR_UNKNOWN', 'CONNECTOR_INACTIVE', 'FORBIDDEN'];

/**
 * What `person` can try of a rule: the one in the editor, else the stored one. What is only missing is left out and told
 * as a warning; what is wrong throws as it would when the rule is saved.
 */
export async function draftOf(
  deps: RuleDeps,
  of: Pick<RulePreviewInput, 'rule' | 'ruleId'>,
  person: string,
): Promise<DraftRule> {
  const stored = of.ruleId === undefined ? undefined : await getRule(deps.store.read, of.ruleId);
  const given = of.rule ?? draftOfRow(stored);
  const draft = isOnReceived(given) ? withSender(given) : given;
  const findings: Finding[] = [];
  const name = draft.name?.trim() ?? '';
  if (name === '') findings.push(lacking('/name', 'The name cannot be empty.'));
  const schema = await schemaOf(deps, draft.trigger, findings);
  const unclear = checkConditions(draft.conditions ?? {}, schema, '/conditions');
  findings.push(...unclear.map((problem) => ({ ...problem, level: 'error' as const })));
  const rows = rowsOfDraft(draft, schema, findings);
  const context = await actionContext(deps, person);
  const list = (given: Draft['actions'], at: string, seen: JsonSchema | undefined) =>
    actionsOf({ deps, context, findings }, given, at, seen);
  if (!draft.actions?.length) findings.push(lacking('/actions', 'The rule does nothing yet; add an action.'));
  const actions = await list(draft.actions, '/actions', rows === undefined ? schema : schemaOfRow(schema, rows.field));
  const forEach = rows && {
    ...{ field: rows.field, conditions: rows.conditions },
    before: await list(rows.before as Draft['actions'], '/forEach/before', schema),
    after: await list(rows.after as Draft['actions'], '/forEach/after', schema),
  };
  assertNoErrors(findings.filter(({ incomplete, code = '' }) => !incomplete && !PLANNED_AROUND.includes(code)));
  const conditions = unclear.length > 0 ? undefined : ((draft.conditions ?? {}) as Conditions);
  const version = of.rule === undefined ? stored?.version : undefined;
  const made = { id: stored?.id ?? '', version, name, conditions, actions, schema, warnings: findings };
  return { ...made, ...(forEach && { forEach }) };
}

function isOnReceived(draft: Draft): draft is Draft & Pick<RuleInput, 'trigger' | 'actions'> {
  return (draft.trigger as Partial<Trigger> | undefined)?.kind === 'email-received' && draft.actions !== undefined;
}

function draftOfRow(row: RuleRow | undefined): Draft {
  if (row === undefined) throw invalid([{ path: '/rule', message: 'Give a rule or the id of one.' }]);
  const { name, trigger, conditions, actions, forEach, enabled } = row;
  return { name, trigger, conditions, actions, ...(forEach && { forEach }), enabled } as Draft;
}

async function schemaOf(deps: RuleDeps, trigger: object | undefined, findings: Finding[]) {
  const schema = { ...ruleInputSchema.$defs.trigger, $defs: ruleInputSchema.$defs };
  if (trigger === undefined || findProblems(schema, trigger).length > 0) {
    findings.push(lacking('/trigger', 'Choose the form or name the event that the rule belongs to.'));
    return undefined;
  }
  const id = formOf(trigger as Trigger);
  const form = id === undefined ? undefined : await findForm(deps.store.read, id);
  if (id !== undefined && form === undefined) {
    findings.push({ level: 'error', path: '/trigger/form', message: 'There is no form with this id.' });
  }
  const { kind, event } = trigger as { kind: string; event?: string };
  return schemaOfTrigger(kind, form, event);
}

/** Undefined where it is not repeated, or nothing is chosen yet. */
function rowsOfDraft({ forEach }: Draft, schema: JsonSchema | undefined, findings: Finding[]): ForEach | undefined {
  if (forEach === undefined) return undefined;
  const of = { ...ruleInputSchema.$defs.forEach, $defs: ruleInputSchema.$defs };
  // Actions may still lack anything; they are looked at one by one.
  const { before: _, after: __, ...bare } = forEach as Partial<ForEach>;
  if (findProblems(of, bare).length > 0) {
    findings.push(lacking('/forEach/field', 'Choose the table whose rows the rule is repeated for.'));
    return undefined;
  }
  const rows = forEach as unknown as ForEach;
  findings.push(...checkRows(rows, schema));
  return rows;
}

async function actionsOf(
  { deps, context, findings }: { deps: RuleDeps; context: ActionContext; findings: Finding[] },
  list: Draft['actions'],
  below: string,
  schema: JsonSchema | undefined,
): Promise<DraftAction[]> {
  const actions: DraftAction[] = [];
  for (const [index, { action = '', params: given = {} }] of (list ?? []).entries()) {
    const at = `${below}/${index}`;
    if (action === '') {
      findings.push(lacking(`${at}/action`, 'Choose what the rule does.'));
      continue;
    }
    const { params, gaps } = deps.actions.get(action)?.withoutGaps?.(given) ?? { params: given, gaps: [] };
    findings.push(...gaps.map((gap) => ({ ...gap, path: `${at}/params${gap.path}` })));
    findings.push(...(await checkAction({ deps, context, schema }, { action, params }, at)));
    actions.push({ action, params, index });
  }
  return actions;
}

function lacking(path: string, message: string): Finding {
  return { level: 'error', path, message, incomplete: true };
}
