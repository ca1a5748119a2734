import type { CellValue } from './row.ts';
import type { RowWarnings } from './row-warnings.ts';
import { columnName } from './table-headers.ts';
import { isoDate } from './xlsx-values.ts';
import type { Workbook } from './xlsx-workbook.ts';

/** As many digits as Excel shows: it stores 0.1 + 0.2 as 0.30000000000000004. */
const SHOWN_DIGITS = 15;

/** A cell as it stands in the sheet. */
export interface RawCell {
  column: number;
  type: string;
  style: number;
  formula: boolean;
  text: string;
  /** False where there is no value at all. */
  filled: boolean;
}

export type ReadCell = { value: CellValue } | { problem: string };

/** The value of a cell, with the warnings that belong to it. */
export function readCell(cell: RawCell, line: number, workbook: Workbook, warnings: RowWarnings): ReadCell {
  const place = `${columnName(cell.column)}${line}`;
  if (cell.formula) {
    if (!cell.filled) {
      return { problem: `The formula in ${place} was never calculated. Open the file, save it and upload it again.` };
    }
    warnings.add('formula', line, (count) => `${count} cells hold formulas; the value saved with them is used.`);
  }
  if (!cell.filled) return { value: null };
  switch (cell.type) {
    case 's':
      return { value: workbook.texts[Number(cell.text)] || null };
    case 'str':
    case 'inlineStr':
    case 'd':
      return { value: cell.text || null };
    case 'b':
      return { value: cell.text === '1' };
    case 'e':
      return { problem: `The cell ${place} holds the error ${cell.text}. Mend it in the workbook.` };
    default:
      return readNumber(cell, line, place, workbook, warnings);
  }
}

function readNumber(cell: RawCell, line: number, place: string, workbook: Workbook, warnings: RowWarnings): ReadCell {
  const number = Number(cell.text);
  if (cell.text.trim() === '' || !Number.isFinite(number))
    return { problem: `The cell ${place} holds no number that can be read.` };
  const shape = workbook.shapes[cell.style] ?? { kind: 'number' };
  if (shape.kind === 'date') {
    const value = isoDate(number, workbook.from1904);
    return value === undefined ? { problem: `The cell ${place} holds no date that exists.` } : { value };
  }
  if (shape.kind === 'zeros' && Number.isSafeInteger(number) && number >= 0) {
    warnings.add(
      'leading_zeros',
      line,
      (count) => `${count} numbers are taken as text, with the zeros they are shown with.`,
    );
    return { value: String(number).padStart(shape.digits, '0') };
  }
  return { value: Number(number.toPrecision(SHOWN_DIGITS)) };
}
