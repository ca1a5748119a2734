import type { RuleField } from '../api/rule-field.ts';

export interface FieldGroup {
  group: string;
  fields: RuleField[];
}

/** Fields whose label, name or group holds every word of `query`; those that begin with it come first. */
export function searchFields(fields: readonly RuleField[], query: string): RuleField[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = ({ label, name, group }: RuleField) => `${label}\n${name}\n${group}`.toLowerCase();
  const found = fields.filter((field) => words.every((word) => text(field).includes(word)));
  const first = words[0] ?? '';
  const begins = ({ label, name }: RuleField) =>
    label.toLowerCase().startsWith(first) || name.toLowerCase().startsWith(first);
  return [...found.filter(begins), ...found.filter((field) => !begins(field))];
}

/** The groups in the order in which they first appear. */
export function groupFields(fields: readonly RuleField[]): FieldGroup[] {
  const groups = new Map<string, RuleField[]>();
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return [...groups].map(([group, members]) => ({ group, fields: members }));
}

/** The sample value of a field in one short line; '' without one. */
export function sampleText({ sample }: RuleField): string {
  if (sample === undefined || sample === null) return '';
  const text = typeof sample === 'object' ? JSON.stringify(sample) : String(sample);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
