import { findField, type Json, type JsonObject, type JsonSchema } from '../../src/sdk/index.ts';

/** The name under which the actions of each row see theirs. */
export const ROW = 'row';

/** What a row is repeated with: the facts, and the row beside them. */
export function factsOfRow(facts: JsonObject, row: JsonObject): JsonObject {
  return Object.assign(Object.create(Object.getPrototypeOf(facts)), facts, { [ROW]: row });
}

/** The rows of a table; undefined where the facts have none of that name. Left empty it has no rows. */
export function rowsOf(facts: JsonObject, field: string): { index: number; row: JsonObject }[] | undefined {
  const value = Object.hasOwn(facts, field) ? facts[field] : undefined;
  if (value === null) return [];
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((row: Json, index) =>
    typeof row === 'object' && row !== null && !Array.isArray(row) ? [{ index, row }] : [],
  );
}

const made = new WeakMap<JsonSchema, Map<string, JsonSchema>>();

/** What the facts of a row fit. One object for one schema and table, because it is compiled. */
export function schemaOfRow(schema: JsonSchema | undefined, field: string): JsonSchema | undefined {
  if (schema === undefined) return undefined;
  const tables = made.get(schema) ?? new Map<string, JsonSchema>();
  made.set(schema, tables);
  const known = tables.get(field);
  if (known !== undefined) return known;
  const items = findField(schema, `${field}.*`);
  const { properties } = schema as { properties?: object };
  const whole = {
    ...schema,
    properties: { ...properties, [ROW]: items === undefined || items === 'open' ? {} : items },
  };
  tables.set(field, whole);
  return whole;
}
