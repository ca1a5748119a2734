import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { ErrorSchema, RJSFSchema, ValidatorType } from '@rjsf/utils';
import { jsonForm } from '../words/json-form.ts';
import { formatPointer, isFields, parsePointer, valueAt } from './pointer.ts';

/** What is wrong with a value; `path` is a JSON pointer. The same shape as the problems of the API. */
export interface FormProblem {
  path: string;
  message: string;
}

/**
 * These only say that something deeper is wrong; the deeper one stands in the list too. A choice that does not fit
 * fails at each of its values.
 */
const REPEATS = ['properties', '$ref', 'items', 'if', 'additionalProperties'];

/** In words of the page; the server's say the same. */
function hostMistake(typed: string): string {
  const { host } = jsonForm;
  if (/^[A-Za-z0-9._-]+:\d*$/.test(typed.trim())) return host.withPort;
  if (!/^[\p{L}\p{M}\p{N}._-]+$/u.test(typed.trim())) return host.onlyName;
  return host.international(asciiName(typed.trim()));
}

/** The ASCII form of an international name, by the rules that web addresses have; '' where there is none. */
function asciiName(name: string): string {
  return URL.canParse(`https://${name}`) ? new URL(`https://${name}`).hostname : '';
}

const validators = new WeakMap<object, Validator>();

/** Interprets the schema: ajv would compile it to code, which the page's policy forbids (no unsafe-eval). */
function validatorFor(schema: object): Validator {
  let validator = validators.get(schema);
  if (validator === undefined) {
    validator = new Validator(schema as Schema, '2020-12', false);
    validators.set(schema, validator);
  }
  return validator;
}

/** What is wrong with `value`, one sentence for each field, in the words of the page; empty when it is valid. */
export function findFormProblems(schema: object, value: unknown, base = ''): FormProblem[] {
  const causes = validatorFor(schema)
    .validate(asJson(value))
    .errors.filter(({ keyword }) => !REPEATS.includes(keyword));
  const found = new Map<string, FormProblem>();
  for (const cause of causes) {
    if (/\/oneOf\/\d+\//.test(cause.keywordLocation)) continue;
    const { path, message } = problemOf(schema, value, cause);
    if (!found.has(path)) found.set(path, { path: `${base}${path}`, message });
  }
  return [...found.values()];
}

function problemOf(
  schema: object,
  value: unknown,
  { instanceLocation, keyword, keywordLocation, error }: OutputUnit,
): FormProblem {
  const at = pointerOf(instanceLocation);
  const limit = keywordAt(schema, pointerOf(keywordLocation));
  if (keyword === 'required' || keyword === 'dependentRequired') {
    const name = /"([^"]*)"[^"]*$/.exec(error)?.[1] ?? '';
    return { path: `${at}${formatPointer([name])}`, message: jsonForm.invalid.required };
  }
  if (keyword === 'pattern' && formatBeside(schema, pointerOf(keywordLocation)) === 'mail-host') {
    return { path: at, message: hostMistake(String(valueAt(value, at))) };
  }
  const words = jsonForm.invalid as Record<string, string | ((limit: string) => string) | undefined>;
  const said = words[keyword === 'type' ? `type ${limit}` : keyword] ?? jsonForm.invalid.other;
  const known = Array.isArray(limit) ? limit.join(', ') : String(limit ?? '');
  return { path: at, message: typeof said === 'function' ? said(known) : said };
}

/** '#/imap/host', with the escapes of a URI fragment. */
function pointerOf(location: string): string {
  return decodeURIComponent(location.replace(/^#/, ''));
}

function formatBeside(schema: object, pattern: string): unknown {
  return keywordAt(schema, pattern.replace(/\/pattern$/, '/format'));
}

/** The value of the keyword that failed: the way there leads through $ref. */
function keywordAt(schema: object, location: string): unknown {
  let at: unknown = schema;
  for (const name of parsePointer(location)) {
    if (name === '$ref' && isFields(at)) at = definitionOf(schema, String(at['$ref']));
    else if (Array.isArray(at)) at = at[Number(name)];
    else at = isFields(at) ? at[name] : undefined;
  }
  return at;
}

/** What '#/$defs/port' points at. */
export function definitionOf(root: object, reference: string): unknown {
  let at: unknown = root;
  for (const name of parsePointer(reference.replace(/^#/, ''))) at = isFields(at) ? at[name] : undefined;
  return at;
}

const conditions = new WeakMap<object, object>();

/** Whether a value fits a part of a schema, e.g. its `if`. References go to `root`. */
export function fits(part: object, value: unknown, root: object): boolean {
  let whole = conditions.get(part);
  if (whole === undefined) {
    const { $defs } = root as { $defs?: object };
    whole = $defs === undefined ? part : { ...part, $defs };
    conditions.set(part, whole);
  }
  return validatorFor(whole).validate(asJson(value)).valid;
}

/** The validator throws at `undefined`, which a cleared field is. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? {}));
}

/** What rjsf asks of a validator. Problems are found by the page itself, at its own moments (see JsonForm). */
export const rjsfValidator: ValidatorType<unknown, RJSFSchema> = {
  isValid: (schema, value, root) => fits(schema, value, root),
  rawValidation: () => ({ errors: [] }),
  validateFormData: () => ({ errors: [], errorSchema: {} as ErrorSchema<unknown> }),
};
