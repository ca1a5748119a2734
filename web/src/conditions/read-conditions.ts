import { conditions } from '../words/conditions.ts';
import { hasKey, keyOf, type Reference } from './field-key.ts';
import { findOperand, type Operand } from './operators.ts';
import { type Branch, type Kind, type Leaf, MOST_LEVELS, type Node, type Scalar } from './tree.ts';

/** The builder's tree, or why the builder cannot show the conditions. */
export type Reading = { tree: Branch } | { reason: string };

const words = conditions.cannotRead;
const GROUPS = { all: 'and', any: 'or' } as const;
const NEGATED = { all: 'notAll', any: 'none' } as const;
const COMPARISON_KEYS = ['fact', 'path', 'operator', 'value'];

/** Reads the stored json-rules-engine conditions. Writing what was read gives them back exactly. */
export function readConditions(stored: unknown): Reading {
  if (!isObject(stored)) return { reason: words.notAnObject };
  if (Object.keys(stored).length === 0) return { tree: { combinator: 'and', rules: [] } };
  const kind = listKindOf(stored);
  const list = kind === undefined ? undefined : stored[kind];
  if (kind !== undefined && Array.isArray(list) && list.length === 0) {
    return { tree: { combinator: GROUPS[kind], rules: [] } };
  }
  const node = readNode(stored, 1);
  if (typeof node === 'string') return { reason: node };
  return { tree: 'rules' in node ? node : { combinator: 'and', bare: true, rules: [node] } };
}

/** One comparison alone, as a trace repeats it; undefined where the builder has no words for it. */
export function findLeaf(comparison: Record<string, unknown>): Leaf | undefined {
  const leaf = readComparison(comparison);
  return typeof leaf === 'string' ? undefined : leaf;
}

/** A text is the reason why not. */
function readNode(stored: unknown, level: number): Node | string {
  if (!isObject(stored)) return words.notAnObject;
  const kind = listKindOf(stored);
  if (kind !== undefined) return readGroup(stored, kind, GROUPS[kind], level);
  if (!Object.hasOwn(stored, 'not')) return readComparison(stored);
  const extra = Object.keys(stored).find((key) => key !== 'not');
  if (extra !== undefined) return words.extra(extra);
  const inner = stored['not'];
  const innerKind = isObject(inner) ? listKindOf(inner) : undefined;
  if (isObject(inner) && innerKind !== undefined) return readGroup(inner, innerKind, NEGATED[innerKind], level);
  if (level > MOST_LEVELS) return words.tooDeep(MOST_LEVELS);
  const child = readNode(inner, level + 1);
  return typeof child === 'string' ? child : { combinator: 'none', bare: true, rules: [child] };
}

function readGroup(stored: Record<string, unknown>, key: 'all' | 'any', kind: Kind, level: number): Branch | string {
  const extra = Object.keys(stored).find((other) => other !== key);
  if (extra !== undefined) return words.extra(extra);
  if (level > MOST_LEVELS) return words.tooDeep(MOST_LEVELS);
  const list = stored[key];
  if (!Array.isArray(list)) return words.noList(key);
  if (list.length === 0) return words.emptyGroup;
  const rules: Node[] = [];
  for (const child of list) {
    const node = readNode(child, level + 1);
    if (typeof node === 'string') return node;
    rules.push(node);
  }
  return { combinator: kind, rules };
}

function readComparison(stored: Record<string, unknown>): Leaf | string {
  if (Object.hasOwn(stored, 'condition')) return words.named;
  const extra = Object.keys(stored).find((key) => !COMPARISON_KEYS.includes(key));
  if (extra !== undefined) return words.extra(extra);
  const { operator, value } = stored;
  if (!isReference(stored)) return words.field;
  const operand = typeof operator === 'string' ? findOperand(operator) : undefined;
  if (typeof operator !== 'string' || operand === undefined) return words.operator(String(operator));
  const field = keyOf(stored);
  if (operand === 'none') {
    const isOpposite = value === false && operator.endsWith('isEmpty');
    if (value !== true && !isOpposite) return words.value(operator);
    return { field, operator: isOpposite ? oppositeOf(operator) : operator, valueSource: 'value', value: '' };
  }
  if (isObject(value)) {
    const onlyNames = Object.keys(value).every((key) => key === 'fact' || key === 'path');
    if (!onlyNames || !isReference(value)) return words.value(operator);
    return { field, operator, valueSource: 'field', value: keyOf(value) };
  }
  if (!fits(operand, value)) return words.value(operator);
  return { field, operator, valueSource: 'value', value };
}

function fits(operand: Operand, value: unknown): value is Scalar | Scalar[] {
  switch (operand) {
    case 'scalar':
      return isScalar(value);
    case 'order':
      return isOrdered(value);
    case 'text':
      return typeof value === 'string';
    case 'list':
      return Array.isArray(value) && value.every(isScalar);
    case 'range':
      return Array.isArray(value) && value.length === 2 && value.every(isOrdered);
    case 'days':
      return typeof value === 'number' && Number.isFinite(value);
    case 'none':
      return false;
  }
}

/** "is empty: false" says the same as "is not empty". A value that is no date is neither today nor not: no opposite there. */
function oppositeOf(operator: string): string {
  return operator === 'isEmpty' ? 'not:isEmpty' : 'isEmpty';
}

/** `null` is none: the builder says "is empty" for it, which means more than null. */
function isScalar(value: unknown): value is Scalar {
  return typeof value === 'boolean' || isOrdered(value);
}

function isOrdered(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

function isReference(stored: Record<string, unknown>): stored is Record<string, unknown> & Reference {
  const { fact, path } = stored;
  if (typeof fact !== 'string' || !hasKey({ fact })) return false;
  return path === undefined ? !Object.hasOwn(stored, 'path') : typeof path === 'string';
}

function listKindOf(stored: Record<string, unknown>): 'all' | 'any' | undefined {
  if (Object.hasOwn(stored, 'all')) return 'all';
  return Object.hasOwn(stored, 'any') ? 'any' : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
