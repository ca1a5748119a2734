import { fileError } from './file-problem.ts';
import { JsonArrayReader, JsonLineReader, type JsonText } from './json-values.ts';
import { checkCount, checkSignal } from './open-csv.ts';
import type { CellValue, Detected, OpenRows, Row, RowLimits, RowOptions } from './row.ts';
import { type RowWarnings, rowWarnings, warnEmptyRow } from './row-warnings.ts';
import { checkHeaders } from './table-headers.ts';
import { decodeText } from './text-decoder.ts';

/** The columns are the fields of the first objects: a later field that none of them has is a problem of its row. */
const HEAD_ROWS = 100;

export async function openJson(
  source: AsyncIterableIterator<Uint8Array>,
  sample: Uint8Array,
  options: RowOptions,
  limits: RowLimits,
): Promise<OpenRows> {
  const warnings = rowWarnings();
  const detected: Detected = { format: 'json' };
  const text = decodeText(source, sample, options.encoding, detected, warnings);
  const first = await text.next();
  const start = first.done ? '' : first.value;
  const list = start.trimStart().startsWith('[');
  if (!list && !start.trimStart().startsWith('{')) {
    throw fileError('json', 'The file must be one list of objects, [{...}, {...}], or one object per line.');
  }
  detected.format = list ? 'json' : 'ndjson';
  const texts = list ? readList(start, text, limits) : readLines(start, text, limits);
  const head = await readHead(texts);
  const names = head.flatMap(({ object }) => (object ? Object.keys(object) : []));
  if (names.length === 0) throw fileError('empty', 'The file has no object with fields. Export it again.');
  const headers = checkHeaders([...new Set(names)], limits.maxColumns);
  return {
    detected,
    headers,
    rows: readRows(head, texts, { headers, warnings, limits, signal: options.signal }),
    warnings: warnings.list,
    close: async () => {
      await texts.return(undefined);
    },
  };
}

async function* readList(start: string, rest: AsyncGenerator<string>, limits: RowLimits): AsyncGenerator<JsonText> {
  const reader = new JsonArrayReader(limits.maxRowLength);
  try {
    yield* reader.read(start);
    for await (const text of rest) yield* reader.read(text);
    reader.end();
  } finally {
    await rest.return(undefined);
  }
}

async function* readLines(start: string, rest: AsyncGenerator<string>, limits: RowLimits): AsyncGenerator<JsonText> {
  const reader = new JsonLineReader(limits.maxRowLength);
  try {
    yield* reader.read(start);
    for await (const text of rest) yield* reader.read(text);
    yield* reader.end();
  } finally {
    await rest.return(undefined);
  }
}

interface Parsed {
  line: number;
  object?: Record<string, unknown>;
  problem?: string;
}

async function readHead(texts: AsyncGenerator<JsonText>): Promise<Parsed[]> {
  const head: Parsed[] = [];
  while (head.length < HEAD_ROWS) {
    const next = await texts.next();
    if (next.done) break;
    head.push(parseObject(next.value));
  }
  return head;
}

function parseObject({ line, text }: JsonText): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return { line, object: value };
    return { line, problem: 'This is no object. Write {"name": value, ...} for each row.' };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { line, problem: `This is not valid JSON: ${reason}` };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Reading {
  headers: string[];
  warnings: RowWarnings;
  limits: RowLimits;
  signal: AbortSignal | undefined;
}

async function* readRows(head: Parsed[], texts: AsyncGenerator<JsonText>, reading: Reading): AsyncGenerator<Row> {
  let count = 0;
  const known = new Set(reading.headers);
  try {
    for await (const parsed of parseAll(head, texts)) {
      checkSignal(reading.signal);
      if (parsed.object && Object.keys(parsed.object).length === 0) {
        warnEmptyRow(reading.warnings, parsed.line);
        continue;
      }
      count += 1;
      checkCount(count, reading.limits);
      yield rowOf(parsed, reading.headers, known);
    }
  } finally {
    await texts.return(undefined);
  }
}

async function* parseAll(head: Parsed[], texts: AsyncGenerator<JsonText>): AsyncGenerator<Parsed> {
  yield* head;
  for await (const text of texts) yield parseObject(text);
}

function rowOf({ line, object, problem }: Parsed, headers: readonly string[], known: ReadonlySet<string>): Row {
  if (!object) return { line, problem: problem ?? '' };
  const values: Record<string, CellValue> = Object.fromEntries(headers.map((header) => [header, null]));
  for (const [field, value] of Object.entries(object)) {
    const header = field.normalize('NFC').trim();
    if (!known.has(header)) return { line, problem: `None of the first ${HEAD_ROWS} rows has the field "${field}".` };
    const wrong = valueProblem(header, value);
    if (wrong) return { line, problem: wrong };
    values[header] = value === '' ? null : (value as CellValue);
  }
  return { line, values };
}

function valueProblem(field: string, value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null) {
    return `The field "${field}" holds a list or an object; a row may hold texts, numbers, true and false only.`;
  }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return `The number in "${field}" has too many digits to be exact. Write it as text, in quotes.`;
  }
  return undefined;
}
