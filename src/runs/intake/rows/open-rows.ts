import { fileKindOf } from './file-kind.ts';
import { openCsv } from './open-csv.ts';
import { openJson } from './open-json.ts';
import { openXlsx } from './open-xlsx.ts';
import { peek, SAMPLE_BYTES } from './peek.ts';
import { type OpenRows, type RowOptions, rowLimits } from './row.ts';

const JSON_NAME = /\.(json|ndjson|jsonl)$/i;
const TEXT_NAME = /\.(csv|tsv|txt)$/i;

/**
 * Reads a table as a stream of rows. CSV and JSON of any length need the memory of one chunk; an XLSX file is held as it
 * was uploaded (`maxXlsxBytes`) with its table of texts (`maxTextBytes`), its rows are streamed.
 *
 * Throws AppError VALIDATION with `details.reason` (FileReason) where the file as a whole cannot be used, TOO_LARGE
 * beyond a limit, CANCELLED. What concerns one row is told in its place.
 */
export async function openRows(source: AsyncIterable<Uint8Array>, options: RowOptions): Promise<OpenRows> {
  const limits = rowLimits(options.limits);
  const { first, all } = await peek(source, SAMPLE_BYTES);
  try {
    if (fileKindOf(first) === 'zip') return await openXlsx(all, options, limits);
    const open = JSON_NAME.test(options.fileName) || looksLikeJson(first, options.fileName) ? openJson : openCsv;
    return await open(all, first, options, limits);
  } catch (thrown) {
    await all.return?.(undefined);
    throw thrown;
  }
}

/** Only for names that say nothing: a column of a CSV file may well begin with a bracket. */
function looksLikeJson(first: Uint8Array, fileName: string): boolean {
  if (TEXT_NAME.test(fileName)) return false;
  return /^\ufeff?\s*[[{]/.test(Buffer.from(first.subarray(0, 200)).toString('utf8'));
}
