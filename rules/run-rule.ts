import {
  AppError,
  type HeldMail,
  invalid,
  type JsonObject,
  type JsonSchema,
  type MailAttachment,
  type PlannedMail,
} from '../src/sdk/index.ts';
import { evaluate } from './evaluate.ts';
import { cloneFacts } from './facts.ts';
import { assertFacts } from './fire-event.ts';
import { findForm, getForm } from './form.store.ts';
import { type PlannableRule, planRule } from './plan-rule.ts';
import { getRule, listRules } from './rule.store.ts';
import { actionContext, type RuleDeps } from './rule-deps.ts';

const ACTION = 'send-email';

/** A rule ready to be planned for many rows: connectors and settings are read once. */
export interface RowRule {
  id: string;
  name: string;
  version: number;
  schema: JsonSchema | undefined;
  /** `document`: what a field with this id stands for */
  plan(facts: JsonObject, document: { id: string; file: MailAttachment } | undefined): Promise<RowMails>;
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
  const actions = (rule.actions as unknown as PlannableRule['actions'])
    .filter(({ action }) => action === ACTION)
    .map(({ action, params }) => ({ action, params: confidential ? { ...(params as object), confidential } : params }));
  if (actions.length === 0) throw new AppError('STATE', `The rule "${rule.name}" sends no e-mail; choose another one.`);
  const form = rule.trigger['form'];
  const schema = typeof form === 'string' ? (await findForm(deps.store.read, form))?.schema : undefined;
  const context = await actionContext(deps);
  const plannable = { id, name: rule.name, actions };
  return {
    id,
    name: rule.name,
    version: rule.version,
    schema,
    plan: async (given, document) => {
      const facts = cloneFacts(given);
      assertFacts(schema, facts);
      const { fires } = await evaluate(rule.conditions, facts, schema);
      if (!fires) return { fires, mails: [], attached: false };
      let attached = false;
      const findFile = async (file: string) => {
        if (file !== document?.id) return deps.findFile(file);
        attached = true;
        return document.file;
      };
      const planned = await planRule({ deps, context: { ...context, findFile } }, plannable, facts, schema);
      return { fires, mails: planned.flatMap(({ mails }) => mails), attached };
    },
  };
}

/** The only Send email rule of a form. */
export async function ruleOfForm(deps: RuleDeps, formId: string): Promise<string> {
  const form = await getForm(deps.store.read, formId);
  const sending = (await listRules(deps.store.read)).filter(
    ({ trigger, actions }) => trigger['form'] === formId && actions.some((one) => one['action'] === ACTION),
  );
  const [only, ...others] = sending;
  if (only !== undefined && others.length === 0) return only.id;
  const found = sending.length === 0 ? 'no Send email rule' : `${sending.length} Send email rules`;
  throw invalid([{ path: '/form', message: `The form "${form.name}" has ${found}; choose one by its id in rule.` }]);
}
