import type { RuleField } from '../api/rule-field.ts';

const TYPES: readonly RuleField['type'][] = ['text', 'choice', 'list', 'rows', 'object'];

/** Fields that may hold addresses; those that look like it come first. */
export function addressFields(fields: readonly RuleField[]): RuleField[] {
  const possible = fields.filter(({ type }) => TYPES.includes(type));
  return [...possible.filter(looksLikeAddress), ...possible.filter((field) => !looksLikeAddress(field))];
}

function looksLikeAddress({ name, label, sample }: RuleField): boolean {
  return /\S@\S/.test(JSON.stringify(sample) ?? '') || /e-?mail/i.test(`${name} ${label}`);
}
