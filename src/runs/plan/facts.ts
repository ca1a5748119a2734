import { createHash } from 'node:crypto';
import { type Json, type JsonObject, type JsonSchema, sortedJson, valueAt } from '../../sdk/index.ts';
import type { Cell } from '../drafts/run-intake.ts';

type Properties = Record<string, { type?: unknown; properties?: Properties } | undefined>;

/**
 * The cells of a row as facts: a heading with dots makes objects in each other (one like 'Pers.-Nr.' is one name), an
 * empty cell is no fact, and a number or a truth value is made of the text where the form's schema asks for one. Texts that do not fit stay as they are: the
 * form's check says what is wrong with them.
 */
export function rowFacts(values: Record<string, Cell>, schema: JsonSchema | undefined): JsonObject {
  const facts: JsonObject = {};
  for (const [heading, cell] of Object.entries(values)) {
    const text = cellText(cell);
    const path = pathOf(heading.trim());
    if (text === '' || path.some((key) => key === '' || key === '__proto__')) continue;
    put(facts, path, typeof cell === 'string' ? typed(text, typeAt(schema, path)) : cell);
  }
  return facts;
}

/** A cell as text; '' for an empty one. */
export function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

/** What a person typed, as the form's schema wants it. */
export function typedFact(schema: JsonSchema | undefined, heading: string, value: Json): Json {
  return typeof value === 'string' ? typed(value, typeAt(schema, pathOf(heading))) : value;
}

/** SHA-256 over facts whose fields may come in any order. */
export function factsDigest(facts: object): string {
  return createHash('sha256')
    .update(JSON.stringify(sortedJson(facts as JsonObject)))
    .digest('hex');
}

/** What one field says, as text; '' where there is nothing. */
export function textAt(facts: object, path: string): string {
  const value = Object.hasOwn(facts, path) ? (facts as JsonObject)[path] : valueAt(facts, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A copy with one value exchanged. */
export function withFact(facts: object, path: string, value: Json): JsonObject {
  const copy = structuredClone(facts) as JsonObject;
  put(copy, Object.hasOwn(copy, path) ? [path] : pathOf(path), value);
  return copy;
}

/** The headings that made these facts, as far as their cells were not empty. */
export function headingsOf(facts: object, before = ''): string[] {
  return Object.entries(facts).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? headingsOf(value, `${before}${key}.`)
      : [`${before}${key}`],
  );
}

/** Abbreviations end with a dot: such a heading is a name as it stands. */
function pathOf(heading: string): string[] {
  const path = heading.split('.');
  return path.some((key) => key.trim() === '') ? [heading] : path;
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
