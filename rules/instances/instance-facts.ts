import { type Json, type JsonObject, type JsonSchema, sortedJson } from '../../src/sdk/index.ts';
import type { FormRow } from '../../src/store/tables/form.table.ts';
import type { FormInstanceRow } from '../../src/store/tables/form-instance.table.ts';
import { fieldsOfSchema } from '../forms/rule-fields.ts';
import { RECEIVED_SCHEMA } from '../received/received-schema.ts';
import type { InstanceChange } from '../trigger.ts';

/** The name under which rules see the instance itself, beside its values. */
export const INSTANCE = 'instance';

/** One value that was changed, as {{digest}} and {{#each instance.changes}} show it. */
export interface FieldChange extends JsonObject {
  field: string;
  title: string;
  old: Json;
  new: Json;
}

const text = (title: string) => ({ type: ['string', 'null'], title });
const instant = (title: string) => ({ type: 'string', format: 'date-time', title });
const person = (title: string) => ({
  type: 'object',
  format: 'person',
  title,
  properties: { name: text(`${title}: name`), email: text(`${title}: e-mail`) },
});

const INSTANCE_SCHEMA: JsonSchema = {
  type: 'object',
  title: 'Process',
  properties: {
    id: text('Id'),
    number: text('Process id'),
    process: text('Process'),
    status: text('Status'),
    previousStatus: text('Status before'),
    completed: { type: 'boolean', title: 'Completed' },
    owner: person('Owner'),
    createdAt: instant('Created'),
    modifiedAt: instant('Modified'),
    modifiedBy: person('Modified by'),
    link: text('Process link'),
    changes: {
      type: 'array',
      title: 'Changes',
      items: { type: 'object', properties: { field: text('Field'), title: text('Title'), old: {}, new: {} } },
    },
  },
};

const FAILURE_SCHEMA: JsonSchema = {
  type: 'object',
  title: 'Failure',
  properties: {
    rule: text('Rule that failed'),
    state: text('State'),
    errorClass: text('Kind of error'),
    error: text('Error'),
    rejected: text('Who did not get it'),
    messageId: text('Message-ID'),
  },
};

const extended = new WeakMap<JsonSchema, JsonSchema>();

/** A field of that name is older than the instance, or was refused. */
export function hasInstanceField(schema: JsonSchema): boolean {
  return fieldsOfSchema(schema, '').some(({ fact }) => fact === INSTANCE);
}

/** The facts of a rule on this form: its values and `instance`. One object for one schema, because it is compiled. */
export function factsSchemaOf({ schema }: Pick<FormRow, 'schema'>): JsonSchema {
  const known = extended.get(schema);
  if (known !== undefined) return known;
  const { properties } = schema as { properties?: object };
  const whole = hasInstanceField(schema)
    ? schema
    : { ...schema, properties: { ...properties, [INSTANCE]: INSTANCE_SCHEMA } };
  extended.set(schema, whole);
  return whole;
}

export interface Happening {
  changes?: FieldChange[];
  previousStatus?: string;
}

export function instanceFacts(form: FormRow, row: FormInstanceRow, happening: Happening = {}): JsonObject {
  return {
    id: row.id,
    number: row.number,
    process: form.process ?? form.name,
    status: row.status,
    previousStatus: happening.previousStatus ?? null,
    completed: isCompleted(form, row.status),
    owner: { name: row.ownerName, email: row.ownerEmail },
    createdAt: new Date(row.createdAt).toISOString(),
    modifiedAt: new Date(row.modifiedAt).toISOString(),
    modifiedBy: { name: row.modifiedBy, email: row.modifiedEmail },
    link: linkOf(form, row),
    changes: happening.changes ?? [],
  };
}

export function isCompleted({ statuses }: FormRow, status: string): boolean {
  return statuses?.some(({ name, completed }) => name === status && completed === true) ?? false;
}

/** Where people see the instance in the host; null: the form does not say. */
export function linkOf({ link }: FormRow, { id, number }: FormInstanceRow): string | null {
  if (link === null) return null;
  return link.replaceAll('{id}', encodeURIComponent(id)).replaceAll('{number}', encodeURIComponent(number ?? ''));
}

/** The fields whose values are not the same, in the order of the form. */
export function changesOf({ schema }: FormRow, before: JsonObject, after: JsonObject): FieldChange[] {
  const titles = (schema as { properties?: Record<string, { title?: unknown } | boolean> }).properties ?? {};
  const names = new Set([...Object.keys(titles), ...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .map((field) => ({
      field,
      title: titleOf(Object.hasOwn(titles, field) ? titles[field] : undefined, field),
      old: ownValue(before, field),
      new: ownValue(after, field),
    }))
    .filter((change) => JSON.stringify(sortedJson(change.old)) !== JSON.stringify(sortedJson(change.new)));
}

/** What the facts of a past event say about the change that it was. */
export function toldChange(facts: JsonObject): InstanceChange | undefined {
  const told = facts[INSTANCE] as { changes?: { field: string }[]; previousStatus?: string | null; status?: string };
  if (!Array.isArray(told?.changes)) return undefined;
  const { previousStatus: from, status: to } = told;
  const moved = typeof from === 'string' && typeof to === 'string' ? { status: { from, to } } : {};
  return { fields: told.changes.map(({ field }) => field), ...moved };
}

/** A field may be called like what every object inherits, `constructor` for example. */
function ownValue(values: JsonObject, field: string): Json {
  return Object.hasOwn(values, field) ? (values[field] ?? null) : null;
}

function titleOf(property: { title?: unknown } | boolean | undefined, field: string): string {
  const title = typeof property === 'object' ? property.title : undefined;
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : field;
}

/** What the facts of a trigger fit: events of a form know its instance, others only its fields. `event`: of the trigger. */
export function schemaOfTrigger(kind: unknown, form: FormRow | undefined, event?: unknown): JsonSchema | undefined {
  if (kind === 'email-received') return RECEIVED_SCHEMA;
  if (kind !== 'form' || form === undefined) return form?.schema;
  return event === 'mail_failure' ? withFailure(factsSchemaOf(form)) : factsSchemaOf(form);
}

const failing = new WeakMap<JsonSchema, JsonSchema>();

/** A rule of a failure sees what failed, too, unless the form has a field of that name. */
function withFailure(schema: JsonSchema): JsonSchema {
  const known = failing.get(schema);
  if (known !== undefined) return known;
  const { properties } = schema as { properties?: object };
  const whole = { ...schema, properties: { failure: FAILURE_SCHEMA, ...properties } };
  failing.set(schema, whole);
  return whole;
}

/** A record to try a rule of a failure with: it has the example of one, where nothing failed when it was stored. */
export function withExampleFailure(facts: JsonObject, { failure }: JsonObject): JsonObject {
  return failure === undefined ? facts : { failure, ...facts };
}
