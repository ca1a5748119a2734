import { AppError } from '../../../sdk/errors.ts';
import { openArchive, type ZipArchive } from '../zip/zip-archive.ts';
import { fileError, fileTooLarge } from './file-problem.ts';
import { checkCount, checkSignal } from './open-csv.ts';
import type { CellValue, OpenRows, Row, RowLimits, RowOptions } from './row.ts';
import { type RowWarnings, rowWarnings, warnEmptyRow } from './row-warnings.ts';
import { checkHeaders, columnName } from './table-headers.ts';
import { readCell } from './xlsx-cells.ts';
import { type RawRow, readSheet } from './xlsx-sheet.ts';
import { readPart, readWorkbook, type Sheet, type Workbook } from './xlsx-workbook.ts';

const MAX_PARTS = 5000;

export async function openXlsx(
  source: AsyncIterable<Uint8Array>,
  options: RowOptions,
  limits: RowLimits,
): Promise<OpenRows> {
  const archive = await openWorkbook(await collect(source, limits.maxXlsxBytes));
  try {
    const warnings = rowWarnings();
    const workbook = await readWorkbook(archive, limits);
    const sheet = pickSheet(workbook.sheets, options.sheet, warnings);
    const part = readPart(archive, sheet.path, limits.maxSheetBytes);
    if (!part) throw fileError('damaged', `The sheet "${sheet.name}" is missing in the workbook. Save it again.`);
    const rows = readSheet(part, warnings);
    const reading = { workbook, warnings, limits, signal: options.signal };
    const headers = await findHead(rows, reading);
    const sheets = workbook.sheets.map(({ name, hidden }) => ({ name, hidden }));
    return {
      detected: { format: 'xlsx', sheet: sheet.name, sheets },
      headers,
      rows: readRows(rows, headers, reading, () => archive.close()),
      warnings: warnings.list,
      close: async () => {
        await rows.return(undefined);
        archive.close();
      },
    };
  } catch (thrown) {
    archive.close();
    throw thrown;
  }
}

/** The directory of a zip file stands at its end, so that the whole of it has to be there first. */
async function collect(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += chunk.byteLength;
    if (length > maxBytes) {
      throw fileTooLarge(
        `The workbook has more than ${Math.floor(maxBytes / 1_000_000)} MB. Save the sheet as CSV, which has no such limit.`,
      );
    }
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

async function openWorkbook(bytes: Buffer): Promise<ZipArchive> {
  try {
    return await openArchive(bytes, { maxEntries: MAX_PARTS, maxRatio: Number.POSITIVE_INFINITY });
  } catch (cause) {
    const bomb = cause instanceof AppError && cause.details['reason'] === 'zip_bomb';
    const message = 'The workbook is damaged or cut off. Save it again and upload it again.';
    throw fileError(bomb ? 'zip_bomb' : 'damaged', message, { cause });
  }
}

function pickSheet(sheets: readonly Sheet[], wanted: string | undefined, warnings: RowWarnings): Sheet {
  const sheet =
    wanted === undefined ? sheets.find(({ hidden }) => !hidden) : sheets.find(({ name }) => name === wanted);
  if (!sheet) {
    const names = sheets.map(({ name }) => `"${name}"`).join(', ');
    const message =
      wanted === undefined ? 'The workbook has no visible sheet.' : `The workbook has no sheet "${wanted}".`;
    throw fileError('no_such_sheet', `${message} Its sheets are: ${names || 'none'}.`);
  }
  const hidden = `The sheet "${sheet.name}" is hidden in the workbook.`;
  if (sheet.hidden) warnings.add('hidden_sheet', undefined, () => hidden);
  const others = sheets.filter((other) => other !== sheet);
  const names = others.map(({ name }) => `"${name}"`).join(', ');
  const sentence = `Only the sheet "${sheet.name}" is read; the workbook also has ${names}.`;
  for (const _ of others) warnings.add('other_sheets', undefined, () => sentence);
  return sheet;
}

interface Reading {
  workbook: Workbook;
  warnings: RowWarnings;
  limits: RowLimits;
  signal: AbortSignal | undefined;
}

async function findHead(rows: AsyncGenerator<RawRow>, { workbook, warnings, limits }: Reading): Promise<string[]> {
  for (;;) {
    const next = await rows.next();
    if (next.done) throw fileError('empty', 'The sheet has no row with the names of the columns.');
    const names: string[] = [];
    for (const cell of next.value.cells) {
      const read = readCell(cell, next.value.line, workbook, warnings);
      if ('problem' in read) throw fileError('headers', `The row of column names: ${read.problem}`);
      if (read.value === null) continue;
      // A column far to the right is refused by its number, not by filling an array up to it.
      if (cell.column >= limits.maxColumns) return checkHeaders(Array(cell.column + 1).fill(''), limits.maxColumns);
      names[cell.column] = String(read.value);
    }
    if (names.length > 0)
      return checkHeaders(
        Array.from(names, (name) => name ?? ''),
        limits.maxColumns,
      );
  }
}

async function* readRows(
  rows: AsyncGenerator<RawRow>,
  headers: readonly string[],
  reading: Reading,
  close: () => void,
): AsyncGenerator<Row> {
  let count = 0;
  try {
    for await (const raw of rows) {
      checkSignal(reading.signal);
      if (raw.cells.every(({ filled, formula }) => !filled && !formula)) {
        if (raw.cells.length > 0) warnEmptyRow(reading.warnings, raw.line);
        continue;
      }
      count += 1;
      checkCount(count, reading.limits);
      yield rowOf(raw, headers, reading);
    }
  } finally {
    close();
  }
}

function rowOf({ line, cells }: RawRow, headers: readonly string[], { workbook, warnings }: Reading): Row {
  const values: Record<string, CellValue> = Object.fromEntries(headers.map((header) => [header, null]));
  for (const cell of cells) {
    const read = readCell(cell, line, workbook, warnings);
    if ('problem' in read) return { line, problem: read.problem };
    if (read.value === null) continue;
    const header = headers[cell.column];
    if (header === undefined) {
      return {
        line,
        problem: `The cell ${columnName(cell.column)}${line} stands beside the last named column. Name or empty it.`,
      };
    }
    values[header] = read.value;
  }
  return { line, values };
}
