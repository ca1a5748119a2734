import type { DocumentTable } from '../../../sdk/document-layout.ts';
import { BOLD, REGULAR } from './fonts.ts';
import { pdfError, pdfProblem } from './pdf-problem.ts';

type Sheet = PDFKit.PDFDocument;

interface Column {
  left: number;
  width: number;
  align: 'left' | 'right';
}

const PADDING = 3;
const MOST_COLUMNS = 20;

/** Draws a table; its titles stand on every page it needs. */
export function drawTable(sheet: Sheet, { columns, rows, total }: DocumentTable): void {
  checkTable(columns.length, total ? [...rows, total] : rows);
  const placed = placeColumns(sheet, columns);
  const titles = columns.map(({ title }) => title);
  const drawTitles = (): void => {
    drawRow(sheet, placed, titles, BOLD);
    drawLine(sheet);
  };
  sheet.fontSize(10);
  drawTitles();
  for (const row of rows) {
    if (!fits(sheet, placed, row)) {
      sheet.addPage();
      drawTitles();
    }
    drawRow(sheet, placed, row, REGULAR);
  }
  if (total) {
    if (!fits(sheet, placed, total)) sheet.addPage();
    drawLine(sheet);
    drawRow(sheet, placed, total, BOLD);
  }
  sheet.moveDown(0.8);
}

function checkTable(columns: number, rows: readonly string[][]): void {
  if (columns < 1 || columns > MOST_COLUMNS) {
    throw pdfError(pdfProblem('layout', `A table needs 1 to ${MOST_COLUMNS} columns; this one has ${columns}.`));
  }
  const wrong = rows.findIndex((row) => row.length !== columns);
  if (wrong < 0) return;
  const message = `Row ${wrong + 1} of a table has ${rows[wrong]?.length} cells, but there are ${columns} columns.`;
  throw pdfError(pdfProblem('layout', message));
}

function placeColumns(sheet: Sheet, columns: DocumentTable['columns']): Column[] {
  const { left, right } = sheet.page.margins;
  const width = sheet.page.width - left - right;
  const shares = columns.reduce((sum, column) => sum + (column.width ?? 1), 0);
  let x = left;
  return columns.map((column) => {
    const placed = { left: x, width: (width * (column.width ?? 1)) / shares, align: column.align ?? ('left' as const) };
    x += placed.width;
    return placed;
  });
}

function fits(sheet: Sheet, columns: readonly Column[], row: readonly string[]): boolean {
  return sheet.y + rowHeight(sheet, columns, row) <= sheet.page.maxY();
}

function rowHeight(sheet: Sheet, columns: readonly Column[], row: readonly string[]): number {
  const heights = columns.map(({ width }, index) =>
    sheet.heightOfString(row[index] || ' ', { width: width - 2 * PADDING }),
  );
  return Math.max(...heights) + 2 * PADDING;
}

function drawRow(
  sheet: Sheet,
  columns: readonly Column[],
  row: readonly string[],
  font: typeof REGULAR | typeof BOLD,
): void {
  sheet.font(font);
  const top = sheet.y;
  const height = rowHeight(sheet, columns, row);
  for (const [index, { left, width, align }] of columns.entries()) {
    sheet.text(row[index] ?? '', left + PADDING, top + PADDING, { width: width - 2 * PADDING, align });
  }
  sheet.y = top + height;
  sheet.x = sheet.page.margins.left;
}

function drawLine(sheet: Sheet): void {
  const { left, right } = sheet.page.margins;
  sheet
    .moveTo(left, sheet.y)
    .lineTo(sheet.page.width - right, sheet.y)
    .lineWidth(0.7)
    .stroke();
}
