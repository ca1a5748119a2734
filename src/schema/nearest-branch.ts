import type { ErrorObject } from 'ajv';
import type { JsonSchema } from '../sdk/index.ts';

const OTHER_KIND = 100;

/**
 * A value that fits none of several forms (oneOf) fails at each of them. What a person meant is the nearest one: of its
 * kind, or with a field that only this form has, or with the fewest mistakes; only those are told. `root`: what `$ref` looks in.
 */
export function nearestBranches(errors: readonly ErrorObject[], root: JsonSchema): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf');
  const dropped = new Set(choices.flatMap((choice) => beside(choice, errors, root)));
  return errors.filter((error) => !dropped.has(error));
}

function beside(choice: ErrorObject, errors: readonly ErrorObject[], root: JsonSchema): ErrorObject[] {
  const named = namedBranch(choice, root);
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

interface Form {
  index: string;
  /** it and all that stands in it: what a $ref finds says not by which form it was reached */
  schemas: ReadonlySet<unknown>;
  properties: Record<string, { const?: unknown; enum?: unknown[] }>;
  required: readonly string[];
}

interface NamedBranch {
  form: Form;
  others: Form[];
}

/** The form whose "kind" the value has, or the only one that knows a field which it must have. */
function namedBranch({ schema, data }: ErrorObject, root: JsonSchema): NamedBranch | undefined {
  if (!Array.isArray(schema) || typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const forms = schema.map((form: object | boolean, index) => formOf(form, String(index), root));
  const form = forms.find((one) => hasKind(one, data)) ?? onlyForm(forms, data);
  return form && { form, others: forms.filter((one) => one !== form) };
}

function formOf(schema: object | boolean, index: string, root: JsonSchema): Form {
  // "true" and "false" are schemas, too.
  if (typeof schema === 'boolean') return { index, schemas: new Set(), properties: {}, required: [] };
  const ref = '$ref' in schema && typeof schema.$ref === 'string' ? schema.$ref : undefined;
  const [, name = ''] = /^#\/\$defs\/([^/]+)$/.exec(ref ?? '') ?? [];
  const defs = (root['$defs'] ?? {}) as Record<string, object>;
  const own = ref === undefined ? schema : (defs[name] ?? {});
  const { properties = {}, required = [] } = own as Partial<Form>;
  return { index, schemas: new Set(withAllIn(own)), properties, required };
}

function withAllIn(schema: unknown): unknown[] {
  return typeof schema === 'object' && schema !== null ? [schema, ...Object.values(schema).flatMap(withAllIn)] : [];
}

function hasKind({ properties }: Form, data: { kind?: unknown }): boolean {
  const { kind } = properties;
  if (data.kind === undefined || kind === undefined) return false;
  return kind.const === data.kind || (kind.enum ?? []).includes(data.kind);
}

function onlyForm(forms: readonly Form[], data: object): Form | undefined {
  const found = forms.filter(({ required, index }) => {
    const others = forms.filter((one) => one.index !== index);
    return required.some((name) => Object.hasOwn(data, name) && others.every((one) => !(name in one.properties)));
  });
  return found.length === 1 ? found[0] : undefined;
}

/** What a $ref finds counts once, where the named form has the field. */
function besideNamed(choice: ErrorObject, errors: readonly ErrorObject[], { form, others }: NamedBranch) {
  const seen = new Set<string>();
  return errors.filter((error) => {
    if (error === choice) return true;
    const branch = branchOf(choice, error);
    if (branch !== undefined) return branch !== form.index;
    const at = choice.instancePath;
    if (error.instancePath !== at && !error.instancePath.startsWith(`${at}/`)) return false;
    if (others.some(({ schemas }) => schemas.has(error.parentSchema))) return true;
    if (
      error.instancePath === at ||
      !error.schemaPath.startsWith('#/$defs/') ||
      error.schemaPath.startsWith(`${choice.schemaPath}/`)
    )
      return false;
    const [field = ''] = error.instancePath.slice(at.length + 1).split('/');
    const key = `${error.instancePath} ${error.schemaPath}`;
    const isKept = Object.hasOwn(form.properties, field) && !seen.has(key);
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
