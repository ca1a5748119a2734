import type { JsonSchema } from '../../src/sdk/index.ts';

const MOST_CHOICES = 200;
const LONGEST_LABEL = 200;

/** A value that can be chosen, and what people call it. */
export interface Choice {
  value: string | number | boolean | null;
  label: string;
}

/** What `enum`, or `oneOf` and `anyOf` with a `const` each, let a field be; the first of those with one value counts. */
export function choicesOf(variants: readonly JsonSchema[]): Choice[] {
  const listed = variants.flatMap((schema) => {
    if (Array.isArray(schema['enum']))
      return (schema['enum'] as unknown[]).map((value) => ({ value, title: undefined }));
    const options = [schema['oneOf'], schema['anyOf']].filter(Array.isArray).flat() as unknown[];
    return options
      .filter(isObject)
      .flatMap((one) => ('const' in one ? [{ value: one['const'], title: one['title'] }] : []));
  });
  const choices = new Map<unknown, Choice>();
  for (const { value, title } of listed) {
    if (!isChoice(value) || choices.has(value) || choices.size >= MOST_CHOICES) continue;
    choices.set(value, { value, label: (labelText(title) ?? String(value)).slice(0, LONGEST_LABEL) });
  }
  return [...choices.values()];
}

function isChoice(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** Trimmed and shortened; undefined for what is no text. */
export function labelText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, LONGEST_LABEL) : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
