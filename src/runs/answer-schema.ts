import type { JsonSchema } from '../sdk/index.ts';

/** The pieces that answers of payroll runs are made of. */
export const text = { type: 'string' };
export const textOrNull = { type: ['string', 'null'] };
export const count = { type: 'integer' };
export const countOrNull = { type: ['integer', 'null'] };
export const yesNo = { type: 'boolean' };
export const instant = { type: 'integer', description: 'Milliseconds since 1970' };
export const instantOrNull = { type: ['integer', 'null'], description: 'Milliseconds since 1970' };
export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const orNull = (schema: JsonSchema): JsonSchema => ({ ...schema, type: [schema['type'], 'null'] });
/** Every property is always there. */
export const object = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => ({
  ...more,
  type: 'object',
  required: Object.keys(properties),
  properties,
});
