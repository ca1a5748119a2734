import type { EntityManager } from 'typeorm';

type Row = Record<string, unknown>;

/** PostgreSQL's limit is 65,535, SQLite's 32,766. */
const MOST_PARAMETERS = 30_000;

/** Of any manager, a host's own included: it may know nothing of our entities. */
export function isPostgres(manager: EntityManager): boolean {
  return manager.dataSource.options.type === 'postgres';
}

/**
 * Inserts rows given by column name. Plain SQL, because it must work in a host's own transaction and because it is the
 * hot path. `conflict`: column whose duplicates are left alone; answers how many rows were inserted.
 */
export async function insertRows(
  manager: EntityManager,
  table: string,
  rows: Row[],
  conflict?: string,
): Promise<number> {
  const inserted = await insertAll(manager, table, rows, conflict);
  return conflict === undefined ? rows.length : inserted.length;
}

/** The same, and answers what the rows that were inserted have in the column `conflict`. */
export async function insertMissing(
  manager: EntityManager,
  table: string,
  rows: Row[],
  conflict: string,
): Promise<unknown[]> {
  return (await insertAll(manager, table, rows, conflict)).map((row) => row[conflict]);
}

async function insertAll(manager: EntityManager, table: string, rows: Row[], conflict?: string): Promise<Row[]> {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first);
  const perStatement = Math.floor(MOST_PARAMETERS / columns.length);
  const inserted: Row[] = [];
  for (let at = 0; at < rows.length; at += perStatement) {
    inserted.push(...(await insertSome(manager, table, columns, rows.slice(at, at + perStatement), conflict)));
  }
  return inserted;
}

async function insertSome(
  manager: EntityManager,
  table: string,
  columns: string[],
  rows: Row[],
  conflict: string | undefined,
): Promise<Row[]> {
  const postgres = isPostgres(manager);
  const values = rows.flatMap((row) => columns.map((column) => bindable(row[column], postgres)));
  const text = insertText({ table, columns, rows: rows.length, postgres, conflict });
  const result = await manager.query(text, values);
  return conflict ? (result as Row[]) : [];
}

/**
 * Changes many rows with one statement, whose text does not depend on how many they are, so that it is prepared once.
 * `columns` gives the PostgreSQL type of each column; the first one names the row, and what is not there stays away.
 */
export async function updateRows(
  manager: EntityManager,
  table: string,
  columns: Readonly<Record<string, 'text' | 'integer' | 'bigint'>>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const [key = '', ...changed] = Object.keys(columns);
  const postgres = isPostgres(manager);
  const value = (column: string) => (postgres ? `v."${column}"` : `v.value ->> '${column}'`);
  const types = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
  const given = postgres ? `json_to_recordset($1::json) AS v(${types.join(', ')})` : 'json_each(?) AS v';
  const sets = changed.map((column) => `"${column}" = ${value(column)}`).join(', ');
  await manager.query(`UPDATE "${table}" SET ${sets} FROM ${given} WHERE "${table}"."${key}" = ${value(key)}`, [
    JSON.stringify(rows),
  ]);
}

const MOST_TEXTS = 200;
const texts = new Map<string, string>();

interface Insert {
  table: string;
  columns: string[];
  rows: number;
  postgres: boolean;
  conflict: string | undefined;
}

/** The same few are asked for with every mail. */
function insertText(insert: Insert): string {
  const { table, columns, rows, postgres, conflict } = insert;
  const key = `${table} ${rows} ${postgres} ${conflict} ${columns.join()}`;
  let text = texts.get(key);
  if (text === undefined) {
    let position = 0;
    const placeholder = () => {
      position += 1;
      return postgres ? `$${position}` : '?';
    };
    const tuples = Array.from({ length: rows }, () => `(${columns.map(placeholder).join(', ')})`).join(', ');
    const names = columns.map((column) => `"${column}"`).join(', ');
    const onConflict = conflict ? ` ON CONFLICT ("${conflict}") DO NOTHING RETURNING "${conflict}"` : '';
    text = `INSERT INTO "${table}" (${names}) VALUES ${tuples}${onConflict}`;
    if (texts.size >= MOST_TEXTS) texts.clear();
    texts.set(key, text);
  }
  return text;
}

/** better-sqlite3 binds no booleans. */
function bindable(value: unknown, postgres: boolean): unknown {
  return typeof value === 'boolean' && !postgres ? Number(value) : value;
}

/** The rows of an UPDATE ... RETURNING: TypeORM answers [rows, count] on PostgreSQL and rows on SQLite. */
export function returned<T>(result: unknown): T[] {
  if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') {
    return result[0] as T[];
  }
  return result as T[];
}
