/** One thing a designer can use in conditions and templates, as GET /rules/fields lists them. */
export interface RuleField {
  /** 'employee.email': what stands in a template between the braces */
  name: string;
  /** 'employee', with `path` '$.email' where the value lies deeper: what stands in a condition */
  fact: string;
  path?: string;
  label: string;
  group: string;
  type: 'text' | 'number' | 'boolean' | 'date' | 'choice' | 'list' | 'rows' | 'file' | 'object';
  choices?: { value: unknown; label: string }[];
  sample?: unknown;
}
