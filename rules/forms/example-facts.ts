import { findProblems } from '../../src/schema/validator.ts';
import { fieldTypes, type Json, type JsonObject, type JsonSchema, schemaVariants } from '../../src/sdk/index.ts';
import { exampleOfPattern } from './pattern-example.ts';

const DEEPEST = 8;
const MOST_VALUES = 1_000;
const MOST_VISITS = 5_000;
const LONGEST = 10_000;
const MOST_REPAIRS = 8;

interface Making {
  root: JsonSchema;
  /** of the dates in it */
  now: number;
  values: number;
  visits: number;
}

/**
 * Facts made from a form's schema, to try a rule with where there is no record yet: examples, defaults and choices as
 * they stand, the rest by type, format and name. They fit the schema wherever that can be reached by leaving out what
 * does not; a schema that nothing simple fits gets the nearest that was found.
 */
export function exampleFacts(schema: JsonSchema, now: number): JsonObject {
  const making = { root: schema, now, values: 0, visits: 0 };
  const made = exampleOf(making, schema, 'record', 0);
  const facts = isObject(made) ? made : {};
  for (let round = 0; round < MOST_REPAIRS; round += 1) {
    const problems = findProblems(schema, facts);
    const removed = problems.map(({ path }) => leaveOut(facts, path)).some(Boolean);
    if (!removed) return facts;
  }
  return facts;
}

function exampleOf(making: Making, schema: JsonSchema, name: string, depth: number): Json {
  making.values += 1;
  const variants = schemaVariants(making.root, schema, Math.max(1, MOST_VISITS - making.visits));
  making.visits += variants.length;
  const given = givenValue(variants);
  if (given !== undefined) return given;
  const types = variants.flatMap((variant) => fieldTypes(variant));
  const has = (keyword: string) => variants.some((variant) => variant[keyword] !== undefined);
  if (types.includes('array') || (types.length === 0 && has('items'))) return listOf(making, variants, name, depth);
  if (types.includes('object') || (types.length === 0 && has('properties'))) return objectOf(making, variants, depth);
  if (types.includes('boolean')) return true;
  if (types.includes('number') || types.includes('integer')) return numberOf(variants, types.includes('number'));
  if (types.length > 0 && types.every((type) => type === 'null')) return null;
  return textOf(making, variants, name);
}

/** What the author of the schema wrote down. */
function givenValue(variants: JsonSchema[]): Json | undefined {
  for (const variant of variants) {
    const { examples, default: preset, const: fixed, enum: choices } = variant as Record<string, Json | undefined>;
    const example = Array.isArray(examples) ? examples[0] : undefined;
    const choice = Array.isArray(choices)
      ? (choices.find((one) => one !== null && one !== '') ?? choices[0])
      : undefined;
    const given = example ?? fixed ?? preset ?? choice;
    if (given !== undefined) return structuredClone(given);
  }
  return undefined;
}

function objectOf(making: Making, variants: JsonSchema[], depth: number): JsonObject {
  const object: JsonObject = {};
  if (depth >= DEEPEST) return object;
  for (const { properties } of variants) {
    if (!isObject(properties)) continue;
    for (const [key, schema] of Object.entries(properties)) {
      if (making.values >= MOST_VALUES) return object;
      if (key === '__proto__' || Object.hasOwn(object, key) || schema === (false as unknown)) continue;
      object[key] = exampleOf(making, isObject(schema) ? (schema as JsonSchema) : {}, key, depth + 1);
    }
  }
  return named(object);
}

/** A file is text, whatever its content type would promise. */
function named(object: JsonObject): JsonObject {
  const { name, base64 } = object;
  if (typeof name !== 'string' || typeof base64 !== 'string') return object;
  const pdf = object['contentType'] === 'application/pdf' || /\.pdf$/i.test(name);
  return { ...object, base64: standInFile(pdf ? 'x.pdf' : name) };
}

function listOf(making: Making, variants: JsonSchema[], name: string, depth: number): Json[] {
  if (depth >= DEEPEST) return [];
  const items = variants.map((variant) => variant['items']).find((one) => isObject(one)) as JsonSchema | undefined;
  const wanted = Math.min(50, Math.max(1, largest(variants, 'minItems') ?? 0));
  const list: Json[] = [];
  while (list.length < wanted && making.values < MOST_VALUES) {
    list.push(items === undefined ? 'Example' : exampleOf(making, items, name.replace(/s$/, ''), depth + 1));
  }
  return list;
}

function numberOf(variants: JsonSchema[], fraction: boolean): number {
  const least = largest(variants, 'minimum');
  const above = largest(variants, 'exclusiveMinimum');
  const most = smallest(variants, 'maximum');
  const below = smallest(variants, 'exclusiveMaximum');
  const step = largest(variants, 'multipleOf') ?? (fraction ? 0 : 1);
  let value = 100;
  if (least !== undefined && value < least) value = least;
  if (above !== undefined && value <= above) value = above + (step || 1);
  if (most !== undefined && value > most) value = most;
  if (below !== undefined && value >= below) value = below - (step || 1);
  if (step === 0) return value;
  const fitting = Math.ceil(value / step) * step;
  return most !== undefined && fitting > most ? Math.floor(value / step) * step : fitting;
}

function textOf({ now }: Making, variants: JsonSchema[], name: string): string {
  const pattern = variants.map((variant) => variant['pattern']).find((one) => typeof one === 'string');
  const fitting = typeof pattern === 'string' ? exampleOfPattern(pattern) : undefined;
  const format = variants.map((variant) => variant['format']).find((one) => typeof one === 'string');
  const text = fitting ?? byFormat(String(format ?? ''), new Date(now).toISOString()) ?? byName(name);
  const longest = Math.min(LONGEST, smallest(variants, 'maxLength') ?? LONGEST);
  const shortest = Math.min(LONGEST, largest(variants, 'minLength') ?? 0);
  return text.slice(0, longest).padEnd(shortest, 'x');
}

function byFormat(format: string, now: string): string | undefined {
  const examples: Record<string, string> = {
    date: now.slice(0, 10),
    'date-time': now,
    time: '09:00:00Z',
    email: 'name@example.com',
    'idn-email': 'name@example.com',
    uri: 'https://example.com/',
    'uri-reference': 'https://example.com/',
    uuid: '00000000-0000-4000-8000-000000000000',
    hostname: 'example.com',
    ipv4: '192.0.2.1',
    ipv6: '2001:db8::1',
    duration: 'P1D',
  };
  return Object.hasOwn(examples, format) ? examples[format] : undefined;
}

/** Many forms say nothing of a format: an address must still be one, and codes are looked up. */
function byName(name: string): string {
  if (/e-?mail|address$/i.test(name)) return 'name@example.com';
  if (/currency/i.test(name)) return 'EUR';
  if (/locale|language/i.test(name)) return 'en';
  if (/content.?type|mime/i.test(name)) return 'text/plain';
  if (/month|period/i.test(name)) return '2026-10';
  if (/url|link/i.test(name)) return 'https://example.com/';
  return name === 'base64' ? standInFile('example.txt') : 'Example';
}

/** The content of a file that is not there: a PDF has to be one. */
export function standInFile(name: string): string {
  const text = /\.pdf$/i.test(name) ? '%PDF-1.4\n%%EOF\n' : 'This stands in for a file.\n';
  return Buffer.from(text).toString('base64');
}

/** Removes the value at a pointer; false where there is none. */
function leaveOut(facts: JsonObject, pointer: string): boolean {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop();
  let at: Json | undefined = facts;
  for (const key of keys) at = typeof at === 'object' && at !== null ? (at as JsonObject)[key] : undefined;
  if (last === undefined || typeof at !== 'object' || at === null || !Object.hasOwn(at, last)) return false;
  if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return true;
}

function largest(variants: JsonSchema[], keyword: string): number | undefined {
  const numbers = variants.map((variant) => variant[keyword]).filter((one) => typeof one === 'number');
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function smallest(variants: JsonSchema[], keyword: string): number | undefined {
  const numbers = variants.map((variant) => variant[keyword]).filter((one) => typeof one === 'number');
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
