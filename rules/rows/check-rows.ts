import type { ForEach } from '../../schemas/rule.gen.ts';
import type { Finding, JsonSchema } from '../../src/sdk/index.ts';
import { checkConditions } from '../conditions/check-conditions.ts';
import { fieldsOfSchema } from '../forms/rule-fields.ts';
import { ROW, schemaOfRow } from './row-facts.ts';

/** Whether the field is a table, and what is wrong with the conditions of its rows. Without a schema nobody can know the first. */
export function checkRows({ field, conditions }: ForEach, schema: JsonSchema | undefined): Finding[] {
  const path = '/forEach/field';
  const fields = schema === undefined ? [] : fieldsOfSchema(schema, '').filter((one) => one.path === undefined);
  const findings: Finding[] = [];
  if (schema !== undefined && !fields.some(({ name, type }) => name === field && type === 'rows')) {
    const tables = fields.filter(({ type }) => type === 'rows').map(({ name }) => name);
    const message = `"${field}" is no table of the form. Its tables are: ${tables.join(', ') || 'none'}.`;
    findings.push({ level: 'error', path, message });
  }
  if (fields.some(({ fact }) => fact === ROW)) {
    const message = `The form has a field "${ROW}", and so is each row called. Give the field another name first.`;
    findings.push({ level: 'error', path, message });
  }
  if (findings.length > 0) return findings;
  const problems = checkConditions(conditions ?? {}, schemaOfRow(schema, field), '/forEach/conditions');
  return problems.map((problem) => ({ ...problem, level: 'error' }));
}
