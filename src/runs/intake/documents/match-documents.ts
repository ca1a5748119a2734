import { invalid } from '../../../sdk/errors.ts';
import type { CellValue } from '../rows/row.ts';
import type { UploadedDocument } from './document.ts';
import { nameKey } from './document-name.ts';

type Named = Pick<UploadedDocument, 'name' | 'sha256'>;

/** How a row names its document: a pattern with its columns in double braces, or a column that holds the name. */
export type MatchBy = { pattern: string } | { column: string };

export interface MatchRow {
  line: number;
  values: Readonly<Record<string, CellValue>>;
}

export type MatchedRow<D extends Named> = { line: number } & (
  | { found: 'document'; wanted: string; document: D }
  | { found: 'none'; wanted: string | null; message: string }
  | { found: 'several'; wanted: string; documents: D[]; message: string }
);

/** Rows that would get one and the same document, by its name or because two files have the same bytes. */
export interface SharedDocument {
  by: 'name' | 'digest';
  lines: number[];
  names: string[];
}

export interface Matches<D extends Named> {
  rows: MatchedRow<D>[];
  /** Documents that no row asks for. */
  unclaimed: D[];
  shared: SharedDocument[];
}

const FIELD = /\{\{\s*([^{}]+?)\s*\}\}/g;

/**
 * Finds the document of each row. Upper and lower case and Unicode forms are the same; a name without a folder finds
 * the file in any folder. Throws VALIDATION for a pattern or column that the rows do not have.
 */
export function matchDocuments<D extends Named>(
  rows: readonly MatchRow[],
  documents: readonly D[],
  by: MatchBy,
): Matches<D> {
  checkColumns(rows, by);
  const byPath = groupBy(documents, ({ name }) => nameKey(name));
  const byBase = groupBy(documents, ({ name }) => nameKey(name.slice(name.lastIndexOf('/') + 1)));
  const matched = rows.map(({ line, values }): MatchedRow<D> => {
    const wanted = wantedName(values, by);
    if (typeof wanted !== 'string') return { line, found: 'none', wanted: null, message: wanted.problem };
    return { line, ...pick((wanted.includes('/') ? byPath : byBase).get(nameKey(wanted)) ?? [], wanted) };
  });
  return { rows: matched, unclaimed: findUnclaimed(matched, documents), shared: findShared(matched) };
}

function pick<D extends Named>(found: readonly D[], wanted: string) {
  const [document] = found;
  if (!document) return { found: 'none' as const, wanted, message: `There is no document "${wanted}".` };
  if (found.length === 1) return { found: 'document' as const, wanted, document };
  const names = found.slice(0, 5).map(({ name }) => name);
  const message = `Several documents are called "${wanted}": ${names.join(', ')}. Name the folder too, or remove all but one.`;
  return { found: 'several' as const, wanted, documents: [...found], message };
}

function checkColumns(rows: readonly MatchRow[], by: MatchBy): void {
  const [first] = rows;
  const columns = 'column' in by ? [by.column] : [...by.pattern.matchAll(FIELD)].map(([, column = '']) => column);
  if (columns.length === 0) {
    throw problem('The pattern names no column. Write one in double braces, for example {{employeeId}}.pdf.');
  }
  const missing = first ? columns.filter((column) => !Object.hasOwn(first.values, column)) : [];
  if (missing.length === 0) return;
  throw problem(
    `The rows have no column ${missing.join(', ')}. They have: ${Object.keys(first?.values ?? {}).join(', ')}.`,
  );
}

function problem(message: string) {
  return invalid([{ path: '', message }]);
}

function wantedName(values: MatchRow['values'], by: MatchBy): string | { problem: string } {
  const pattern = 'column' in by ? `{{${by.column}}}` : by.pattern;
  const empty: string[] = [];
  const name = pattern.replace(FIELD, (_, column: string) => {
    const value = values[column];
    if (value === null || value === undefined || value === '') empty.push(column);
    return String(value ?? '').trim();
  });
  if (empty.length > 0) return { problem: `The column ${empty.join(', ')} is empty, so no document can be found.` };
  return name.replaceAll('\\', '/');
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function findUnclaimed<D extends Named>(rows: readonly MatchedRow<D>[], documents: readonly D[]): D[] {
  const claimed = new Set<D>();
  for (const row of rows) {
    if (row.found === 'document') claimed.add(row.document);
    if (row.found === 'several') for (const document of row.documents) claimed.add(document);
  }
  return documents.filter((document) => !claimed.has(document));
}

function findShared<D extends Named>(rows: readonly MatchedRow<D>[]): SharedDocument[] {
  const claims = rows.flatMap((row) => (row.found === 'document' ? [row] : []));
  return [...groupBy(claims, ({ document }) => document.sha256).values()].flatMap((group) => {
    if (group.length < 2) return [];
    const names = [...new Set(group.map(({ document }) => document.name))];
    return [{ by: names.length === 1 ? 'name' : 'digest', lines: group.map(({ line }) => line), names } as const];
  });
}
