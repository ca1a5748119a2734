import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { AppError } from '../sdk/index.ts';
import { migrations } from './migrations/index.ts';
import { CredentialTable, SettingTable, UserTable } from './tables/access.table.ts';
import { ConnectorTable } from './tables/connector.table.ts';
import { ConnectorPaceTable } from './tables/connector-pace.table.ts';
import { contentTable, FileTable } from './tables/content.table.ts';
import { AttemptTable, DeliveryTable, RecipientTable } from './tables/delivery.table.ts';
import { EventTable } from './tables/event.table.ts';
import { FormTable } from './tables/form.table.ts';
import { MessageTable } from './tables/message.table.ts';
import { ProofRecordTable } from './tables/proof.table.ts';
import { RuleTable } from './tables/rule.table.ts';
import { RunDocumentTable, RunFileTable, RunItemTable, RunProblemTable, RunTable } from './tables/run.table.ts';
import { SentCopyTable } from './tables/sent-copy.table.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

const TABLES = [
  ConnectorTable,
  ConnectorPaceTable,
  FormTable,
  RuleTable,
  EventTable,
  FileTable,
  MessageTable,
  DeliveryTable,
  RecipientTable,
  AttemptTable,
  SentCopyTable,
  ProofRecordTable,
  UserTable,
  CredentialTable,
  SettingTable,
  RunTable,
  RunFileTable,
  RunDocumentTable,
  RunItemTable,
  RunProblemTable,
];

/** 'sqlite:/path/file.db' or 'postgres://user@host/db'. */
export function parseDatabaseUrl(url: string): { kind: DatabaseKind; location: string } {
  if (url.startsWith('sqlite:')) return { kind: 'sqlite', location: url.slice('sqlite:'.length) };
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: 'postgres', location: url };
  throw new AppError(
    'CONFIG',
    'The database must be given as sqlite:<file> or postgres://<user>:<password>@<host>/<database>.',
  );
}

/** A data source that is not yet initialised. `readOnly` only matters to SQLite: a second connection for reading. */
export function dataSourceFor(url: string, options: { readOnly?: boolean } = {}): DataSource {
  const { kind, location } = parseDatabaseUrl(url);
  if (kind === 'postgres') {
    return new DataSource({
      type: 'postgres',
      url: location,
      entities: [...TABLES, contentTable('bytea')],
      migrations,
      migrationsTableName: 'schema_migration',
      applicationName: 'mailrule',
      poolSize: 12,
    });
  }
  mkdirSync(dirname(location), { recursive: true });
  // It holds e-mails: only its owner reads it. SQLite gives its side files the same mode.
  if (!options.readOnly) closeSync(openSync(location, 'a', 0o600));
  return new DataSource({
    type: 'better-sqlite3',
    database: location,
    entities: [...TABLES, contentTable('blob')],
    migrations,
    migrationsTableName: 'schema_migration',
    readonly: options.readOnly ?? false,
    // Busy waits would block the event loop and with it the very transaction we wait for; WriteLane waits instead.
    timeout: options.readOnly ? 5000 : 0,
    statementCacheSize: 200,
    prepareDatabase: (database: BetterSqlite3.Database) => {
      if (options.readOnly) return;
      database.pragma('journal_mode = WAL');
      // better-sqlite3 builds WAL with NORMAL: the last commits would be lost at power failure.
      database.pragma('synchronous = FULL');
    },
  });
}
