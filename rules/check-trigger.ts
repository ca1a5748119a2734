import type { Trigger } from '../schemas/rule.gen.ts';
import type { Finding } from '../src/sdk/index.ts';
import type { FormRow } from '../src/store/tables/form.table.ts';
import { fieldsOfSchema } from './forms/rule-fields.ts';

/** Fields and statuses that the form does not have, or that this event never tells. */
export function checkTrigger(trigger: Trigger, form: FormRow | undefined): Finding[] {
  if (trigger.kind !== 'form' || form === undefined) return [];
  const { event, fields, from, to } = trigger;
  const known = new Set(fieldsOfSchema(form.schema, '').map(({ fact }) => fact));
  const statuses = form.statuses?.map(({ name }) => name) ?? [];
  return [
    ...listed('fields', fields, event === 'field_change' ? undefined : 'field_change', [...known]),
    ...listed('from', from, event === 'status_change' ? undefined : 'status_change', statuses),
    ...listed('to', to, event === 'status_change' ? undefined : 'status_change', statuses),
  ];
}

function listed(name: string, given: string[] | undefined, onlyOf: string | undefined, known: string[]): Finding[] {
  if (given === undefined) return [];
  const path = `/trigger/${name}`;
  if (onlyOf !== undefined) {
    return [{ level: 'error', path, message: `Only a rule of the event ${onlyOf} can have "${name}"; leave it out.` }];
  }
  return given.flatMap((one, index): Finding[] =>
    known.includes(one)
      ? []
      : [
          {
            level: 'error',
            path: `${path}/${index}`,
            message: `The form has no "${one}". It has: ${known.join(', ') || 'none'}.`,
          },
        ],
  );
}
