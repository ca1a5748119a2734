import type { JsonSchema, TemplateKind } from '../../src/sdk/index.ts';

/** Text that is HTML already: only helpers of this folder make it. */
export class SafeHtml {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

export interface HelperContext {
  kind: TemplateKind;
  /** BCP 47 */
  locale: string;
  /** IANA time zone */
  zone: string;
  options: Record<string, unknown>;
  /** of a helper with `ofField`: what the form says of the field that is its first argument; empty: nothing */
  field: readonly JsonSchema[];
}

/**
 * What `{{name argument option=value}}` does. One file in rules/expressions/functions/ exports one of these as `helper`; it is
 * found by its folder, and no other can be called. `run` is pure: it reads nothing and evaluates nothing.
 */
export interface Helper {
  name: string;
  /** one line for the editor */
  summary: string;
  /** how it is written, e.g. `{{date value format="long"}}` */
  usage: string;
  /** fewest and most arguments */
  arity: readonly [number, number];
  options: readonly string[];
  /** true: an absent value is handed over as undefined; otherwise it is a missing value and `run` is not called */
  lenient: boolean;
  /** true: its first argument is a field, and it is told what the form says of that */
  ofField?: boolean;
  run(values: unknown[], context: HelperContext): unknown;
}

/** What cannot be shown is a mistake in the template or in a value: the mail is held with this sentence. */
export class HelperProblem extends Error {}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new HelperProblem(`${JSON.stringify(value)?.slice(0, 60)} is not a text; name one of its fields.`);
}

export function numberOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new HelperProblem(`${JSON.stringify(value)?.slice(0, 60)} is not a number.`);
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
