import type { JsonSchema } from '../sdk/index.ts';

/** An object of an answer: all of its fields are always there. */
export const object = (properties: Record<string, JsonSchema>, title?: string): JsonSchema => ({
  ...(title === undefined ? {} : { title }),
  type: 'object',
  required: Object.keys(properties),
  properties,
});
