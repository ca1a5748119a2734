import type { RuleInput, Trigger } from '../../schemas/rule.gen.ts';
import { type Finding, findField, type JsonSchema } from '../../src/sdk/index.ts';
import type { FormRow } from '../../src/store/tables/form.table.ts';
import { fieldsOfSchema } from '../forms/rule-fields.ts';
import { type Holder, holderOf, holdersOf } from './field-values.ts';
import { OUTCOME_STATES, PARTS, type Part } from './outcome-parts.ts';

type Action = RuleInput['actions'][number];

const NO_INSTANCE =
  'This trigger has no stored form to write into. Take this out, or use a rule of the form; "onFailure" works here, too.';

/** Whether what becomes of the mails can be written where the rule says. `at`: JSON pointer to the action. */
export function checkOutcome(trigger: Trigger, form: FormRow | undefined, action: Action, at: string): Finding[] {
  const { outcome } = action;
  if (outcome === undefined) return [];
  const path = `${at}/outcome`;
  if (trigger.kind !== 'form') return [{ level: 'error', path, message: NO_INSTANCE }];
  if (form === undefined) return [];
  const given = PARTS.flatMap((part) => {
    const field = outcome.fields[part];
    return field === undefined ? [] : [{ part, field, path: `${path}/fields/${part}` }];
  });
  return given.flatMap(({ part, field, path: place }, index): Finding[] => {
    const message =
      wrongField(form.schema, part, field) ??
      (given.findIndex((one) => one.field === field) < index
        ? `Two parts cannot be written into "${field}"; choose another field for one of them.`
        : undefined);
    if (message !== undefined) return [{ level: 'error', path: place, message }];
    return watchesItself(trigger, field) ? [{ level: 'warning', path: place, message: itself(field) }] : [];
  });
}

const WORDS: Record<Holder, string> = {
  text: 'text',
  datetime: 'a date and time (format date-time)',
  boolean: 'yes or no',
  list: 'a list of texts',
};

function wrongField(schema: JsonSchema, part: Part, field: string): string | undefined {
  const holder = holderOf(schema, field);
  const fits = holdersOf(part);
  if (holder !== undefined && fits.includes(holder)) return wrongChoice(schema, part, field);
  const usable = fieldsOfSchema(schema, '').filter(({ fact, path }) => {
    const other = path === undefined ? holderOf(schema, fact) : undefined;
    return other !== undefined && fits.includes(other);
  });
  const names = usable.map(({ fact }) => fact).join(', ') || 'none yet';
  const needs = fits.map((one) => WORDS[one]).join(' or ');
  const known = fieldsOfSchema(schema, '').some(({ fact }) => fact === field);
  return known
    ? `"${field}" cannot hold this. It needs ${needs}; such fields are: ${names}.`
    : `The form has no field "${field}". It needs ${needs}; such fields are: ${names}.`;
}

/** A field with choices holds the state only, and all of its values. */
function wrongChoice(schema: JsonSchema, part: Part, field: string): string | undefined {
  const found = findField(schema, field);
  const choices = found === undefined || found === 'open' ? undefined : found['enum'];
  if (!Array.isArray(choices)) return undefined;
  const missing = OUTCOME_STATES.filter((state) => !choices.includes(state));
  if (part === 'state' && missing.length === 0) return undefined;
  return part === 'state'
    ? `"${field}" must have the choices ${OUTCOME_STATES.join(', ')}; it lacks ${missing.join(', ')}.`
    : `"${field}" has fixed choices; choose a field for any text.`;
}

function watchesItself(trigger: Trigger, field: string): boolean {
  if (trigger.kind !== 'form' || trigger.event !== 'field_change') return false;
  return trigger.fields === undefined || trigger.fields.includes(field);
}

function itself(field: string): string {
  return `This rule watches "${field}" and writes into it. It does not run again by that: what the program writes fires no rule.`;
}
