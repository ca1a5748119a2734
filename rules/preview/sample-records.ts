import { type Json, type JsonObject, type JsonSchema, valueAt } from '../../src/sdk/index.ts';
import type { Store } from '../../src/store/store.ts';
import { recentEvents } from '../events/event.store.ts';
import { standInFile } from '../forms/example-facts.ts';
import { DEEPEST, MOST_FIELDS, type RuleField } from '../forms/rule-fields.ts';

/** An event that came in, to try a rule with. */
export interface SampleRecord {
  id: string;
  /** what tells it from the others: "Ada Lindqvist, 2026-10" */
  label: string;
  facts: JsonObject;
  at: number;
}

const MOST_SAMPLES = 20;
const LONGEST_PART = 60;
/** The best names first; one of each line is taken. */
const TELLING = [/(^|\.)(full_?|display_?)?name$/i, /title|subject/i, /month|period|date/i, /number|(^|\.|_)(id|no)$/i];

/** The newest events of these triggers, newest first. */
export async function sampleRecords(
  store: Store,
  triggerKeys: readonly string[],
  fieldsOf: (facts: JsonObject[]) => RuleField[],
  most = MOST_SAMPLES,
): Promise<SampleRecord[]> {
  const found = await Promise.all(triggerKeys.map((key) => recentEvents(store.read, key, most)));
  const events = found
    .flat()
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, most)
    .map(({ id, facts, at }) => ({ id, at, facts: withStandIns(facts) as JsonObject }));
  const fields = fieldsOf(events.map(({ facts }) => facts));
  return events.map(({ id, facts, at }) => ({ id, label: labelOf(facts, fields, at), facts, at }));
}

/** The bytes of a file are not kept with an event; another content lets the rule be tried all the same. */
function withStandIns(value: Json): Json {
  if (Array.isArray(value)) return value.map(withStandIns);
  if (typeof value !== 'object' || value === null) return value;
  const { sha256, ...rest } = value;
  if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && rest['base64'] === undefined) {
    const isPdf = rest['contentType'] === 'application/pdf';
    return { ...rest, base64: standInFile(isPdf ? '.pdf' : String(rest['name'] ?? '')) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withStandIns(item)]));
}

function labelOf(facts: JsonObject, fields: RuleField[], at: number): string {
  const texts = fields
    .filter(({ type }) => type === 'text' || type === 'date' || type === 'choice')
    .map(({ name }) => ({ name, text: valueAt(facts, name) }))
    .filter((one): one is { name: string; text: string } => typeof one.text === 'string' && one.text.trim() !== '');
  const telling = TELLING.flatMap((pattern) => texts.find(({ name }) => pattern.test(name)) ?? []);
  const chosen = (telling.length > 0 ? telling : texts).slice(0, 2);
  const label = [...new Set(chosen.map(({ text }) => text.trim().slice(0, LONGEST_PART)))].join(', ');
  return label === '' ? new Date(at).toISOString().slice(0, 16).replace('T', ' ') : label;
}

/** What the facts of some events have in common with a schema: which fields there are, and of what type. */
export function schemaOfFacts(facts: JsonObject[]): JsonSchema {
  return schemaOf(facts, { left: MOST_FIELDS }, 0);
}

function schemaOf(values: Json[], budget: { left: number }, depth: number): JsonSchema {
  budget.left -= 1;
  const objects = values.filter((value): value is JsonObject => typeOf(value) === 'object');
  const lists = values.filter((value) => Array.isArray(value));
  if (depth <= DEEPEST && objects.length > 0) {
    const properties: Record<string, JsonSchema> = Object.create(null);
    for (const key of new Set(objects.flatMap((object) => Object.keys(object)))) {
      if (budget.left <= 0) break;
      const inside = objects.flatMap((object) => (Object.hasOwn(object, key) ? [object[key] as Json] : []));
      properties[key] = schemaOf(inside, budget, depth + 1);
    }
    return { type: 'object', properties };
  }
  if (lists.length > 0) return { type: 'array', items: schemaOf(lists.flat().slice(0, 100), budget, depth + 1) };
  const types = new Set(values.filter((value) => value !== null).map(typeOf));
  if (types.size !== 1) return {};
  const [type] = types;
  return { type, ...(type === 'string' && values.every(isDate) ? { format: 'date' } : {}) };
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isDate(value: Json): boolean {
  return value === null || (typeof value === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(value));
}
