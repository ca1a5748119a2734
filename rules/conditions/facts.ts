import { findProblems } from '../../src/schema/validator.ts';
import { AppError, invalid, type Json, type JsonObject, type JsonSchema } from '../../src/sdk/index.ts';

const DEEPEST = 32;

/**
 * What the copies inherit: no `constructor`, nothing that a template could name. Handlebars compares a row of #each with
 * the object around it by `!=`, which asks the object for a primitive when the row is a text or a number.
 */
const BARE: object = Object.freeze(Object.create(null, { [Symbol.toPrimitive]: { value: () => '' } }));

/**
 * Facts as plain JSON without prototypes: what conditions and templates look at can neither be a function nor reach
 * `constructor`. Throws BAD_REQUEST for what JSON cannot say.
 */
export function cloneFacts(facts: unknown): JsonObject {
  const copy = clone(facts, 0);
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
    throw new AppError('BAD_REQUEST', 'The facts must be an object: {"name": value, ...}.');
  }
  return copy;
}

function clone(value: unknown, depth: number): Json {
  if (depth > DEEPEST) throw new AppError('BAD_REQUEST', `The facts are nested more than ${DEEPEST} levels deep.`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => clone(item, depth + 1));
  if (typeof value !== 'object') {
    throw new AppError(
      'BAD_REQUEST',
      `A fact is a ${typeof value} that JSON cannot hold; give text, a number or a list.`,
    );
  }
  const copy: JsonObject = Object.create(BARE);
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw new AppError('BAD_REQUEST', 'A field may not be called "__proto__".');
    if (item !== undefined) copy[key] = clone(item, depth + 1);
  }
  return copy;
}

/** Throws VALIDATION with the place of every mistake; `at` is a JSON pointer to the facts. */
export function assertFacts(schema: JsonSchema | undefined, facts: JsonObject, at = '/facts'): void {
  const problems = schema === undefined ? [] : findProblems(schema, facts, at);
  if (problems.length > 0) throw invalid(problems);
}
