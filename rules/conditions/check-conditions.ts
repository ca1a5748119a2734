import { type FieldProblem, fieldTypes, findField, type JsonSchema } from '../../src/sdk/index.ts';
import { dotPath, type FactReference, isAlways, isPlainPath, isReference, plainSegments } from './conditions.ts';
import type { OperandKind, Operator } from './operator.ts';
import { findOperator, operatorNames } from './operators.ts';

const DEEPEST = 10;
const MOST_CONDITIONS = 200;
const MOST_VALUES = 1000;
const LONGEST_TEXT = 1000;
const MOST_DAYS = 36_500;
const GROUPS = ['all', 'any', 'not'];
const COMPARISON_KEYS = ['fact', 'path', 'operator', 'value', 'name'];

/** `incomplete`: nothing is wrong, only not filled in yet. */
export type ConditionProblem = FieldProblem & { incomplete?: boolean };

interface Walk {
  schema: JsonSchema | undefined;
  problems: ConditionProblem[];
  count: number;
}

/** What is wrong with the conditions of a rule, each with the JSON pointer of its place below `base`. */
export function checkConditions(conditions: unknown, schema: JsonSchema | undefined, base: string): ConditionProblem[] {
  const walk: Walk = { schema, problems: [], count: 0 };
  if (isObject(conditions) && isAlways(conditions)) return [];
  checkNode(walk, conditions, base, 1);
  return walk.problems;
}

function checkNode(walk: Walk, node: unknown, at: string, depth: number): void {
  const report = (path: string, message: string, incomplete = false) =>
    walk.problems.push({ path, message, ...(incomplete && { incomplete }) });
  walk.count += 1;
  if (walk.count === MOST_CONDITIONS + 1) report(at, `A rule has at most ${MOST_CONDITIONS} conditions.`);
  if (walk.count > MOST_CONDITIONS) return;
  if (depth > DEEPEST) return void report(at, `Conditions are nested at most ${DEEPEST} levels deep.`);
  if (!isObject(node)) return void report(at, 'A condition is an object: a group (all, any, not) or a comparison.');
  const kind = GROUPS.find((group) => Object.hasOwn(node, group));
  if (kind === undefined) {
    checkComparison(walk, node, at);
    return;
  }
  const extra = Object.keys(node).find((key) => key !== kind && key !== 'name');
  if (extra !== undefined) report(`${at}/${pointer(extra)}`, `"${extra}" cannot stand beside "${kind}".`);
  const children = node[kind];
  if (kind === 'not') {
    checkNode(walk, children, `${at}/not`, depth + 1);
    return;
  }
  if (!Array.isArray(children) || (children.length === 0 && depth > 1)) {
    return void report(`${at}/${kind}`, `"${kind}" needs a list of at least one condition.`, Array.isArray(children));
  }
  children.forEach((child, index) => {
    checkNode(walk, child, `${at}/${kind}/${index}`, depth + 1);
  });
}

function checkComparison(walk: Walk, node: Record<string, unknown>, at: string): void {
  const report = (key: string, message: string, incomplete = false) =>
    walk.problems.push({ path: `${at}/${pointer(key)}`, message, ...(incomplete && { incomplete }) });
  if (Object.hasOwn(node, 'condition'))
    return void report('condition', 'Named conditions are not supported; write them out.');
  for (const key of Object.keys(node)) {
    if (!COMPARISON_KEYS.includes(key)) report(key, `There is no "${key}" in a condition.`);
  }
  const operator = typeof node['operator'] === 'string' ? findOperator(node['operator']) : undefined;
  if (operator === undefined) {
    report(
      'operator',
      `There is no operator "${String(node['operator'])}". Use one of: ${operatorNames().join(', ')}.`,
      isGap(node['operator']),
    );
  }
  const types = checkReference(walk, node, at);
  if (!Object.hasOwn(node, 'value')) return void report('value', 'The value to compare with is required.', true);
  if (operator !== undefined) checkValue(walk, { operator, types, value: node['value'], at: `${at}/value` });
}

/** Answers the types that the form gives the field; empty: not known. */
function checkReference(walk: Walk, reference: Record<string, unknown>, at: string): string[] {
  const { fact, path } = reference;
  const report = (key: string, message: string, incomplete = false) => {
    walk.problems.push({ path: `${at}/${key}`, message, ...(incomplete && { incomplete }) });
    return [];
  };
  if (typeof fact !== 'string' || fact === '' || !isPlainPath(fact)) {
    return report('fact', 'Name a field of the form.', isGap(fact));
  }
  if (path !== undefined && (typeof path !== 'string' || path.length > LONGEST_TEXT || !isPlainPath(path))) {
    return report('path', 'A path is names with dots, like $.address.city; filters and scripts are not possible.');
  }
  if (walk.schema === undefined) return [];
  const whole = plainSegments(dotPath(reference as unknown as FactReference));
  const field = findField(walk.schema, whole);
  if (field === undefined) return report(path === undefined ? 'fact' : 'path', `The form has no field "${whole}".`);
  return field === 'open' ? [] : fieldTypes(field);
}

function checkValue(walk: Walk, of: { operator: Operator; types: string[]; value: unknown; at: string }): void {
  const { operator, types, value, at } = of;
  const report = (path: string, message: string, incomplete = false) =>
    walk.problems.push({ path, message, ...(incomplete && { incomplete }) });
  const wanted = operator.fieldTypes;
  if (wanted !== undefined && types.length > 0 && !types.some((type) => wanted.includes(type))) {
    report(
      at.replace(/value$/, 'operator'),
      `"${operator.name}" works on ${wanted.join(', ')}; the field is ${types.join(', ')}.`,
    );
  }
  if (isReference(value)) {
    checkReference(walk, value as unknown as Record<string, unknown>, at);
    return;
  }
  const problem = operandProblem(operator.operand, value);
  if (problem !== undefined) return void report(at, problem, isGap(value));
  if (
    (operator.operand === 'scalar' || operator.operand === 'order') &&
    !fits(value, types) &&
    wanted?.[0] !== 'array'
  ) {
    report(
      at,
      `The field is ${types.join(' or ')}; ${JSON.stringify(value)} can never be equal to it or be ordered with it.`,
      isGap(value),
    );
  }
}

function operandProblem(kind: OperandKind, value: unknown): string | undefined {
  switch (kind) {
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'The value must be true or false.';
    case 'text':
      return typeof value === 'string' && value.length <= LONGEST_TEXT ? undefined : 'The value must be text.';
    case 'list':
      return Array.isArray(value) && value.length <= MOST_VALUES && value.every(isScalar)
        ? undefined
        : `The value must be a list of at most ${MOST_VALUES} texts or numbers.`;
    case 'range':
      return Array.isArray(value) && value.length === 2 && value.every(isOrdered)
        ? undefined
        : 'The value must be a list of two: the lowest and the highest.';
    case 'days':
      return isNumber(value) && Number.isInteger(value) && value >= 0 && value <= MOST_DAYS
        ? undefined
        : `The value must be a number of days: a whole number from 0 to ${MOST_DAYS}.`;
    case 'order':
      return isOrdered(value) ? undefined : 'The value must be a number or a date like 2026-12-31.';
    case 'scalar':
      return isScalar(value) ? undefined : 'The value must be text, a number, true, false or null.';
  }
}

/** What an editor has in a place that nobody has filled in. */
function isGap(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some(isGap);
  return value === undefined || value === null || value === '';
}

function isScalar(value: unknown): boolean {
  return (
    value === null ||
    typeof value === 'boolean' ||
    isNumber(value) ||
    (typeof value === 'string' && value.length <= LONGEST_TEXT)
  );
}

function isOrdered(value: unknown): boolean {
  return (
    isNumber(value) ||
    (typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value) && !Number.isNaN(Date.parse(value)))
  );
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function fits(value: unknown, types: string[]): boolean {
  if (types.length === 0 || value === null) return true;
  const type = typeof value;
  return types.includes(type) || (type === 'number' && types.includes('integer'));
}

function pointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
