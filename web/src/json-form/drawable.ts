import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';
import { isFields, parsePointer } from './pointer.ts';
import type { SchemaNode } from './resolve.ts';
import type { FormProblem } from './validator.ts';

/** rjsf knows `dependentRequired` only by its older name. */
export function drawable(schema: SchemaNode): RJSFSchema {
  return translated(schema) as RJSFSchema;
}

function translated(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(translated);
  if (!isFields(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, part]) =>
      name === 'dependentRequired' && isNameLists(part) ? ['dependencies', part] : [name, translated(part)],
    ),
  );
}

/** The keyword, not a property that happens to have this name. */
function isNameLists(part: unknown): boolean {
  return isFields(part) && Object.values(part).every(Array.isArray);
}

/** Problems as rjsf wants them: a tree beside the value. `base` is where the value stands in their paths. */
export function errorTree(problems: readonly FormProblem[], base: string): ErrorSchema<unknown> {
  const root: Record<string, unknown> = {};
  for (const { path, message } of problems) {
    if (!path.startsWith(`${base}/`)) continue;
    let at = root;
    for (const name of parsePointer(path.slice(base.length))) {
      const inner = isFields(at[name]) ? at[name] : {};
      at[name] = inner;
      at = inner;
    }
    const known = Array.isArray(at['__errors']) ? at['__errors'] : [];
    at['__errors'] = [...known, message];
  }
  return root as ErrorSchema<unknown>;
}
