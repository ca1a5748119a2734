import type { RuleGroupType, RuleType } from 'react-querybuilder';

/** How many groups stand inside each other at most, the outermost counted. */
export const MOST_LEVELS = 3;

/** All of, Any of; and the two that only exist where they were imported: None of (not any) and Not all of (not all). */
export type Kind = 'and' | 'or' | 'none' | 'notAll';

export type Scalar = string | number | boolean;

/** One condition of the builder. `field` and a `value` from another field are keys of field-key.ts. */
export interface Leaf extends RuleType {
  valueSource: 'value' | 'field';
  value: Scalar | Scalar[];
}

export interface Branch extends RuleGroupType<Leaf, Kind> {
  /** stands for what has no list around it in the stored form: a comparison alone, or `not` around one condition */
  bare?: boolean;
  rules: (Branch | Leaf)[];
}

export type Node = Branch | Leaf;

export function isBranch(node: Node): node is Branch {
  return 'rules' in node;
}

export function leavesOf(branch: Branch): Leaf[] {
  return branch.rules.flatMap((node) => (isBranch(node) ? leavesOf(node) : [node]));
}

/** '2.1' for the path [1, 0]: how people count. */
export function numberOf(path: readonly number[]): string {
  return path.map((index) => index + 1).join('.');
}

/** The tree with the node at `path` changed by `change`; what is not on the way stays the same object. */
export function changeAt(branch: Branch, path: readonly number[], change: (leaf: Leaf) => Leaf): Branch {
  const [index, ...rest] = path;
  const rules = branch.rules.map((node, at) => {
    if (at !== index) return node;
    return isBranch(node) ? changeAt(node, rest, change) : change(node);
  });
  return { ...branch, rules };
}

let lastId = 0;

/** Rows are known by their ids: without them each change would draw new ones, and the focus would be lost. */
export function withIds<T extends Node>(node: T): T {
  lastId += 1;
  const id = `c${lastId}`;
  return isBranch(node) ? { ...node, id, rules: node.rules.map(withIds) } : { ...node, id };
}
