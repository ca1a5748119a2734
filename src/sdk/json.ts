export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A JSON Schema, draft 2020-12, in the subset documented in docs/add-a-connector-type.md. */
export type JsonSchema = { readonly [key: string]: unknown };

/** A copy whose members stand in one order, so that equal values have equal texts. */
export function sortedJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortedJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortedJson(value[key] ?? null)]),
  );
}

/** The value at a dot path ('employee.address.city', 'lines.0.amount'); undefined where there is none. Own properties only. */
export function valueAt(facts: unknown, path: string): unknown {
  let at: unknown = facts;
  for (const key of path.includes('.') ? path.split('.') : [path]) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}
