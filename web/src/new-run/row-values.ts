import type { RunItem } from '../payroll/run-model.ts';
import type { RunColumn } from './match-queries.ts';

/** The values of a row by their columns, as texts; nested objects come from headings with dots. */
export function valuesOf(facts: object, before = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]: [string, unknown]) => {
      const name = `${before}${key}`;
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return Object.entries(valuesOf(value, `${name}.`));
      }
      return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
    }),
  );
}

/** Every column that a person may fill in; the address has a field of its own. */
export function editableColumns(
  item: Pick<RunItem, 'facts'>,
  columns: readonly RunColumn[],
  addressField: string,
): string[] {
  const names = [...columns.map(({ name }) => name), ...Object.keys(valuesOf(item.facts))];
  return [...new Set(names)].filter((name) => name !== addressField);
}

/** Only what was changed. What was a number stays one where it can. */
export function changedFacts(
  before: Readonly<Record<string, string>>,
  facts: object,
  typed: Readonly<Record<string, string>>,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(typed)
      .filter(([name, text]) => text.trim() !== (before[name] ?? ''))
      .map(([name, text]) => {
        const wasNumber = typeof (facts as Record<string, unknown>)[name] === 'number';
        const number = Number(text);
        return [name, wasNumber && text.trim() !== '' && Number.isFinite(number) ? number : text.trim()];
      }),
  );
}
