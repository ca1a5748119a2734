import type { RuleField } from '../api/rule-field.ts';
import { editor as words } from '../words/editor.ts';
import { fieldOf } from './template-scan.ts';

/** What a chip shows: the label of a field, the inside of a formula, or that the field is gone. */
export interface Chip {
  kind: 'field' | 'formula' | 'gone';
  text: string;
  title: string;
}

/** An empty list says nothing about what was removed: a rule without a form has none. */
export function chipOf(source: string, fields: readonly RuleField[]): Chip {
  const name = fieldOf(source);
  if (name === undefined) return { kind: 'formula', text: formulaText(source), title: words.formulaTitle(source) };
  const field = fields.find((one) => one.name === name);
  return field === undefined && fields.length > 0
    ? { kind: 'gone', text: words.fieldRemoved(name), title: words.fieldRemovedTitle(source) }
    : { kind: 'field', text: field?.label ?? name, title: source };
}

/** A block keeps its braces: without the outer ones, those inside could not be understood. */
function formulaText(source: string): string {
  const inside = source.slice(2, -2).trim();
  return inside.includes('}}') ? source : inside;
}
