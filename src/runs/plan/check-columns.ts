import { invalid } from '../../sdk/index.ts';
import type { Cell } from '../drafts/run-intake.ts';
import type { Choices } from '../run-options.ts';

const JSON_NAME = /\.(json|ndjson|jsonl)$/i;
const MOST_NAMED = 8;

/**
 * Refuses a table that has not the chosen columns: without headings its first row would be taken for them, and that
 * person would be lost. `values`: a row with all columns. Objects of JSON say themselves what they have.
 */
export function checkColumns(choices: Choices, fileName: string, values: Record<string, Cell>): void {
  if (JSON_NAME.test(fileName)) return;
  const { ownerField, addressField } = choices;
  const has = (name: string) => Object.hasOwn(values, name);
  const missing = [
    ...(has(ownerField) ? [] : [{ name: ownerField, says: 'whose row it is' }]),
    ...(has(addressField) ? [] : [{ name: addressField, says: 'where it goes' }]),
  ];
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => `"${name}"`).join(' and ');
  const says = missing.map((one) => one.says).join(' and ');
  const [columns, say] = missing.length === 1 ? ['column', 'says'] : ['columns', 'say'];
  const message = `The file has no ${columns} ${names}, which ${say} ${says}. Its first row says: ${listed(Object.keys(values))}. Put the headings into the first row, or choose other columns.`;
  throw invalid([{ path: '', message }]);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}
