import { createHash } from 'node:crypto';
import type { Json, JsonObject, JsonSchema } from '../sdk/index.ts';
import type { Cell } from './run-intake.ts';

type Properties = Record<string, { type?: unknown; properties?: Properties } | undefined>;

/**
 * The cells of a row as facts: a heading with dots makes objects in each other, an empty cell is no fact, and a number
 * or a truth value is made of the text where the form's schema asks for one. Texts that do not fit stay as they are: the
 * form's check says what is wrong with them.
 */
export function rowFacts(values: Record<string, Cell>, schema: JsonSchema | undefined): JsonObject {
  const facts: JsonObject = {};
  for (const [heading, cell] of Object.entries(values)) {
    const text = cellText(cell);
    const path = heading.trim().split('.');
    if (text === '' || path.some((key) => key === '' || key === '__proto__')) continue;
    put(facts, path, typeof cell === 'string' ? typed(text, typeAt(schema, path)) : cell);
  }
  return facts;
}

/** A cell as text; '' for an empty one. */
export function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

/** SHA-256 over facts whose fields may come in any order. */
export function factsDigest(facts: object): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(facts as JsonObject)))
    .digest('hex');
}

/** What one field says, as text; '' where there is nothing. */
export function textAt(facts: object, path: string): string {
  let at: unknown = facts;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return '';
    at = (at as Record<string, unknown>)[key];
  }
  return typeof at === 'string' || typeof at === 'number' ? String(at).trim() : '';
}

/** A copy with one value exchanged. */
export function withFact(facts: object, path: string, value: Json): JsonObject {
  const copy = structuredClone(facts) as JsonObject;
  put(copy, path.split('.'), value);
  return copy;
}

function put(facts: JsonObject, path: string[], value: Json): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    facts[key] = value;
    return;
  }
  const child = facts[key];
  const inner = typeof child === 'object' && child !== null && !Array.isArray(child) ? child : {};
  facts[key] = inner;
  put(inner, rest, value);
}

function typed(text: string, type: unknown): Json {
  const types = Array.isArray(type) ? type : [type];
  if (types.includes('string')) return text;
  if ((types.includes('number') || types.includes('integer')) && /^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (types.includes('boolean') && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

function typeAt(schema: JsonSchema | undefined, path: string[]): unknown {
  let at: Properties[string] = schema as Properties[string];
  for (const key of path) at = at?.properties && Object.hasOwn(at.properties, key) ? at.properties[key] : undefined;
  return at?.type;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}
