import { loadFolder } from '../load-folder.ts';
import type { Operator } from './operator.ts';

const NOT = 'not:';

/** Every operator of rules/operators/ by its name: a new one is one new file there, and nothing else is edited. */
export const OPERATORS: ReadonlyMap<string, Operator> = await loadOperators();

async function loadOperators(): Promise<Map<string, Operator>> {
  const modules = await loadFolder<{ operators: Operator[] }>(new URL('../operators/', import.meta.url));
  return new Map(modules.flatMap(({ operators }) => operators.map((operator) => [operator.name, operator])));
}

/** `equal`, or `not:equal`, which json-rules-engine makes of it. */
export function findOperator(name: string): Operator | undefined {
  return OPERATORS.get(name.startsWith(NOT) ? name.slice(NOT.length) : name);
}

export function operatorNames(): string[] {
  return [...OPERATORS.keys()].flatMap((name) => [name, NOT + name]).sort();
}
