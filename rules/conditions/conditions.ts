import { findField, type Json, type JsonSchema } from '../../src/sdk/index.ts';

/** A value on the left side, or one taken from another field on the right side. */
export interface FactReference {
  fact: string;
  path?: string;
}

export interface Comparison extends FactReference {
  operator: string;
  value: Json | FactReference;
}

/** json-rules-engine conditions, in the part of the format that is accepted here. */
export type Conditions = { all: Conditions[] } | { any: Conditions[] } | { not: Conditions } | Comparison;

export type Group = { kind: 'all' | 'any'; children: Conditions[] } | { kind: 'not'; children: [Conditions] };

/** The group a condition is, or undefined for a comparison. */
export function groupOf(conditions: Conditions): Group | undefined {
  if ('all' in conditions) return { kind: 'all', children: conditions.all };
  if ('any' in conditions) return { kind: 'any', children: conditions.any };
  if ('not' in conditions) return { kind: 'not', children: [conditions.not] };
  return undefined;
}

/** No condition means: always (A1.55). */
export function isAlways(conditions: object): boolean {
  if (Object.keys(conditions).length === 0) return true;
  const group = groupOf(conditions as Conditions);
  return group !== undefined && group.kind !== 'not' && group.children.length === 0;
}

export function isReference(value: unknown): value is FactReference {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'fact');
}

/** 'employee' and '$.address.city' (or 'address.city') as one dot path: employee.address.city. */
export function dotPath({ fact, path }: FactReference): string {
  const rest = (path ?? '').replace(/^\$\.?/, '');
  return rest === '' ? fact : `${fact}.${rest}`;
}

const SEGMENT = /^[\p{L}\p{N}_-]+(\[\d+\])*$/u;

/** Plain dot paths only: JSONPath filters and scripts could run code, wildcards would answer lists of unknown length. */
export function isPlainPath(path: string): boolean {
  const rest = path.replace(/^\$\.?/, '');
  return rest === '' || rest.split('.').every((segment) => SEGMENT.test(segment));
}

/** `lines[0].amount` as `lines.0.amount`. */
export function plainSegments(path: string): string {
  return path.replace(/\[(\d+)\]/g, '.$1');
}

/** Whether the form knows the field, so that an absent value means "left empty". */
export function isDeclared(schema: JsonSchema | undefined, path: string): boolean {
  if (schema === undefined) return false;
  const field = findField(schema, path);
  return field !== undefined && field !== 'open';
}
