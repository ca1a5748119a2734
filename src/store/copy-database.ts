import type { EntityMetadata } from 'typeorm';
import { AppError } from '../sdk/index.ts';
import { parseDatabaseUrl } from './data-source.ts';
import { INSTALLATION_KEY } from './installation.ts';
import { insertRows } from './sql.ts';
import { openStore, type Store } from './store.ts';
import type { Tx } from './transaction.ts';

/** What was copied, by table. */
export interface CopiedTable {
  table: string;
  rows: number;
}

export interface CopyOptions {
  /** `sqlite:<file>`; no process may have it open */
  from: string;
  /** `postgres://...`, a database without rows of ours */
  to: string;
  /** after each batch */
  progress(table: string, rows: number, of: number): void;
  signal: AbortSignal;
}

type Row = Record<string, unknown>;

const BATCH = 500;
/** Rows that hold the bytes of mails and files. */
const BATCH_OF_CONTENT = 20;

/**
 * Copies all rows of a SQLite database into an empty PostgreSQL one: all of them, counted by table, or none. What is
 * sealed is copied as it is, so the same secret key opens it. Afterwards sending is stopped in the old one: two
 * installations must never send the same queue. Errors: DATABASE_IN_USE, CONFIG, STATE, CANCELLED.
 */
export async function copyDatabase(options: CopyOptions): Promise<CopiedTable[]> {
  const { from, to } = options;
  if (parseDatabaseUrl(from).kind !== 'sqlite') throw new AppError('CONFIG', '--from must be sqlite:<file>.');
  if (parseDatabaseUrl(to).kind !== 'postgres') throw new AppError('CONFIG', '--to must be postgres://...');
  const source = await openStore({ url: from });
  try {
    const target = await openStore({ url: to });
    try {
      const copied = await target.write((tx) => copyAll(options, source, tx));
      await stopSending(source);
      return copied;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyAll(options: CopyOptions, source: Store, tx: Tx): Promise<CopiedTable[]> {
  const tables = tx.dataSource.entityMetadatas;
  const names = tables.map(({ tableName }) => `"${tableName}"`).join(', ');
  // A server that starts on it meanwhile waits, and finds everything or nothing.
  await tx.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`);
  await assertEmpty(tx, tables);
  // The chain of proof has begun already, in the old one.
  await tx.query('DELETE FROM "proof_record"');
  const copied: CopiedTable[] = [];
  for (const table of tables) copied.push(await copyTable(options, source, tx, table));
  // Which database this is, is noticed anew.
  await tx.sql`DELETE FROM setting WHERE key = ${INSTALLATION_KEY}`;
  await tx.query(`SELECT setval(pg_get_serial_sequence('proof_record', 'n'), (SELECT MAX("n") FROM "proof_record"))`);
  return copied;
}

async function copyTable(options: CopyOptions, source: Store, tx: Tx, table: EntityMetadata): Promise<CopiedTable> {
  const name = table.tableName;
  const flags = table.columns.filter(({ type }) => type === 'boolean').map(({ databaseName }) => databaseName);
  const total = await count(source.read, name);
  const batch = name === 'content' ? BATCH_OF_CONTENT : BATCH;
  let after = -1;
  let done = 0;
  for (;;) {
    if (options.signal.aborted) throw new AppError('CANCELLED', 'Nothing was copied: it was interrupted.');
    const rows = await source.read.query<Row[]>(
      `SELECT rowid AS "_place", * FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ?`,
      [after, batch],
    );
    if (rows.length === 0) break;
    after = Number(rows.at(-1)?.['_place']);
    await insertAs(
      tx,
      name,
      rows.map((row) => rowFor(row, flags)),
    );
    done += rows.length;
    options.progress(name, done, total);
  }
  const there = await count(tx, name);
  if (there === total) return { table: name, rows: total };
  throw new AppError('INTERNAL', `Of the ${total} rows of "${name}" ${there} arrived. Nothing was copied.`);
}

async function insertAs(tx: Tx, table: string, rows: Row[]): Promise<void> {
  try {
    await insertRows(tx, table, rows);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('STATE', `PostgreSQL does not take a row of "${table}": ${reason}. Nothing was copied.`, {
      cause,
    });
  }
}

/** SQLite knows no booleans. */
function rowFor({ _place: _, ...row }: Row, flags: readonly string[]): Row {
  for (const flag of flags) if (row[flag] !== null) row[flag] = Boolean(row[flag]);
  return row;
}

async function assertEmpty(tx: Tx, tables: EntityMetadata[]): Promise<void> {
  for (const { tableName } of tables) {
    // A new database has the record with which the proof begins.
    const own = tableName === 'proof_record' ? `WHERE NOT ("subject" = 'installation' AND "seq" IS NULL)` : '';
    const rows = await tx.query<unknown[]>(`SELECT 1 FROM "${tableName}" ${own} LIMIT 1`);
    if (rows.length === 0) continue;
    throw new AppError('STATE', `The database given with --to is in use: "${tableName}" has rows. Give an empty one.`);
  }
}

async function count(manager: Tx, table: string): Promise<number> {
  const [row] = await manager.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM "${table}"`);
  return Number(row?.n);
}

/** The reason is what somebody sees who starts the old one by mistake. */
async function stopSending(source: Store): Promise<void> {
  const at = Date.now();
  const reason =
    'This database was copied to PostgreSQL, and that one sends. Resume here only if that one is given up.';
  const value = JSON.stringify({ stopped: { reason, by: 'mailrule database copy', at } });
  await source.write(async (tx) => {
    await tx.sql`DELETE FROM setting WHERE key = 'sending-stop'`;
    await insertRows(tx, 'setting', [{ key: 'sending-stop', value, modified_at: at, modified_by: 'mailrule' }]);
  });
}
