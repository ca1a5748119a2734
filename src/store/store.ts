import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { newId } from '../sdk/index.ts';
import { Checkpoints } from './checkpoints.ts';
import { type ContentSeal, openContent, type StoredContent } from './content.ts';
import { checkpointByItself, type DatabaseKind, dataSourceFor, parseDatabaseUrl, shrink } from './data-source.ts';
import { tlsProblem } from './database-tls.ts';
import { untilNoDeadlock } from './deadlock.ts';
import { DiskSync } from './disk-sync.ts';
import { type Doorbell, NO_DOORBELL, PostgresDoorbell } from './doorbell.ts';
import { type FileLock, openFileLock } from './file-lock.ts';
import { runPlainSql } from './plain-sql.ts';
import { type Tx, WriteLane } from './transaction.ts';

/** The database. Every write goes through `write` or `grouped`; `read` sees committed rows only. */
export interface Store {
  readonly kind: DatabaseKind;
  /** for reading; never write with it */
  readonly read: EntityManager;
  /** the stored bytes of mails, files and documents */
  readonly content: StoredContent;
  /** between the processes of a PostgreSQL database */
  readonly doorbell: Doorbell;
  /**
   * One unit of work: all of it is durable when the promise resolves, or none of it happened. Await nothing but
   * database calls inside. It may be run twice, when a unit beside it fails: what the first run did is undone then.
   */
  write<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * The same, and units that wait together share one commit. For the hot path of the outbox. `patient`: nobody waits for
   * this one, so it may wait some milliseconds to share the commit of another.
   */
  grouped<T>(unit: (tx: Tx) => Promise<T>, options?: { patient?: boolean }): Promise<T>;
  /**
   * Gives some room of what was deleted back to the file system; false when there is nothing left to give. PostgreSQL does
   * it by itself (autovacuum).
   */
  giveBack(): Promise<boolean>;
  /** Resolves when the database answers; rejects otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its schema up to date. Without `seal` content can neither be stored nor read.
 * Errors: DATABASE_IN_USE when another process owns the SQLite file; CONFIG for an unusable URL.
 */
export async function openStore(options: { url: string; migrate?: boolean; seal?: ContentSeal }): Promise<Store> {
  const { kind, location } = parseDatabaseUrl(options.url);
  const lock = kind === 'sqlite' ? openFileLock(location) : undefined;
  try {
    const source = await dataSourceFor(options.url).initialize();
    if (options.migrate ?? true) await source.runMigrations({ transaction: 'each' });
    return kind === 'sqlite' ? await sqliteStore(source, options, lock) : postgresStore(source, options);
  } catch (error) {
    lock?.release();
    throw kind === 'postgres' ? tlsProblem(error) : error;
  }
}

/** Brings the schema of a database up to date and closes it again. */
export async function migrateDatabase(databaseUrl: string): Promise<{ kind: Store['kind'] }> {
  const store = await openStore({ url: databaseUrl });
  await store.close();
  return { kind: store.kind };
}

async function sqliteStore(
  source: DataSource,
  { url, seal }: { url: string; seal?: ContentSeal },
  lock: FileLock | undefined,
): Promise<Store> {
  const reader = await dataSourceFor(url, { readOnly: true }).initialize();
  runPlainSql(source, [source.createQueryRunner().manager]);
  runPlainSql(reader, [reader.manager]);
  const { location } = parseDatabaseUrl(url);
  const disk = new DiskSync(location);
  const checkpoints = new Checkpoints(location, (error) => {
    checkpointByItself(source);
    process.emitWarning(`The database is copied within its commits again, which is slower: ${error.message}`);
  });
  const lane = new WriteLane(
    () => source.createQueryRunner(),
    async (runner: QueryRunner) => {
      await checkpoints.ready();
      await runner.startTransaction();
      try {
        // Takes the write lock at once (like BEGIN IMMEDIATE): a later upgrade would fail with SQLITE_BUSY_SNAPSHOT.
        await runner.query('UPDATE setting SET key = key WHERE 0');
      } catch (error) {
        await runner.rollbackTransaction();
        throw error;
      }
    },
    async () => {
      await disk.flushed();
      checkpoints.committed();
    },
  );
  return {
    kind: 'sqlite',
    read: reader.manager,
    content: openContent(reader.manager, seal),
    doorbell: NO_DOORBELL,
    write: (unit) => lane.write(unit),
    grouped: (unit, options) => lane.write(unit, options),
    giveBack: () => lane.write(async () => shrink(source)),
    ping: () => reader.query('SELECT 1'),
    close: async () => {
      await lane.close();
      await checkpoints.close();
      await disk.close();
      await reader.destroy();
      await source.destroy();
      lock?.release();
    },
  };
}

function postgresStore(source: DataSource, { url, seal }: { url: string; seal?: ContentSeal }): Store {
  const doorbell = new PostgresDoorbell(source, url, newId());
  const lane = new WriteLane(
    () => source.createQueryRunner(),
    (runner) => runner.startTransaction(),
  );
  return {
    kind: 'postgres',
    read: source.manager,
    content: openContent(source.manager, seal),
    doorbell,
    write: (unit) => untilNoDeadlock(() => source.transaction(unit)),
    grouped: (unit, options) => lane.write(unit, options),
    giveBack: async () => false,
    ping: () => source.query('SELECT 1'),
    close: async () => {
      await lane.close();
      await doorbell.close();
      await source.destroy();
    },
  };
}
