import type { RuleField } from '../api/rule-field.ts';

// A thousands separator is not told from a decimal one: what has two of them is refused, not guessed at.
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/;

/** The number that a text is, with one decimal comma or point; undefined for anything else. */
export function parseNumber(text: string): number | undefined {
  const typed = text.trim();
  const parsed = Number(typed.replace(',', '.'));
  return NUMBER.test(typed) && Number.isFinite(parsed) ? parsed : undefined;
}

/** What is typed as the value of a number: kept as text as long as it is none. */
export function numberOrText(text: string): number | string {
  return parseNumber(text) ?? text.trim();
}

/** The items of a list have no type of their own: its sample tells. */
export function holdsNumbers(field: RuleField | undefined): boolean {
  if (field?.type === 'number') return true;
  return field?.type === 'list' && Array.isArray(field.sample) && typeof field.sample[0] === 'number';
}

/** Text that stands where a number should. */
export function isNoNumber(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && parseNumber(value) === undefined;
}
