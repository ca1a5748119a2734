import { CsvReader } from './csv-records.ts';
import type { Separator } from './row.ts';

const CANDIDATES: Separator[] = [',', ';', '\t', '|'];
const RECORDS = 20;

/** The separator that cuts the first records into the most alike pieces; null for a table of one column. */
export function detectSeparator(sample: string, complete: boolean): Separator | null {
  const told = /^sep=([,;\t|])\r?\n/.exec(sample)?.[1];
  const known = CANDIDATES.find((candidate) => candidate === told);
  if (known) return known;
  const scores = CANDIDATES.map((separator) => ({ separator, ...score(sample, complete, separator) }));
  const [best] = scores.filter(({ columns }) => columns > 1).sort((a, b) => b.alike - a.alike || b.columns - a.columns);
  return best?.separator ?? null;
}

/** The line by which a spreadsheet program is told the separator: no row of the table. */
export function isSeparatorLine(cells: readonly string[]): boolean {
  return cells.length <= 2 && /^sep=[,;\t|]?$/.test(cells[0] ?? '') && (cells[1] ?? '') === '';
}

function score(sample: string, complete: boolean, separator: Separator): { columns: number; alike: number } {
  const records: string[][] = [];
  const reader = new CsvReader(separator, Number.POSITIVE_INFINITY);
  for (const { cells } of reader.read(complete && !/[\r\n]$/.test(sample) ? `${sample}\n` : sample)) {
    if (cells.length > 1 || cells[0] !== '') records.push(cells);
    if (records.length === RECORDS) break;
  }
  const columns = records[0]?.length ?? 0;
  return { columns, alike: records.filter((cells) => cells.length === columns).length / Math.max(1, records.length) };
}
