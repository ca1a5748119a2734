import type { JsonSchema } from './json.ts';

const DEEPEST_REFERENCE = 16;
/** Keywords whose subschemas speak of the same value. */
const SAME_VALUE = ['allOf', 'anyOf', 'oneOf', 'then', 'else'] as const;

/**
 * What a form's schema says of the field at a dot path: its schema, `open` where the schema leaves it open (free
 * objects), or undefined where there is no such field. A list item is `*` or its number: `lines.*.amount`.
 */
export function findField(schema: JsonSchema, path: string): JsonSchema | 'open' | undefined {
  let at: JsonSchema | 'open' | undefined = schema;
  for (const key of path.split('.')) {
    if (at === undefined || at === 'open') return at;
    at = child(schema, at, key, 0);
  }
  return at === undefined || at === 'open' ? at : resolve(schema, at, 0);
}

/** Whether every value that fits the schema has the field at this dot path: as far as `required` says, on each level. */
export function isRequiredField(schema: JsonSchema, path: string): boolean {
  let at: JsonSchema = schema;
  for (const key of path.split('.')) {
    if (![at, ...allOf(schema, at)].some(({ required }) => Array.isArray(required) && required.includes(key)))
      return false;
    const next = child(schema, at, key, 0);
    if (next === undefined || next === 'open') return next === 'open';
    at = resolve(schema, next, 0);
  }
  return true;
}

function allOf(root: JsonSchema, schema: JsonSchema): JsonSchema[] {
  return asList(schema['allOf']).map((one) => resolve(root, one, 0));
}

/** The JSON types a field may have, as far as its schema says; empty: any. */
export function fieldTypes(field: JsonSchema): string[] {
  const type = field['type'];
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.filter((one) => typeof one === 'string') : [];
}

/**
 * A schema and all others that speak of the same value, references followed: what `allOf` and the other alternatives
 * say. At most `most`, so that a hostile schema comes to an end.
 */
export function schemaVariants(root: JsonSchema, schema: JsonSchema, most: number): JsonSchema[] {
  const found = new Set<JsonSchema>();
  const open = [schema];
  for (let next = open.shift(); next !== undefined && found.size < most; next = open.shift()) {
    const target = resolve(root, next, 0);
    if (found.has(target)) continue;
    // Beside $ref there may be more, a title for example, and it is the nearer one (2020-12, 8.2.3.1).
    if (target !== next) found.add(next);
    found.add(target);
    open.push(
      ...SAME_VALUE.flatMap((keyword) => [
        ...asList(target[keyword]),
        ...asList(next === target ? undefined : next[keyword]),
      ]),
    );
  }
  return [...found];
}

function child(root: JsonSchema, reference: JsonSchema, key: string, depth: number): JsonSchema | 'open' | undefined {
  if (depth > DEEPEST_REFERENCE) return undefined;
  const schema = resolve(root, reference, depth);
  const direct = property(schema, key) ?? item(schema, key);
  if (direct !== undefined) return direct;
  const alternatives = SAME_VALUE.flatMap((keyword) => asList(schema[keyword]));
  for (const alternative of alternatives) {
    const found = child(root, alternative, key, depth + 1);
    if (found !== undefined && found !== 'open') return found;
  }
  return isOpen(schema, alternatives.length > 0) ? 'open' : undefined;
}

function property(schema: JsonSchema, key: string): JsonSchema | undefined {
  const properties = schema['properties'];
  if (!isObject(properties) || !Object.hasOwn(properties, key)) return undefined;
  return asSchema(properties[key]);
}

function item(schema: JsonSchema, key: string): JsonSchema | undefined {
  if (key !== '*' && !/^\d+$/.test(key)) return undefined;
  const prefix = schema['prefixItems'];
  const positional = Array.isArray(prefix) && key !== '*' ? asSchema(prefix[Number(key)]) : undefined;
  return positional ?? (schema['items'] === undefined ? undefined : asSchema(schema['items']));
}

/** A schema that names no fields, or allows others by name, says nothing against one. */
function isOpen(schema: JsonSchema, hasAlternatives: boolean): boolean {
  const extra = schema['additionalProperties'];
  if (extra === true || isObject(extra) || schema['patternProperties'] !== undefined) return true;
  if (schema['properties'] !== undefined || hasAlternatives || extra === false) return false;
  const types = fieldTypes(schema);
  return types.length === 0 || types.includes('object');
}

function resolve(root: JsonSchema, schema: JsonSchema, depth: number): JsonSchema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string' || !reference.startsWith('#') || depth > DEEPEST_REFERENCE) return schema;
  let at: unknown = root;
  for (const part of reference.slice(1).split('/').filter(Boolean)) {
    const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isObject(at) || !Object.hasOwn(at, key)) return schema;
    at = at[key];
  }
  const target = asSchema(at);
  return target === undefined ? schema : resolve(root, target, depth + 1);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign: the name as it stands is looked for.
    return part;
  }
}

function asList(value: unknown): JsonSchema[] {
  return (Array.isArray(value) ? value : [value]).map(asSchema).filter((one) => one !== undefined);
}

function asSchema(value: unknown): JsonSchema | undefined {
  if (value === true) return {};
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
