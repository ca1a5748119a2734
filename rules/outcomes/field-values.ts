import { findProblems } from '../../src/schema/validator.ts';
import { fieldTypes, findField, type Json, type JsonObject, type JsonSchema } from '../../src/sdk/index.ts';
import { type OutcomeParts, PARTS, type Part } from './outcome-parts.ts';

/** What a field can hold of an outcome. */
export type Holder = 'text' | 'datetime' | 'boolean' | 'list';

/** Of a field of the form; undefined: nothing of an outcome fits. */
export function holderOf(root: JsonSchema, field: string): Holder | undefined {
  const schema = Object.hasOwn(propertiesOf(root), field) ? findField(root, field) : undefined;
  if (schema === undefined || schema === 'open') return undefined;
  const types = fieldTypes(schema).filter((type) => type !== 'null');
  if (types.includes('string')) {
    if (schema['format'] === 'date-time') return 'datetime';
    return schema['format'] === undefined ? 'text' : undefined;
  }
  if (types.includes('boolean')) return 'boolean';
  if (!types.includes('array')) return undefined;
  const items = findField(root, `${field}.*`);
  return items !== undefined && items !== 'open' && fieldTypes(items).includes('string') ? 'list' : undefined;
}

const LISTS: readonly Part[] = ['messageId', 'accepted', 'rejected'];

/** Which fields a part can be written into. */
export function holdersOf(part: Part): readonly Holder[] {
  if (part === 'at') return ['datetime', 'text'];
  if (part === 'accepted' || part === 'rejected') return ['text', 'list', 'boolean'];
  return part === 'messageId' ? ['text', 'list'] : ['text'];
}

/** The values of the instance with the parts written into their fields; what is not known any more is left empty. */
export function withParts(
  root: JsonSchema,
  values: JsonObject,
  fields: Readonly<Record<string, string>>,
  parts: OutcomeParts,
): JsonObject {
  const written = new Map<string, Json | undefined>();
  for (const part of PARTS) {
    const field = Object.hasOwn(fields, part) ? fields[part] : undefined;
    if (field !== undefined) written.set(field, valueFor(root, field, part, parts));
  }
  const kept = Object.entries(values).filter(([name]) => !written.has(name));
  const given = [...written].filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries([...kept, ...given]);
}

/** Mistakes of the fields that were written; what else a form may find wrong by now is none of theirs. */
export function problemsOf(root: JsonSchema, values: JsonObject, fields: readonly string[]): Map<string, string> {
  const problems = findProblems(root, values).flatMap(({ path, message }) => {
    const field = fields.find((one) => path === pointerTo(one) || path.startsWith(`${pointerTo(one)}/`));
    return field === undefined ? [] : [[field, message] as const];
  });
  return new Map(problems);
}

/** RFC 6901. */
function pointerTo(field: string): string {
  return `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function valueFor(root: JsonSchema, field: string, part: Part, parts: OutcomeParts): Json | undefined {
  const holder = holderOf(root, field);
  if (part === 'at') return new Date(parts.at).toISOString();
  const value = parts[part];
  if (holder === 'boolean') {
    const isWhole = parts.state === 'accepted' && parts.rejected.length === 0;
    return part === 'accepted' ? isWhole : parts.rejected.length > 0;
  }
  if (holder === 'list' && LISTS.includes(part)) return value;
  const text = Array.isArray(value) ? value.join(part === 'error' ? ' ' : ', ') : (value ?? '');
  return text === '' ? undefined : fitting(root, field, text);
}

/** Not longer than the field may be: an error is better short than missing. */
function fitting(root: JsonSchema, field: string, text: string): string {
  const schema = findField(root, field);
  const most = schema === undefined || schema === 'open' ? undefined : schema['maxLength'];
  return typeof most === 'number' && text.length > most ? [...text].slice(0, most).join('') : text;
}

function propertiesOf(root: JsonSchema): object {
  const { properties } = root as { properties?: unknown };
  return typeof properties === 'object' && properties !== null ? properties : {};
}
