import type { components } from './schema.gen.ts';

/** One thing a designer can use in conditions and templates, as GET /rules/fields lists them. */
export type RuleField = components['schemas']['RuleFields']['fields'][number];
