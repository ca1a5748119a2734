import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { AppError, type FieldProblem, invalid, type JsonSchema } from '../sdk/index.ts';
import { hostMistake } from './host-mistake.ts';
import { nearestBranches } from './nearest-branch.ts';
import { plainProblem } from './problem-words.ts';

const MOST_PROBLEMS = 50;

const ajv = new Ajv2020({ allErrors: true, strict: false, $data: false, validateFormats: true, verbose: true });
addFormats.default(ajv);
// Ours: a value that is stored sealed and never answered (connector types).
ajv.addFormat('secret', true);
// Ours: says what is wrong with the name of a server; its pattern decides.
ajv.addFormat('mail-host', true);
// Ours: an object of a form that stands for a person.
ajv.addFormat('person', true);

const compiled = new WeakMap<JsonSchema, ValidateFunction>();

function validatorFor(schema: JsonSchema): ValidateFunction {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = compileSchema(schema);
    compiled.set(schema, validate);
  }
  return validate;
}

function compileSchema(schema: JsonSchema): ValidateFunction {
  try {
    // The id is dropped: two versions of one form may carry the same $id.
    const { $id: _, ...anonymous } = schema as Record<string, unknown>;
    return ajv.compile(anonymous);
  } catch (error) {
    throw new AppError('VALIDATION', `This is not a valid JSON Schema (draft 2020-12): ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** Checks that `schema` itself is a usable JSON Schema; throws VALIDATION otherwise. */
export function assertSchema(schema: JsonSchema): void {
  validatorFor(schema);
}

/** What is wrong with `value`; empty when it is valid. Paths are JSON pointers below `base`. */
export function findProblems(schema: JsonSchema, value: unknown, base = ''): FieldProblem[] {
  const validate = validatorFor(schema);
  if (validate(value)) return [];
  return nearestBranches(validate.errors ?? [], schema)
    .filter(isCause)
    .slice(0, MOST_PROBLEMS)
    .map((error) => problem(error, base));
}

/** The value, typed, or a VALIDATION error that names every field. */
export function parseWith<T>(schema: JsonSchema, value: unknown): T {
  const problems = findProblems(schema, value);
  if (problems.length > 0) throw invalid(problems);
  return value as T;
}

/**
 * "must match then schema" and the like only repeat what a deeper error says better; and a choice that does not fit
 * fails at each of its values.
 */
function isCause(error: ErrorObject): boolean {
  return error.keyword !== 'if' && !/\/oneOf\/\d+\/const$/.test(error.schemaPath);
}

function problem(error: ErrorObject, base: string): FieldProblem {
  const at = `${base}${error.instancePath}`;
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
    case 'dependentRequired': {
      const name = String(params['missingProperty']);
      const { properties } = (error.parentSchema ?? {}) as { properties?: Record<string, unknown> };
      const message = `This value is required${exampleOf(properties?.[name])}.`;
      return { path: `${at}/${escapePointer(name)}`, message };
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      return { path: `${at}/${escapePointer(name)}`, message: `There is no field "${name}" here.` };
    }
    case 'enum':
      return { path: at, message: `Must be one of: ${(params['allowedValues'] as unknown[]).join(', ')}.` };
    case 'oneOf': {
      const kinds = kindsOf(error.schema);
      // The forms are told apart by their kind, and this one is of none of them.
      if (kinds.length > 0 && isObject(error.data)) {
        return { path: `${at}/kind`, message: `Must be one of: ${kinds.join(', ')}.` };
      }
      return { path: at, message: 'Must be one of the values that are offered here.' };
    }
    case 'pattern':
      // The expression itself would help nobody.
      return { path: at, message: patternMessage(error) };
    case 'const':
      return { path: at, message: `Must be ${JSON.stringify(params['allowedValue'])}.` };
    default:
      return { path: at, message: plainProblem(error) ?? `${capitalise(error.message ?? 'is not valid')}.` };
  }
}

/** Of forms that all have a "kind" of their own; else none. */
function kindsOf(forms: unknown): string[] {
  if (!Array.isArray(forms)) return [];
  const kinds = forms.flatMap((form: { properties?: { kind?: { const?: unknown } } }) => {
    const kind = form.properties?.kind?.const;
    return typeof kind === 'string' ? [kind] : [];
  });
  return kinds.length === forms.length ? kinds : [];
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function patternMessage({ parentSchema, data }: ErrorObject): string {
  const format = (parentSchema as { format?: unknown } | undefined)?.format;
  if (format === 'mail-host') return hostMistake(String(data));
  return `This is not of the form that is needed here${exampleOf(parentSchema)}.`;
}

/** ', for example 2026-11-27T08:00' where the description of the field has one; else ''. */
function exampleOf(schema: unknown): string {
  const { description } = (schema ?? {}) as { description?: unknown };
  const example = /for example (\S+)\.(?:\s|$)/.exec(typeof description === 'string' ? description : '')?.[1];
  return example === undefined ? '' : `, for example ${example}`;
}

/** RFC 6901, section 3. */
function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
