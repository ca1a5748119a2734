import type { FieldProblem, JsonObject, JsonSchema } from '../../src/sdk/index.ts';
import { checkConditions } from '../conditions/check-conditions.ts';
import {
  type Comparison,
  type Conditions,
  dotPath,
  groupOf,
  isAlways,
  isReference,
  plainSegments,
} from '../conditions/conditions.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Moment } from '../conditions/operator.ts';

/** What a condition looks at, and whether it is compared with a number. */
interface Column {
  path: string;
  isNumber: boolean;
}

interface Prepared {
  columns: Column[];
  /** declares the columns, so that an empty cell is null and not unknown */
  schema: JsonSchema;
}

const prepared = new WeakMap<object, Prepared>();

/** What is wrong with conditions over the rows of a file, each with the pointer of its place below `base`. */
export function checkSelection(conditions: object, base: string): FieldProblem[] {
  return checkConditions(conditions, undefined, base).map(({ path, message }) => ({ path, message }));
}

export function selectionColumns(conditions: object): string[] {
  return [...new Set(preparedFor(conditions).columns.map(({ path }) => path))];
}

/** An empty cell is null; a cell that is compared with a number is a number where its text is one. */
export async function rowMatches(conditions: object, facts: JsonObject, moment: Moment): Promise<boolean> {
  const { columns, schema } = preparedFor(conditions);
  const numbers = columns.filter(({ isNumber }) => isNumber).map(({ path }) => path);
  const given = numbers.length === 0 ? facts : withNumbers(facts, numbers);
  return (await evaluate(conditions, given, schema, moment)).fires;
}

function preparedFor(conditions: object): Prepared {
  let known = prepared.get(conditions);
  if (known === undefined) {
    const columns = isAlways(conditions) ? [] : columnsOf(conditions as Conditions);
    known = { columns, schema: declaring(columns.map(({ path }) => path.split('.'))) };
    prepared.set(conditions, known);
  }
  return known;
}

function columnsOf(conditions: Conditions): Column[] {
  const group = groupOf(conditions);
  if (group !== undefined) return group.children.flatMap(columnsOf);
  const { value, ...left } = conditions as Comparison;
  const path = plainSegments(dotPath(left));
  if (isReference(value)) return [path, plainSegments(dotPath(value))].map((one) => ({ path: one, isNumber: false }));
  const operands: unknown[] = Array.isArray(value) ? value : [value];
  return [{ path, isNumber: operands.length > 0 && operands.every((one) => typeof one === 'number') }];
}

function declaring(paths: readonly string[][]): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const [key = ''] of paths) {
    const deeper = paths.filter(([first, ...rest]) => first === key && rest.length > 0).map(([, ...rest]) => rest);
    properties[key] = deeper.length === 0 ? {} : declaring(deeper);
  }
  return { type: 'object', properties };
}

function withNumbers(facts: JsonObject, paths: readonly string[]): JsonObject {
  const copy = structuredClone(facts) as JsonObject;
  for (const path of paths) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at: unknown = copy;
    for (const key of keys) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    if (!isObject(at) || !Object.hasOwn(at, last)) continue;
    const text = at[last];
    if (typeof text === 'string' && /^[+-]?\d+(\.\d+)?$/.test(text.trim())) at[last] = Number(text);
  }
  return copy;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
