import { ruleInputSchema } from '../../schemas/rule.gen.ts';
import type { Route } from '../../src/http/route.ts';
import { invalid, type Json, type JsonObject, type JsonSchema, valueAt } from '../../src/sdk/index.ts';
import { schemaOfTrigger, withExampleFailure } from '../instances/instance-facts.ts';
import { type SampleRecord, sampleRecords, schemaOfFacts } from '../preview/sample-records.ts';
import { RECEIVED_SCHEMA } from '../received/received-schema.ts';
import { factsOfRow, rowsOf, schemaOfRow } from '../rows/row-facts.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { triggerKeyOf } from '../trigger.ts';
import { exampleFacts } from './example-facts.ts';
import { FIELDS } from './field-answer.ts';
import { getForm } from './form.store.ts';
import { fieldsOfSchema, type RuleField } from './rule-fields.ts';

const FORM_EVENTS = ruleInputSchema.$defs.trigger.oneOf[0].properties.event.enum;
const LONGEST_SAMPLE = 100;

export interface RuleFields {
  fields: (RuleField & { sample: Json })[];
  samples: SampleRecord[];
  example: JsonObject;
}

export function fieldRoutes(deps: RuleDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/rules/fields',
      id: 'listRuleFields',
      summary: 'What conditions and templates can use of a form or of a workflow, with records to try a rule with',
      tag: 'rules',
      allow: ['administrator', 'designer'],
      query: {
        form: { description: 'Id of the form', schema: { type: 'string', minLength: 1, maxLength: 100 } },
        event: {
          description: 'Event of the form: what its rules see beside the fields, such as the failure of mail_failure',
          schema: { enum: FORM_EVENTS },
        },
        workflow: {
          description: 'Name of the workflow event; with a form, too, its facts fit that form',
          schema: { type: 'string', minLength: 1, maxLength: 100 },
        },
        mailbox: {
          description: 'Id of the data source whose received e-mails a rule looks at',
          schema: { type: 'string', minLength: 1, maxLength: 100 },
        },
        forEach: {
          description: 'The table whose rows the rule is repeated for: their fields, too, as row.<field>',
          schema: { type: 'string', minLength: 1, maxLength: 100 },
        },
      },
      answer: { status: 200, description: 'Fields, the newest records, and an example record', schema: FIELDS },
      handler: async ({ query }) => ({ body: await ruleFields(deps, query) }),
    },
  ];
}

/** Of a form: from its schema; received e-mails have one, too. Of a workflow without a form: from what its newest events had. */
export async function ruleFields(
  { store, clock }: RuleDeps,
  {
    form: formId,
    event,
    workflow,
    mailbox,
    forEach,
  }: { form?: string; event?: string; workflow?: string; mailbox?: string; forEach?: string },
): Promise<RuleFields> {
  if (formId === undefined && workflow === undefined && mailbox === undefined) {
    throw invalid([{ path: '?form', message: 'Name a form, a workflow event or a mailbox.' }]);
  }
  const form = formId === undefined ? undefined : await getForm(store.read, formId);
  const ofForm = form && schemaOfTrigger(workflow === undefined ? 'form' : 'workflow', form, event);
  const whole = ofForm ?? (mailbox === undefined ? undefined : RECEIVED_SCHEMA);
  const repeated = (of: JsonSchema) => (forEach === undefined ? of : (schemaOfRow(of, forEach) ?? of));
  const schema = whole && repeated(whole);
  const keys = keysOf({ formId, workflow, mailbox });
  let fields: RuleField[] = [];
  const samples = await sampleRecords(store, keys, (facts) => {
    fields = schema
      ? fieldsOfSchema(schema, form?.name ?? '')
      : fieldsOfSchema(repeated(schemaOfFacts(facts)), workflow ?? '');
    return fields;
  });
  const example = schema ? exampleFacts(schema, clock.now()) : (samples[0]?.facts ?? {});
  if (event === 'mail_failure') for (const sample of samples) sample.facts = withExampleFailure(sample.facts, example);
  const records = [...samples.map(({ facts }) => facts), example].map((facts) => withFirstRow(facts, forEach));
  return { fields: fields.map((field) => ({ ...field, sample: sampleOf(field, records) })), samples, example };
}

interface Named {
  formId: string | undefined;
  workflow: string | undefined;
  mailbox: string | undefined;
}

function keysOf({ formId, workflow, mailbox }: Named): string[] {
  if (workflow !== undefined) return [triggerKeyOf({ kind: 'workflow', event: workflow })];
  if (formId !== undefined) return FORM_EVENTS.map((event) => triggerKeyOf({ kind: 'form', form: formId, event }));
  return [triggerKeyOf({ kind: 'email-received', mailbox: mailbox ?? '' })];
}

function withFirstRow(facts: JsonObject, forEach: string | undefined): JsonObject {
  const first = forEach === undefined ? undefined : rowsOf(facts, forEach)?.[0];
  return first === undefined ? facts : factsOfRow(facts, first.row);
}

/** What the newest record that has the field says of it; short, for a list of fields. */
function sampleOf({ name, type }: RuleField, records: JsonObject[]): Json {
  const value = records
    .map((facts) => valueAt(facts, name) as Json | undefined)
    .find((one) => one !== undefined && one !== null && one !== '');
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return type === 'list' ? short(value.slice(0, 10).map(plain).join(', ')) : value.length;
  return typeof value === 'object' ? short(plain(value)) : typeof value === 'string' ? short(value) : value;
}

function plain(value: Json): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const { name, address, email, file } = value as JsonObject;
  return String(name ?? address ?? email ?? file ?? '');
}

function short(text: string): string {
  return text.length > LONGEST_SAMPLE ? `${text.slice(0, LONGEST_SAMPLE - 1)}…` : text;
}
