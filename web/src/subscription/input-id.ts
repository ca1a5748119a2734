import type { FieldName } from './details.ts';

/** So that the summary of the mistakes can link to the fields. */
export function inputId(field: FieldName): string {
  return `subscription-${field}`;
}
