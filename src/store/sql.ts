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
  const [first] = rows;
  if (!first) return 0;
  const columns = Object.keys(first);
  const perStatement = Math.floor(MOST_PARAMETERS / columns.length);
  let inserted = 0;
  for (let at = 0; at < rows.length; at += perStatement) {
    inserted += await insertSome(manager, table, columns, rows.slice(at, at + perStatement), conflict);
  }
  return inserted;
}

async function insertSome(manager: EntityManager, table: string, columns: string[], rows: Row[], conflict?: string) {
  const postgres = isPostgres(manager);
  let position = 0;
  const placeholder = () => {
    position += 1;
    return postgres ? `$${position}` : '?';
  };
  const tuples = rows.map(() => `(${columns.map(placeholder).join(', ')})`).join(', ');
  const values = rows.flatMap((row) => columns.map((column) => bindable(row[column], postgres)));
  const names = columns.map((column) => `"${column}"`).join(', ');
  const onConflict = conflict ? ` ON CONFLICT ("${conflict}") DO NOTHING RETURNING "${conflict}"` : '';
  const result = await manager.query(`INSERT INTO "${table}" (${names}) VALUES ${tuples}${onConflict}`, values);
  return conflict ? (result as unknown[]).length : rows.length;
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
