import { type Branch, isBranch, type Leaf, leavesOf, type Node } from './tree.ts';

export interface Change {
  kind: 'added' | 'groupAdded' | 'removed' | 'groupRemoved';
  /** the condition whose field gets the focus */
  leaf?: Leaf;
  /** where there is none: the group whose "Add condition" gets it */
  group: number[];
}

/** What was added or removed between two states of the tree; undefined where only values changed. */
export function findChange(before: Branch, after: Branch, path: number[] = []): Change | undefined {
  const [old, now] = [before.rules, after.rules];
  const at = now.findIndex((node, index) => node.id !== old[index]?.id);
  const added = now[at];
  if (now.length > old.length && added !== undefined)
    return { ...leafOf(added, path), kind: isBranch(added) ? 'groupAdded' : 'added' };
  if (now.length < old.length) {
    const removed = old[at === -1 ? now.length : at];
    const near = now[at] ?? now.at(-1);
    const kind = removed !== undefined && isBranch(removed) ? 'groupRemoved' : 'removed';
    return { ...(near === undefined ? { group: path } : leafOf(near, path)), kind };
  }
  for (const [index, node] of now.entries()) {
    const same = old[index];
    if (!isBranch(node) || same === undefined || !isBranch(same)) continue;
    const change = findChange(same, node, [...path, index]);
    if (change !== undefined) return change;
  }
  return undefined;
}

function leafOf(node: Node, group: number[]): Omit<Change, 'kind'> {
  const leaf = isBranch(node) ? leavesOf(node)[0] : node;
  return leaf === undefined ? { group } : { leaf, group };
}
