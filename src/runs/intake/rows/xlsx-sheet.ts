import type { RowWarnings } from './row-warnings.ts';
import type { RawCell } from './xlsx-cells.ts';
import { walkXml, type XmlReader } from './xlsx-xml.ts';

export interface RawRow {
  line: number;
  cells: RawCell[];
}

/** The rows of a sheet as its XML is read; what stands behind them (merged cells) goes to the warnings. */
export async function* readSheet(chunks: AsyncIterable<Uint8Array>, warnings: RowWarnings): AsyncGenerator<RawRow> {
  const rows: RawRow[] = [];
  for await (const _ of walkXml(chunks, sheetReader(rows, warnings))) {
    yield* rows;
    rows.length = 0;
  }
}

function sheetReader(rows: RawRow[], warnings: RowWarnings): XmlReader {
  let row: RawRow = { line: 0, cells: [] };
  let cell: RawCell | undefined;
  let within = false;
  let hidden = false;
  return {
    open: (name, attributes) => {
      if (name === 'row') {
        row = { line: Number(attributes['r'] ?? row.line + 1), cells: [] };
        hidden = ['1', 'true'].includes(attributes['hidden'] ?? '');
      } else if (name === 'c') {
        cell = openCell(attributes, row.cells.at(-1)?.column ?? -1);
        row.cells.push(cell);
      } else if (name === 'f' && cell) cell.formula = true;
      else if (name === 'mergeCell') warnMerged(warnings, attributes['ref'] ?? '');
      within = name === 'v' || name === 't';
      if (within && cell) cell.filled = true;
    },
    text: (part) => {
      if (within && cell) cell.text += part;
    },
    close: (name) => {
      within = false;
      if (name === 'c') cell = undefined;
      if (name !== 'row') return;
      const { line } = row;
      if (hidden)
        warnings.add(
          'hidden_rows',
          line,
          (count) => `${count} rows are hidden in the workbook; they are used all the same.`,
        );
      rows.push(row);
    },
  };
}

function openCell(attributes: Record<string, string>, before: number): RawCell {
  const letters = /^[A-Z]+/.exec(attributes['r'] ?? '')?.[0];
  return {
    column: letters === undefined ? before + 1 : columnIndex(letters),
    type: attributes['t'] ?? 'n',
    style: Number(attributes['s'] ?? 0),
    formula: false,
    text: '',
    filled: false,
  };
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

function warnMerged(warnings: RowWarnings, ref: string): void {
  const line = Number(/\d+/.exec(ref)?.[0]);
  const sentence = (count: number) => `${count} ranges of cells are merged; only the first cell of each has a value.`;
  warnings.add('merged_cells', Number.isFinite(line) ? line : undefined, sentence);
}
