import { AppError } from '../../../sdk/errors.ts';
import { CsvReader, type CsvRecord } from './csv-records.ts';
import { notATable } from './file-kind.ts';
import { fileError, fileTooLarge } from './file-problem.ts';
import { SAMPLE_BYTES } from './peek.ts';
import type { CellValue, Detected, OpenRows, Row, RowLimits, RowOptions } from './row.ts';
import { type RowWarnings, rowWarnings, warnEmptyRow } from './row-warnings.ts';
import { detectSeparator, isSeparatorLine } from './separator.ts';
import { checkHeaders } from './table-headers.ts';
import { decodeText } from './text-decoder.ts';

/** A spreadsheet would calculate such a cell. A number or a phone number with a sign is none. */
const FORMULA = /^[=@\t\r]|^[+-](?![\d\s().,/-]*$)/;

export async function openCsv(
  source: AsyncIterableIterator<Uint8Array>,
  sample: Uint8Array,
  options: RowOptions,
  limits: RowLimits,
): Promise<OpenRows> {
  const warnings = rowWarnings();
  const detected: Detected = { format: 'csv' };
  const text = decodeText(source, sample, options.encoding, detected, warnings);
  const first = await text.next();
  const start = first.done ? '' : first.value;
  if (/^\s*<(!doctype|html|\?xml)/i.test(start))
    throw notATable('The file is a web page or XML, whatever its name says.');
  const separator = options.separator ?? detectSeparator(start.slice(0, SAMPLE_BYTES), sample.length < SAMPLE_BYTES);
  detected.separator = separator;
  const records = readRecords(start, text, new CsvReader(separator ?? ',', limits.maxRowLength));
  const head = await findHead(records);
  const headers = checkHeaders(head.cells, limits.maxColumns);
  return {
    detected,
    headers,
    rows: readRows({ records, headers, warnings, limits, signal: options.signal }),
    warnings: warnings.list,
    close: async () => {
      await records.return(undefined);
    },
  };
}

async function* readRecords(start: string, rest: AsyncGenerator<string>, reader: CsvReader): AsyncGenerator<CsvRecord> {
  try {
    yield* reader.read(start);
    for await (const text of rest) yield* reader.read(text);
    const last = reader.end();
    if (last) yield last;
  } finally {
    await rest.return(undefined);
  }
}

async function findHead(records: AsyncGenerator<CsvRecord>): Promise<CsvRecord> {
  for (;;) {
    const next = await records.next();
    if (next.done) throw fileError('empty', 'The file has no line with the names of the columns. Export it again.');
    if (isBlank(next.value.cells) || isSeparatorLine(next.value.cells)) continue;
    if (next.value.problem) throw fileError('headers', `The row of column names: ${next.value.problem}`);
    return next.value;
  }
}

interface Reading {
  records: AsyncGenerator<CsvRecord>;
  headers: string[];
  warnings: RowWarnings;
  limits: RowLimits;
  signal: AbortSignal | undefined;
}

async function* readRows({ records, headers, warnings, limits, signal }: Reading): AsyncGenerator<Row> {
  let count = 0;
  for await (const record of records) {
    checkSignal(signal);
    // An empty line is no row; a line of separators is one that somebody emptied.
    if (record.cells.length === 1 && record.cells[0] === '' && headers.length > 1) continue;
    if (isBlank(record.cells)) {
      warnEmptyRow(warnings, record.line);
      continue;
    }
    count += 1;
    checkCount(count, limits);
    yield rowOf(record, headers, warnings);
  }
}

export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('CANCELLED', 'Reading the rows was cancelled.', { cause: signal.reason });
}

export function checkCount(count: number, { maxRows }: RowLimits): void {
  if (count > maxRows) throw fileTooLarge(`The file has more than ${maxRows} rows. Split it into several runs.`);
}

function rowOf({ line, cells, problem }: CsvRecord, headers: readonly string[], warnings: RowWarnings): Row {
  if (problem) return { line, problem };
  if (cells.length !== headers.length) {
    const hint =
      cells.length > headers.length ? 'Put cells that hold the separator in quotes.' : 'Add the missing cells.';
    return { line, problem: `The row has ${cells.length} cells, but there are ${headers.length} columns. ${hint}` };
  }
  const values: Record<string, CellValue> = {};
  let formula = false;
  for (const [index, header] of headers.entries()) {
    const cell = cells[index] ?? '';
    if (cell.includes('\0'))
      return { line, problem: `The cell "${header}" holds a NUL character. Export the file again.` };
    formula ||= FORMULA.test(cell);
    values[header] = cell === '' ? null : cell;
  }
  if (formula) {
    const sentence = (count: number) =>
      `${count} rows have cells that look like formulas; they are taken as plain text.`;
    warnings.add('formula_text', line, sentence);
  }
  return { line, values };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
