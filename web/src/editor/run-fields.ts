import type { RuleField } from '../api/rule-field.ts';
import { editor as words } from '../words/editor.ts';

const { runGroup: group, runName, runPeriod } = words;

/** What e-mails of payroll runs may say beside the fields of the form. */
const RUN_FIELDS: readonly RuleField[] = [
  { name: 'run.period', fact: 'run', path: '$.period', label: runPeriod, group, type: 'text', sample: null },
  { name: 'run.name', fact: 'run', path: '$.name', label: runName, group, type: 'text', sample: null },
];

/** A rule without a form has no list of fields, and nothing is known to be missing in it. */
export function withRunFields(fields: readonly RuleField[]): readonly RuleField[] {
  if (fields.length === 0) return fields;
  const own = new Set(fields.map(({ name }) => name));
  return [...fields, ...RUN_FIELDS.filter(({ name }) => !own.has(name))];
}
