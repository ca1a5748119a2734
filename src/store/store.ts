import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { type DatabaseKind, dataSourceFor, parseDatabaseUrl } from './data-source.ts';
import { type FileLock, openFileLock } from './file-lock.ts';
import { type Tx, WriteLane } from './transaction.ts';

/** The database. Every write goes through `write` or `grouped`; `read` sees committed rows only. */
export interface Store {
  readonly kind: DatabaseKind;
  /** for reading; never write with it */
  readonly read: EntityManager;
  /**
   * One unit of work: all of it is durable when the promise resolves, or none of it happened. Await nothing but
   * database calls inside.
   */
  write<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * The same, and units that wait together share one commit. For the hot path of the outbox. `patient`: nobody waits for
   * this one, so it may wait some milliseconds to share the commit of another.
   */
  grouped<T>(unit: (tx: Tx) => Promise<T>, options?: { patient?: boolean }): Promise<T>;
  /** Resolves when the database answers; rejects otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its schema up to date.
 * Errors: DATABASE_IN_USE when another process owns the SQLite file; CONFIG for an unusable URL.
 */
export async function openStore(options: { url: string; migrate?: boolean }): Promise<Store> {
  const { kind, location } = parseDatabaseUrl(options.url);
  const lock = kind === 'sqlite' ? openFileLock(location) : undefined;
  try {
    const source = await dataSourceFor(options.url).initialize();
    if (options.migrate ?? true) await source.runMigrations({ transaction: 'each' });
    return kind === 'sqlite' ? await sqliteStore(source, options.url, lock) : postgresStore(source);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function sqliteStore(source: DataSource, url: string, lock: FileLock | undefined): Promise<Store> {
  const reader = await dataSourceFor(url, { readOnly: true }).initialize();
  const lane = new WriteLane(
    () => source.createQueryRunner(),
    async (runner: QueryRunner) => {
      await runner.startTransaction();
      try {
        // Takes the write lock at once (like BEGIN IMMEDIATE): a later upgrade would fail with SQLITE_BUSY_SNAPSHOT.
        await runner.query('UPDATE setting SET key = key WHERE 0');
      } catch (error) {
        await runner.rollbackTransaction();
        throw error;
      }
    },
  );
  return {
    kind: 'sqlite',
    read: reader.manager,
    write: (unit) => lane.write(unit),
    grouped: (unit, options) => lane.write(unit, options),
    ping: () => reader.query('SELECT 1'),
    close: async () => {
      await lane.close();
      await reader.destroy();
      await source.destroy();
      lock?.release();
    },
  };
}

function postgresStore(source: DataSource): Store {
  const lane = new WriteLane(
    () => source.createQueryRunner(),
    (runner) => runner.startTransaction(),
  );
  return {
    kind: 'postgres',
    read: source.manager,
    write: (unit) => source.transaction(unit),
    grouped: (unit, options) => lane.write(unit, options),
    ping: () => source.query('SELECT 1'),
    close: async () => {
      await lane.close();
      await source.destroy();
    },
  };
}
