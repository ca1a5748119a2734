import {
  type ActionContext,
  AppError,
  type HeldMail,
  invalid,
  type JsonObject,
  type JsonSchema,
  type MailAttachment,
  type PlannedMail,
  UNKNOWN_PERSON,
} from '../../src/sdk/index.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { assertFacts, cloneFacts } from '../conditions/facts.ts';
import { findForm, getForm } from '../forms/form.store.ts';
import { schemaOfTrigger } from '../instances/instance-facts.ts';
import { type PlannableRule, planRule } from '../plan-rule.ts';
import { findRule, getRule, listRules } from '../rule.store.ts';
import { actionContext, momentOf, type RuleDeps } from '../rule-deps.ts';
import { type RunFacts, withRunFacts } from './run-facts.ts';

const ACTION = 'send-email';
/** Also by a block over `run`; a template that only looks like it costs a plan. */
const NAMES_RUN = /\brun\.name\b|\{\{#\w+ run\b/;

/** A rule ready to be planned for many rows: connectors and settings are read once. */
export interface RowRule {
  id: string;
  name: string;
  version: number;
  /** in whose name it sends */
  authorId: string;
  schema: JsonSchema | undefined;
  /** `document`: what a field with this id stands for */
  plan(facts: JsonObject, document: { id: string; file: MailAttachment } | undefined, run: RunFacts): Promise<RowMails>;
  /** whether its e-mails say the name of the run, so that another name makes other e-mails */
  namesRun: boolean;
}

interface RowMails {
  fires: boolean;
  mails: (PlannedMail | HeldMail)[];
  attached: boolean;
}

/** NOT_FOUND; STATE when it sends no e-mail. `confidential`: whatever the rule says, no other sender takes over. */
export async function openRowRule(
  deps: RuleDeps,
  id: string,
  { confidential }: { confidential: boolean },
): Promise<RowRule> {
  const rule = await getRule(deps.store.read, id);
  if (rule.forEach !== null) {
    const message = `The rule "${rule.name}" is repeated for each row of a table; a run has rows of its own. Choose another rule.`;
    throw new AppError('STATE', message);
  }
  if (isManual(rule)) {
    const message = `The e-mail of the rule "${rule.name}" is sent by a person, one by one (mode manual); a run is approved and released as a whole. Choose another rule, or set its mode to automatic.`;
    throw new AppError('STATE', message);
  }
  const actions = (rule.actions as unknown as PlannableRule['actions'])
    .filter(({ action }) => action === ACTION)
    .map(({ action, params }) => ({ action, params: confidential ? { ...(params as object), confidential } : params }));
  if (actions.length === 0) throw new AppError('STATE', `The rule "${rule.name}" sends no e-mail; choose another one.`);
  const form = rule.trigger['form'];
  const found = typeof form === 'string' ? await findForm(deps.store.read, form) : undefined;
  const schema = schemaOfTrigger(rule.trigger['kind'], found, rule.trigger['event']);
  const authorId = rule.authorId ?? UNKNOWN_PERSON;
  const context = await actionContext(deps, authorId);
  const plannable = { id, name: rule.name, actions };
  return {
    id,
    name: rule.name,
    version: rule.version,
    authorId,
    schema,
    namesRun: NAMES_RUN.test(JSON.stringify(actions)) || (await templateNamesRun(deps, context, actions)),
    plan: async (given, document, run) => {
      const facts = cloneFacts(given);
      assertFacts(schema, facts);
      const { fires } = await evaluate(rule.conditions, facts, schema, momentOf(deps));
      if (!fires) return { fires, mails: [], attached: false };
      let attached = false;
      const findFile = async (file: string) => {
        if (file !== document?.id) return deps.findFile(file);
        attached = true;
        return document.file;
      };
      const { planned } = await planRule(
        { deps, context: { ...context, findFile } },
        plannable,
        withRunFacts(facts, run),
        schema,
      );
      return { fires, mails: planned.flatMap(({ mails }) => mails), attached };
    },
  };
}

/** In any language: a template is one of many, and a plan that is too much costs little. */
async function templateNamesRun(
  deps: RuleDeps,
  { findTemplate }: ActionContext,
  actions: PlannableRule['actions'],
): Promise<boolean> {
  for (const { action, params } of actions) {
    const id = deps.actions.get(action)?.templateOf?.(params);
    const template = id === undefined ? undefined : await findTemplate?.(id);
    const texts = template?.languages.flatMap((language) => template.inspect(language)) ?? [];
    if (texts.some(({ fields }) => fields.some(({ field }) => field === 'run' || field === 'run.name'))) return true;
  }
  return false;
}

type Kind = Pick<RuleRow, 'actions' | 'forEach'>;

/** Sends e-mails, and neither by rows of its own nor by a person's hand. */
function isForRuns(rule: Kind): boolean {
  return rule.forEach === null && rule.actions.some((one) => one['action'] === ACTION) && !isManual(rule);
}

function isManual({ actions }: Pick<Kind, 'actions'>): boolean {
  return actions.some((one) => one['action'] === ACTION && (one['params'] as { mode?: unknown }).mode === 'manual');
}

/** The only Send email rule of a form. */
export async function ruleOfForm(deps: RuleDeps, formId: string): Promise<string> {
  const form = await getForm(deps.store.read, formId);
  const sending = (await listRules(deps.store.read)).filter(
    (rule) => rule.trigger['form'] === formId && isForRuns(rule),
  );
  const [only, ...others] = sending;
  if (only !== undefined && others.length === 0) return only.id;
  const found = sending.length === 0 ? 'no Send email rule' : `${sending.length} Send email rules`;
  throw invalid([{ path: '/form', message: `The form "${form.name}" has ${found}; choose one by its id in rule.` }]);
}

/** Every enabled rule that sends an e-mail, by name: one to choose for a run. */
export async function listRunRules(deps: RuleDeps): Promise<{ id: string; name: string; trigger: string }[]> {
  const rules = (await listRules(deps.store.read)).filter((rule) => rule.enabled && isForRuns(rule));
  const lines = await Promise.all(
    rules.map(async ({ id, name, trigger }) => {
      const form = typeof trigger['form'] === 'string' ? await findForm(deps.store.read, trigger['form']) : undefined;
      return { id, name, trigger: form?.name ?? String(trigger['event'] ?? '') };
    }),
  );
  return lines.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}

export async function findRunRule(
  deps: RuleDeps,
  id: string,
): Promise<{ name: string; version: number; enabled: boolean } | undefined> {
  const rule = await findRule(deps.store.read, id);
  return rule && { name: rule.name, version: rule.version, enabled: rule.enabled };
}
