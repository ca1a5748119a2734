import { fieldTypes, type JsonSchema, schemaVariants } from '../../src/sdk/index.ts';
import { choicesOf, labelText } from './choices.ts';

export type RuleFieldType = 'text' | 'number' | 'boolean' | 'date' | 'choice' | 'list' | 'rows' | 'file' | 'object';

/** What a designer can use in conditions and templates. */
export interface RuleField {
  /** as a template writes it: 'employee.email' */
  name: string;
  /** as a condition names it: the fact 'employee' and the path '$.email'; no path for a whole fact */
  fact: string;
  path?: string;
  label: string;
  /** the object it stands in, or the form */
  group: string;
  type: RuleFieldType;
  choices?: { value: string | number | boolean | null; label: string }[];
  /** of rows: what stands in each */
  columns?: { name: string; label: string; type: RuleFieldType }[];
}

export const DEEPEST = 6;
export const MOST_FIELDS = 500;
/** How many subschemas are looked at: alternatives within alternatives must not multiply without end. */
const MOST_VISITS = 5_000;
/** What a template can name with two braces and a condition with a dot path. */
const USABLE_NAME = /^[\p{L}_][\p{L}\p{N}_-]{0,99}$/u;
/** Words of the template language, and names that no template may reach. */
const RESERVED = new Set([
  'this',
  'true',
  'false',
  'null',
  'undefined',
  'else',
  'as',
  '__proto__',
  'constructor',
  'prototype',
]);

interface Walk {
  root: JsonSchema;
  fields: Map<string, RuleField>;
  visits: number;
}

/** The fields of a form, in its order. A schema without end or with thousands of fields is cut off, never refused. */
export function fieldsOfSchema(root: JsonSchema, formName: string): RuleField[] {
  const walk: Walk = { root, fields: new Map(), visits: 0 };
  addProperties(walk, variantsOf(walk, root), { path: [], group: formName });
  return [...walk.fields.values()];
}

export function isUsableName(name: string): boolean {
  return USABLE_NAME.test(name) && !RESERVED.has(name);
}

function addProperties(walk: Walk, variants: JsonSchema[], at: { path: string[]; group: string }): void {
  for (const [key, schemas] of propertiesOf(variants)) {
    if (walk.fields.size >= MOST_FIELDS || walk.visits >= MOST_VISITS) return;
    const path = [...at.path, key];
    const found = schemas.flatMap((schema) => variantsOf(walk, schema));
    const label = titleOf(found) ?? readableName(key);
    const type = typeOf(walk, found);
    const isGroup = type === 'object' && path.length < DEEPEST && propertiesOf(found).size > 0;
    if (isGroup) addProperties(walk, found, { path, group: label });
    else addField(walk, { path, label, group: at.group, type }, found);
  }
}

function addField(
  walk: Walk,
  { path, label, group, type }: { path: string[]; label: string; group: string; type: RuleFieldType },
  variants: JsonSchema[],
): void {
  const [fact = '', ...rest] = path;
  const name = path.join('.');
  if (walk.fields.has(name)) return;
  walk.fields.set(name, {
    name,
    fact,
    ...(rest.length === 0 ? {} : { path: `$.${rest.join('.')}` }),
    label,
    group,
    type,
    ...(type === 'choice' ? { choices: choicesOf(variants) } : {}),
    ...(type === 'rows' ? { columns: columnsOf(walk, variants) } : {}),
  });
}

function columnsOf(walk: Walk, variants: JsonSchema[]): NonNullable<RuleField['columns']> {
  const columns = [...propertiesOf(itemsOf(walk, variants))].slice(0, 50);
  return columns.map(([name, schemas]) => {
    const found = schemas.flatMap((schema) => variantsOf(walk, schema));
    return { name, label: titleOf(found) ?? readableName(name), type: typeOf(walk, found) };
  });
}

/** The schema itself and what else speaks of the same value; counts what it looks at. */
function variantsOf(walk: Walk, schema: JsonSchema): JsonSchema[] {
  const variants = schemaVariants(walk.root, schema, Math.max(0, MOST_VISITS - walk.visits));
  walk.visits += variants.length;
  return variants;
}

/** By name; a field that several variants describe has all their schemas. */
function propertiesOf(variants: JsonSchema[]): Map<string, JsonSchema[]> {
  const found = new Map<string, JsonSchema[]>();
  for (const { properties } of variants as { properties?: unknown }[]) {
    if (!isObject(properties)) continue;
    for (const [key, schema] of Object.entries(properties)) {
      if (!isUsableName(key) || schema === false) continue;
      const known = found.get(key) ?? [];
      known.push(isObject(schema) ? schema : {});
      found.set(key, known);
    }
  }
  return found;
}

function itemsOf(walk: Walk, variants: JsonSchema[]): JsonSchema[] {
  return variants.flatMap(({ items }) => (isObject(items) ? variantsOf(walk, items) : []));
}

function typeOf(walk: Walk, variants: JsonSchema[]): RuleFieldType {
  const types = new Set(variants.flatMap((schema) => fieldTypes(schema)).filter((type) => type !== 'null'));
  const has = (keyword: string) => variants.some((schema) => schema[keyword] !== undefined);
  if (types.has('array') || (types.size === 0 && has('items'))) return arrayType(walk, variants);
  if (types.has('object') || (types.size === 0 && has('properties'))) return isFile(variants) ? 'file' : 'object';
  if (types.has('boolean')) return 'boolean';
  if (choicesOf(variants).length > 0) return 'choice';
  if (types.has('number') || types.has('integer')) return 'number';
  const formats = variants.map(({ format }) => format);
  return formats.includes('date') || formats.includes('date-time') ? 'date' : 'text';
}

function arrayType(walk: Walk, variants: JsonSchema[]): RuleFieldType {
  const items = itemsOf(walk, variants);
  if (propertiesOf(items).size === 0) return 'list';
  return isFile(items) ? 'file' : 'rows';
}

/** {name, base64} or {file}: what an attachment can be taken from. */
function isFile(variants: JsonSchema[]): boolean {
  const names = propertiesOf(variants);
  return names.has('base64') || (names.has('file') && names.size <= 3);
}

function titleOf(variants: JsonSchema[]): string | undefined {
  // A value of a choice has a title of its own.
  const own = variants.filter((schema) => !('const' in schema));
  return own.map(({ title }) => labelText(title)).find((title) => title !== undefined);
}

/** 'firstName', 'first_name': First name. */
export function readableName(name: string): string {
  const words = name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^\p{Lu}+$/u.test(word) ? word : word.toLowerCase()));
  const joined = words.join(' ') || name;
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
