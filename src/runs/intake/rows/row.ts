export type CellValue = string | number | boolean | null;

/** `line` is the line of the text file where the row begins, the row of the sheet, or the number of the object. */
export type Row = { line: number; values: Record<string, CellValue> } | { line: number; problem: string };

export type RowWarningKind =
  | 'encoding'
  | 'empty_rows'
  | 'formula_text'
  | 'formula'
  | 'hidden_rows'
  | 'hidden_sheet'
  | 'other_sheets'
  | 'merged_cells'
  | 'leading_zeros';

/** Something a person should look at; the rows are read all the same. */
export interface RowWarning {
  kind: RowWarningKind;
  message: string;
  /** How many rows, sheets or ranges it is about. */
  count: number;
  /** The first lines it is about, at most 10. */
  lines: number[];
}

/** What was found out about the file; nothing of it is assumed in silence. */
export interface Detected {
  format: 'csv' | 'xlsx' | 'json' | 'ndjson';
  encoding?: TextEncoding;
  /** null: the table has one column. */
  separator?: Separator | null;
  sheet?: string;
  sheets?: { name: string; hidden: boolean }[];
}

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Separator = ',' | ';' | '\t' | '|';

export interface RowLimits {
  /** Default 500. */
  maxColumns: number;
  /** Rows beyond it end the reading with TOO_LARGE. Default 2,000,000. */
  maxRows: number;
  /** Characters of one row. Default 1,000,000. */
  maxRowLength: number;
  /** Bytes of an XLSX file, which is held in memory while it is read. Default 64 MB. */
  maxXlsxBytes: number;
  /** Bytes of the sheet inside an XLSX file, unpacked; it is streamed. Default 2 GB. */
  maxSheetBytes: number;
  /** Bytes of the texts and styles inside an XLSX file, unpacked; they are held in memory. Default 128 MB. */
  maxTextBytes: number;
}

export interface RowOptions {
  fileName: string;
  limits?: Partial<RowLimits>;
  signal?: AbortSignal;
  /** Instead of what would be detected. */
  encoding?: TextEncoding;
  separator?: Separator;
  /** Name of the sheet; default the first one that is not hidden. */
  sheet?: string;
}

export interface OpenRows {
  detected: Detected;
  headers: string[];
  /** Can be walked once. Throws AppError where the rest of the file cannot be read. */
  rows: AsyncIterable<Row>;
  /** Complete when `rows` has been read to its end. */
  warnings: RowWarning[];
  /** Also called by the end of the rows. */
  close(): Promise<void>;
}

const MB = 1024 * 1024;

export function rowLimits(limits: Partial<RowLimits> = {}): RowLimits {
  return {
    maxColumns: limits.maxColumns ?? 500,
    maxRows: limits.maxRows ?? 2_000_000,
    maxRowLength: limits.maxRowLength ?? 1_000_000,
    maxXlsxBytes: limits.maxXlsxBytes ?? 64 * MB,
    maxSheetBytes: limits.maxSheetBytes ?? 2048 * MB,
    maxTextBytes: limits.maxTextBytes ?? 128 * MB,
  };
}
