import type { ErrorObject } from 'ajv';

const OTHER_KIND = 100;

/**
 * A value that fits none of several forms (oneOf) fails at each of them. What a person meant is the nearest one: of its
 * kind and with the fewest mistakes; only those are told.
 */
export function nearestBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf');
  const dropped = new Set(choices.flatMap((choice) => beside(choice, errors)));
  return errors.filter((error) => !dropped.has(error));
}

function beside(choice: ErrorObject, errors: readonly ErrorObject[]): ErrorObject[] {
  const named = namedBranch(choice);
  if (named !== undefined) return besideNamed(choice, errors, named);
  const branches = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const branch = branchOf(choice, error);
    if (branch !== undefined) branches.set(branch, [...(branches.get(branch) ?? []), error]);
  }
  const [nearest, ...others] = [...branches.values()].sort((a, b) => distance(choice, a) - distance(choice, b));
  // Nothing but values to choose from: the choice itself says it best.
  if (nearest === undefined) return [];
  if (nearest.every((error) => isOtherKind(choice, error))) {
    return [...nearest.filter(({ keyword }) => keyword === 'const'), ...others.flat()];
  }
  return [choice, ...others.flat()];
}

interface NamedBranch {
  index: string;
  properties: object;
}

/** The form whose "kind" the value has. */
function namedBranch({ schema, data }: ErrorObject): NamedBranch | undefined {
  if (!Array.isArray(schema) || typeof data !== 'object' || data === null) return undefined;
  const { kind } = data as { kind?: unknown };
  const forms = schema as { properties?: { kind?: { const?: unknown } } }[];
  const index = forms.findIndex(({ properties }) => kind !== undefined && properties?.kind?.const === kind);
  const properties = forms[index]?.properties;
  return properties && { index: String(index), properties };
}

/** What a $ref finds says not by which form it was reached: it counts once, where the named form has the field. */
function besideNamed(choice: ErrorObject, errors: readonly ErrorObject[], { index, properties }: NamedBranch) {
  const seen = new Set<string>();
  return errors.filter((error) => {
    if (error === choice) return true;
    const branch = branchOf(choice, error);
    if (branch !== undefined) return branch !== index;
    const [field = ''] = error.instancePath.slice(choice.instancePath.length + 1).split('/');
    const isBelow = error.instancePath.startsWith(`${choice.instancePath}/`) && error.schemaPath.startsWith('#/$defs/');
    if (!isBelow || error.schemaPath.startsWith(`${choice.schemaPath}/`)) return false;
    const key = `${error.instancePath} ${error.schemaPath}`;
    const isKept = Object.hasOwn(properties, field) && !seen.has(key);
    seen.add(key);
    return !isKept;
  });
}

function branchOf(choice: ErrorObject, error: ErrorObject): string | undefined {
  const below = error.instancePath === choice.instancePath || error.instancePath.startsWith(`${choice.instancePath}/`);
  if (!below || !error.schemaPath.startsWith(`${choice.schemaPath}/`)) return undefined;
  return error.schemaPath.slice(choice.schemaPath.length + 1).split('/')[0];
}

function distance(choice: ErrorObject, errors: readonly ErrorObject[]): number {
  return errors.reduce((sum, error) => sum + (isOtherKind(choice, error) ? OTHER_KIND : 1), 0);
}

/** Another type altogether, or another "kind" in the object itself. */
function isOtherKind(choice: ErrorObject, { keyword, instancePath }: ErrorObject): boolean {
  const own = instancePath.slice(choice.instancePath.length);
  return (keyword === 'type' && own === '') || (keyword === 'const' && own.split('/').length <= 2);
}
