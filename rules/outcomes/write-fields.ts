import type { JsonObject, JsonSchema } from '../../src/sdk/index.ts';
import type { MailOutcomeRow } from '../../src/store/tables/mail-outcome.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { findForm } from '../forms/form.store.ts';
import { findInstance, updateInstance } from '../instances/instance.store.ts';
import { changesOf } from '../instances/instance-facts.ts';
import { holderOf, problemsOf, withParts } from './field-values.ts';
import type { FollowedMail } from './followed-mails.ts';
import { partsOf } from './outcome-parts.ts';

/** A line for the history of the mails. */
export interface Told {
  verdict: 'mapped' | 'not_mapped' | 'branched' | 'not_branched';
  detail: string;
}

/**
 * Writes what became of the mails into the fields of the instance, as a change of the program: its version rises, and no rule runs
 * for it. STALE when somebody else changed it in this moment. Undefined where there is nothing to tell: no fields, no instance any
 * more, or they have these values already.
 */
export async function writeFields(
  tx: Tx,
  { instanceId, fields, ruleName }: MailOutcomeRow,
  mails: readonly FollowedMail[],
  now: number,
): Promise<Told | undefined> {
  const names = Object.values(fields);
  if (instanceId === null || names.length === 0) return undefined;
  const instance = await findInstance(tx, instanceId);
  const form = instance && (await findForm(tx, instance.formId));
  if (instance === undefined || form === undefined) return undefined;
  const { values, problems } = newValues(form.schema, instance.values, fields, mails);
  const changed = changesOf(form, instance.values, values).map(({ field }) => field);
  if (changed.length > 0) {
    const by = { modifiedAt: now, modifiedBy: `Rule "${ruleName}"`, modifiedEmail: '' };
    await updateInstance(tx, { ...instance, ...by, values, version: instance.version + 1 });
  }
  const told = [...(changed.length > 0 ? [changed.join(', ')] : []), ...problems];
  if (told.length === 0) return undefined;
  const detail = `${form.process ?? form.name} ${instance.number ?? instance.id}: ${told.join('; ')}`;
  return { verdict: problems.length > 0 ? 'not_mapped' : 'mapped', detail };
}

/** What cannot be written is told, and the rest is written. */
function newValues(
  schema: JsonSchema,
  before: JsonObject,
  fields: MailOutcomeRow['fields'],
  mails: readonly FollowedMail[],
): { values: JsonObject; problems: string[] } {
  const parts = partsOf(mails);
  const without = (out: (field: string) => boolean) =>
    Object.fromEntries(Object.entries(fields).filter(([, field]) => !out(field)));
  const isLost = (field: string) => holderOf(schema, field) === undefined;
  const there = without(isLost);
  const wrong = problemsOf(schema, withParts(schema, before, there, parts), Object.values(there));
  return {
    values: withParts(
      schema,
      before,
      without((field) => isLost(field) || wrong.has(field)),
      parts,
    ),
    problems: [
      ...Object.values(fields)
        .filter(isLost)
        .map((field) => `${field}: the form has no such field any more`),
      ...[...wrong].map(([field, message]) => `${field}: ${message}`),
    ],
  };
}
