import { referenceOf } from './field-key.ts';
import { operandOf } from './operators.ts';
import { type Branch, isBranch, type Leaf } from './tree.ts';

/** The stored form of the builder's tree. Groups without any condition are left out; nothing at all is `{}`: always. */
export function writeConditions(tree: Branch): object {
  return writeBranch(tree) ?? {};
}

function writeBranch({ combinator, bare, rules }: Branch): object | undefined {
  const children = rules.map((node) => (isBranch(node) ? writeBranch(node) : writeLeaf(node))).filter(isPresent);
  const [only] = children;
  if (only === undefined) return undefined;
  const isNot = combinator === 'none' || combinator === 'notAll';
  if (bare === true && children.length === 1) return isNot ? { not: only } : only;
  const list = combinator === 'and' || combinator === 'notAll' ? { all: children } : { any: children };
  return isNot ? { not: list } : list;
}

function writeLeaf({ field, operator, value, valueSource }: Leaf): object {
  const reference = referenceOf(field);
  if (operandOf(operator) === 'none') return { ...reference, operator, value: true };
  return { ...reference, operator, value: valueSource === 'field' ? referenceOf(String(value)) : value };
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
