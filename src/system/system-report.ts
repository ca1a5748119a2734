import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../sdk/index.ts';
import { parseDatabaseUrl } from '../store/data-source.ts';
import { migrations } from '../store/migrations/index.ts';
import type { Store } from '../store/store.ts';

export interface SystemDeps {
  store: Store;
  databaseUrl: string;
  clock: Clock;
  version: string;
}

/** What an operator would look at on the machine and in the database. Sizes in bytes, times in ms. */
export interface SystemReport {
  version: string;
  now: number;
  database: {
    kind: 'sqlite' | 'postgres';
    version: string;
    /** the last migration that was made */
    schema: string;
    /** migrations that this version does not know: a newer version has worked here */
    unknownMigrations: number;
    bytes: number;
    /** of the log of SQLite */
    walBytes: number | null;
    freeBytes: number | null;
    /** its clock, less ours; PostgreSQL only */
    clockAheadMs: number | null;
    /** connections to PostgreSQL of all processes, and how many it allows */
    connections: { open: number; most: number } | null;
  };
  queue: {
    waiting: number;
    oldestMs: number;
    /** being sent, and their lease ended more than a minute ago: nobody is there who recovers them */
    stuck: number;
    /** due for more than ten minutes, by a connector that is not paused */
    overdue: number;
  };
}

const STUCK_MS = 60_000;
const OVERDUE_MS = 10 * 60_000;

export async function systemReport(deps: SystemDeps): Promise<SystemReport> {
  const now = deps.clock.now();
  return {
    version: deps.version,
    now,
    database: await databaseReport(deps),
    queue: await queueReport(deps.store, now),
  };
}

async function databaseReport({ store, databaseUrl }: SystemDeps): Promise<SystemReport['database']> {
  const made = await store.read.query<{ name: string }[]>('SELECT name FROM "schema_migration" ORDER BY "timestamp"');
  const known = new Set(migrations.map((migration) => new migration().name));
  const schema = {
    schema: made.at(-1)?.name ?? '',
    unknownMigrations: made.filter(({ name }) => name !== undefined && !known.has(name)).length,
  };
  return store.kind === 'sqlite' ? sqliteReport(store, databaseUrl, schema) : postgresReport(store, schema);
}

type Schema = Pick<SystemReport['database'], 'schema' | 'unknownMigrations'>;

async function sqliteReport(store: Store, url: string, schema: Schema): Promise<SystemReport['database']> {
  const { location } = parseDatabaseUrl(url);
  const [row] = await store.read.query<{ version: string }[]>('SELECT sqlite_version() AS version');
  const { bavail, bsize } = await statfs(dirname(location));
  return {
    ...schema,
    kind: 'sqlite',
    version: row?.version ?? '',
    bytes: sizeOf(location),
    walBytes: sizeOf(`${location}-wal`),
    freeBytes: bavail * bsize,
    clockAheadMs: null,
    connections: null,
  };
}

async function postgresReport(store: Store, schema: Schema): Promise<SystemReport['database']> {
  const asked = Date.now();
  const [row] = await store.read.query<{ version: string; bytes: string; now: string; open: string; most: string }[]>(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
       EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS now, current_setting('max_connections') AS most,
       (SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS open`,
  );
  // Somewhere between the question and its answer.
  const middle = (asked + Date.now()) / 2;
  return {
    ...schema,
    kind: 'postgres',
    version: row?.version ?? '',
    bytes: Number(row?.bytes),
    walBytes: null,
    freeBytes: null,
    clockAheadMs: Math.round(Number(row?.now) - middle),
    connections: { open: Number(row?.open), most: Number(row?.most) },
  };
}

async function queueReport({ read }: Store, now: number): Promise<SystemReport['queue']> {
  const [waiting] = await read.sql<{ n: number | string; oldest: number | string | null }[]>`
    SELECT COUNT(*) AS n, MIN(created_at) AS oldest FROM delivery WHERE state = 'queued'`;
  const [stuck] = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM delivery WHERE state IN ('sending', 'dot_pending') AND due_at < ${now - STUCK_MS}`;
  const [overdue] = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM delivery d WHERE d.due_at < ${now - OVERDUE_MS} AND NOT EXISTS (
      SELECT 1 FROM connector_pace p WHERE p.connector_id = d.connector_id AND p.paused_until > ${now - OVERDUE_MS})`;
  return {
    waiting: Number(waiting?.n ?? 0),
    oldestMs: waiting?.oldest ? now - Number(waiting.oldest) : 0,
    stuck: Number(stuck?.n ?? 0),
    overdue: Number(overdue?.n ?? 0),
  };
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
